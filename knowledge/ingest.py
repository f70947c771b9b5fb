"""Ingestion: guides and the house's documents become passages with vectors in the store."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from embeddings.encoder import Encoder, Float32, normalised
from embeddings.kept import KeptEncoder, Progress, silent
from knowledge.documents.passages import document_passages
from knowledge.guides import Library
from knowledge.parts import Parts, parts_of
from knowledge.passages import Passage, library_passages
from knowledge.store import PassageStore, version_of
from tandems.domain.document import DocumentText

_ABOUT: Final = 0.5
"""How much the purpose of a document counts beside heading and text; chosen on questions of dev."""


@dataclass(frozen=True, slots=True)
class Ingestion:
    """What an ingestion did; ``encoded`` counts the texts that were not known before."""

    passages: int
    encoded: int
    replaced: bool


def ingest(
    library: Library,
    store: PassageStore,
    encoder: Encoder,
    *,
    documents: Iterable[tuple[str, DocumentText]] = (),
    progress: Progress = silent,
) -> Ingestion:
    """Put the passages of the library and of ``documents`` in force, and no others.

    Documents come with their ids. What is already in force under the same model is left as it
    is; texts that stay keep their vectors. Of another model everything is embedded anew;
    ``progress`` hears how far that is, and after a break it goes on where it was.
    """
    added = (one for document in documents for one in document_passages(*document))
    passages = [*library_passages(library), *added]
    model = encoder.fingerprint
    if store.version() == version_of(passages, model=model):
        return Ingestion(len(passages), 0, False)
    kept = KeptEncoder(encoder, store.vectors_file, progress=progress)
    vectors, parts = embedded(passages, kept)
    replaced = store.replace(passages, vectors, model=model, parts=parts)
    kept.forget_unasked()
    return Ingestion(len(passages), kept.encoded, replaced)


def embedded(passages: Sequence[Passage], encoder: Encoder) -> tuple[Float32, Parts]:
    """Return float32 [passages, dim], and the vectors of their parts.

    A passage is its text, its heading under the title, and half of what the document is for: a
    long text alone would drown what it is about.
    """
    headings = [f"{one.title}: {one.heading}" for one in passages]
    abouts = [one.about or one.title for one in passages]
    texts = [one.text for one in passages]
    pieces, owners, hints = parts_of(passages)
    rows = encoder.encode_passages([*headings, *abouts, *texts, *pieces])
    count = len(passages)
    heading, about, text = (rows[count * n : count * (n + 1)] for n in range(3))
    whole = normalised(heading + _ABOUT * about + text)
    return whole, Parts(owners, hints, rows[3 * count :])
