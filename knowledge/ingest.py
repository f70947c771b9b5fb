"""Ingestion: guides and the house's documents become passages with vectors in the store."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from embeddings.encoder import Encoder, Float32, normalised
from embeddings.kept import KeptEncoder, Progress, silent
from knowledge.documents.passages import document_passages
from knowledge.guides import Library
from knowledge.passages import Passage, library_passages
from knowledge.store import PassageStore, version_of
from tandems.domain.document import DocumentText


@dataclass(frozen=True, slots=True)
class Ingestion:
    """What an ingestion did; ``encoded`` counts the passages that were not known before."""

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
    is; passages that stay keep their vectors. Of another model everything is embedded anew;
    ``progress`` hears how far that is, and after a break it goes on where it was.
    """
    added = (one for document in documents for one in document_passages(*document))
    passages = [*library_passages(library), *added]
    model = encoder.fingerprint
    if store.version() == version_of(passages, model=model):
        return Ingestion(len(passages), 0, False)
    known = store.vectors(model)
    new = [passage for passage in passages if passage not in known]
    if new:
        kept = KeptEncoder(encoder, store.journal, progress=progress)
        known |= dict(zip(new, _vectors(new, kept), strict=True))
    rows = np.stack([known[passage] for passage in passages]) if passages else _none(encoder)
    replaced = store.replace(passages, rows, model=model)
    store.journal.unlink(missing_ok=True)
    return Ingestion(len(passages), len(new), replaced)


def _vectors(passages: list[Passage], encoder: Encoder) -> Float32:
    """Average title (twice), heading and text: long texts would drown what they are about."""
    columns = (
        [passage.title for passage in passages],
        [passage.heading for passage in passages],
        [passage.text for passage in passages],
    )
    every = encoder.encode_passages([text for column in columns for text in column])
    titles, headings, texts = np.split(every, len(columns))
    return normalised(2 * titles + headings + texts)


def _none(encoder: Encoder) -> Float32:
    return np.zeros((0, encoder.dim), dtype=np.float32)
