"""Ingestion: guides and other documents become passages with vectors in the store."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from embeddings.encoder import Encoder, Float32, normalised
from knowledge.guides import Library
from knowledge.passages import Passage, library_passages, markdown_passages
from knowledge.store import PassageStore, version_of
from tandems.domain.vocabulary import Language
from tandems.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of Markdown documents in one language; ``name`` prefixes their ids."""

    name: str
    path: Path
    language: Language


@dataclass(frozen=True, slots=True)
class Ingestion:
    """What an ingestion did; ``empty`` lists documents that gave no passage."""

    passages: int
    replaced: bool
    empty: tuple[str, ...]


def ingest(
    library: Library,
    store: PassageStore,
    encoder: Encoder,
    *,
    folders: tuple[Folder, ...] = (),
) -> Ingestion:
    """Put the library's passages, and those of ``folders``, in force; nothing doubles.

    A folder replaces what came under its name before; what came under other names stays. What
    is already in force under the same model is left as it is.

    Raises:
        InvalidInput: a folder is not there, or its name has a slash in it.
        ContentError: a document cannot be read.
    """
    names = {folder.name for folder in folders}
    kept = [passage for passage in store.added() if passage.origin not in names]
    documents = [one for folder in folders for one in _documents(folder)]
    new = [passage for _, passages in documents for passage in passages]
    passages = [*library_passages(library), *kept, *new]
    empty = tuple(document_id for document_id, own in documents if not own)
    if store.version() == version_of(passages, model=encoder.fingerprint):
        return Ingestion(len(passages), False, empty)
    vectors = _vectors(passages, encoder)
    return Ingestion(
        len(passages), store.replace(passages, vectors, model=encoder.fingerprint), empty
    )


def _documents(folder: Folder) -> Iterator[tuple[str, tuple[Passage, ...]]]:
    """Yield the id and the passages of each document of a folder."""
    if not folder.name or "/" in folder.name:
        raise InvalidInput(given=folder.name, wanted="NAME")
    if not folder.path.is_dir():
        raise InvalidInput(given=str(folder.path), wanted="PATH")
    for path in sorted(folder.path.rglob("*.md")):
        document_id = f"{folder.name}/{path.relative_to(folder.path).with_suffix('')}"
        yield (
            document_id,
            markdown_passages(
                path, document_id=document_id, language=folder.language, origin=folder.name
            ),
        )


def _vectors(passages: list[Passage], encoder: Encoder) -> Float32:
    """Average title (twice), heading and text: long texts would drown what they are about."""
    titles, headings, texts = (
        encoder.encode_passages(column)
        for column in (
            [passage.title for passage in passages],
            [passage.heading for passage in passages],
            [passage.text for passage in passages],
        )
    )
    return normalised(2 * titles + headings + texts)
