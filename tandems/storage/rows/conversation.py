"""Tables of chat messages and suggestions."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tandems.domain.agenda import Answer, Suggestable
from tandems.domain.conversation import SuggestionStatus
from tandems.storage.columns import Choice, Sealed, SealedSuggestable, SealedValue, UtcDateTime
from tandems.storage.rows.base import Record, Revised


class MessageRow(Record):
    """One turn of a chat."""

    __tablename__ = "messages"
    __table_args__ = (Index("ix_messages_chat", "account_id", "tandem_id"),)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    tandem_id: Mapped[str | None] = mapped_column(ForeignKey("tandems.id", ondelete="CASCADE"))
    sender: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Sealed)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    suggestion_id: Mapped[str | None] = mapped_column(
        ForeignKey("suggestions.id", ondelete="SET NULL")
    )
    answer: Mapped[Answer | None] = mapped_column(SealedValue(Answer))


class SuggestionRow(Revised):
    """An agenda or a question set; an accepted one outlives its requester's account."""

    __tablename__ = "suggestions"
    tandem_id: Mapped[str] = mapped_column(ForeignKey("tandems.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[str] = mapped_column(String(64), index=True)
    content: Mapped[Suggestable] = mapped_column(SealedSuggestable)
    status: Mapped[SuggestionStatus] = mapped_column(Choice(SuggestionStatus))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    session_id: Mapped[str | None] = mapped_column(String(64))
