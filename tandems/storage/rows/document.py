"""The table of added documents: the sealed file and the sealed text that was read from it."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from tandems.domain.document import DocumentKind, DocumentText
from tandems.storage.columns import Choice, Sealed, SealedBytes, SealedValue, UtcDateTime
from tandems.storage.rows.base import Record


class DocumentRow(Record):
    """One document; the digest keeps the same file from being added twice."""

    __tablename__ = "documents"
    name: Mapped[str] = mapped_column(Sealed)
    kind: Mapped[DocumentKind] = mapped_column(Choice(DocumentKind))
    size_bytes: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    added_by: Mapped[str] = mapped_column(String(64))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    quotable: Mapped[int]
    withheld: Mapped[int]
    text: Mapped[DocumentText] = mapped_column(SealedValue(DocumentText))
    content: Mapped[bytes] = mapped_column(SealedBytes)
