"""The shelf of the house's own documents: added, listed, removed, and put in force as one."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from threading import Lock
from typing import Final

from embeddings.encoder import Encoder
from embeddings.kept import Progress, silent
from knowledge.documents.clean import one_line
from knowledge.documents.isolated import read_isolated
from knowledge.documents.limits import Limits
from knowledge.documents.passages import document_passages
from knowledge.guides import Library
from knowledge.ingest import Ingestion, ingest
from knowledge.store import PassageStore
from tandems.domain.document import DocumentText, StoredDocument
from tandems.domain.person import Account
from tandems.domain.vocabulary import SafetyClass
from tandems.storage.store import Store

Assess = Callable[[DocumentText], DocumentText]
"""Returns the text with each section's language and each part's safety class."""
_ID: Final = 24
"""Hex digits of the digest that make a document's id."""
_NAME: Final = 120


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file as it was handed in."""

    name: str
    content: bytes


class Shelf:
    """Documents in the records and, with the guides, in the passage store."""

    def __init__(
        self,
        store: Store,
        library: Library,
        passages: PassageStore,
        *,
        encoder: Encoder,
        assess: Assess,
        limits: Limits | None = None,
    ) -> None:
        self._store = store
        self._library = library
        self._passages = passages
        self._encoder = encoder
        self._assess = assess
        self._limits = limits or Limits()
        self._refreshing = Lock()

    def take(self, actor: Account, file: GivenFile, *, now: datetime) -> StoredDocument:
        """Keep one file; it is quoted from the next ``refresh`` on.

        Raises:
            Forbidden: not a coordinator.
            DocumentRefused: one of its kinds, saying why; nothing is kept.
        """
        self._store.documents.list(actor)
        kind, text = read_isolated(file.name, file.content, self._limits)
        text = self._assess(text)
        digest = hashlib.sha256(file.content).hexdigest()
        document_id = f"doc-{digest[:_ID]}"
        classes = [one.safety_class for one in document_passages(document_id, text)]
        quotable = classes.count(SafetyClass.NORMAL)
        document = StoredDocument(
            id=document_id,
            name=one_line(PurePath(file.name).name)[:_NAME],
            kind=kind,
            size_bytes=len(file.content),
            digest=digest,
            added_by=actor.id,
            added_at=now,
            quotable=quotable,
            withheld=len(classes) - quotable,
        )
        self._store.documents.add(actor, document, text=text, content=file.content)
        self._store.audit.record(
            actor, "add_document", kind="document", record_id=document_id, now=now
        )
        return document

    def documents(self, actor: Account) -> list[StoredDocument]:
        """Return what stands on the shelf.

        Raises:
            Forbidden: not a coordinator.
        """
        return self._store.documents.list(actor)

    def remove(self, actor: Account, document_id: str, *, now: datetime) -> None:
        """Delete a document; it is quoted no more.

        Raises:
            Forbidden: not a coordinator.
            NotFound: there is no such document.
        """
        self._store.documents.remove(actor, document_id)
        self._store.audit.record(
            actor, "remove_document", kind="document", record_id=document_id, now=now
        )
        self.refresh()

    def refresh(self, *, progress: Progress = silent) -> Ingestion:
        """Put the guides and all documents in force, whole or not at all."""
        with self._refreshing:
            documents = tuple(self._store.documents.texts())
            return ingest(
                self._library,
                self._passages,
                self._encoder,
                documents=documents,
                progress=progress,
            )
