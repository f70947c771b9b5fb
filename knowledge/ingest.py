"""Ingestion: guides and other documents become passages with vectors in the store."""

from dataclasses import dataclass
from pathlib import Path

from embeddings.encoder import Encoder, Float32, normalised
from knowledge.guides import Library
from knowledge.passages import Passage, library_passages, markdown_passages
from knowledge.store import PassageStore
from tandems.domain.vocabulary import Language


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

    What is already in force under the same model is left as it is.
    """
    passages = list(library_passages(library))
    empty: list[str] = []
    for folder in folders:
        for path in sorted(folder.path.rglob("*.md")):
            document_id = f"{folder.name}/{path.relative_to(folder.path).with_suffix('')}"
            own = markdown_passages(path, document_id=document_id, language=folder.language)
            passages += own
            if not own:
                empty.append(document_id)
    replaced = store.replace(passages, _vectors(passages, encoder), model=encoder.fingerprint)
    return Ingestion(len(passages), replaced, tuple(empty))


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
