"""Documents that coordinators add; only coordinators see the files, everybody may be quoted."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import defer

from tandems.access import Action, require
from tandems.domain.document import DocumentText, StoredDocument
from tandems.domain.person import Account
from tandems.errors import DocumentKnown
from tandems.storage.records import Records, found
from tandems.storage.rows import DocumentRow, fill, value_of


class Documents(Records):
    """Files as they came, and the text that was read from them."""

    def add(
        self, actor: Account, document: StoredDocument, *, text: DocumentText, content: bytes
    ) -> StoredDocument:
        """Keep a document with its text and its bytes.

        Raises:
            Forbidden: not a coordinator.
            DocumentKnown: the same file is there already.
        """
        require(actor, Action.ADD_DOCUMENT)
        with self._database.write() as session:
            same = select(DocumentRow.name).where(DocumentRow.digest == document.digest)
            known = session.scalar(same)
            if known is not None:
                raise DocumentKnown(known=known)
            row = DocumentRow(text=text, content=content)
            fill(row, document)
            session.add(row)
        return document

    def list(self, actor: Account) -> list[StoredDocument]:
        """Return all documents in the order in which they came.

        Raises:
            Forbidden: not a coordinator.
        """
        require(actor, Action.READ_DOCUMENTS)
        light = (defer(DocumentRow.text), defer(DocumentRow.content))
        query = select(DocumentRow).order_by(DocumentRow.seq).options(*light)
        with self._database.read() as session:
            return [value_of(row, StoredDocument) for row in session.scalars(query)]

    def content(self, actor: Account, document_id: str) -> bytes:
        """Return the file.

        Raises:
            Forbidden: not a coordinator.
            NotFound: there is no such document.
        """
        require(actor, Action.READ_DOCUMENTS)
        with self._database.read() as session:
            return found(session, DocumentRow, document_id).content

    def remove(self, actor: Account, document_id: str) -> None:
        """Delete a document with everything that was kept of it.

        Raises:
            Forbidden: not a coordinator.
            NotFound: there is no such document.
        """
        require(actor, Action.REMOVE_DOCUMENT)
        with self._database.write() as session:
            session.delete(found(session, DocumentRow, document_id))

    def texts(self) -> Iterator[tuple[str, DocumentText]]:
        """Yield id and text of every document: what ingestion puts in force for everybody."""
        query = select(DocumentRow.id, DocumentRow.text).order_by(DocumentRow.seq)
        with self._database.read() as session:
            for row in session.execute(query):
                yield row[0], row[1]
