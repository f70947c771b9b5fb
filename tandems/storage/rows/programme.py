"""Tables of programmes, enrolments, what was released, rankings and proposals."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tandems.domain.match import Proposal
from tandems.domain.vocabulary import Mode, Role
from tandems.storage.columns import Choice, Sealed, SealedValue, UtcDateTime
from tandems.storage.rows.base import Base, Revised


class ProgrammeRow(Revised):
    """One run of mentoring."""

    __tablename__ = "programmes"
    name: Mapped[str] = mapped_column(String(200))
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    mode: Mapped[Mode] = mapped_column(Choice(Mode))
    starts_on: Mapped[date]
    sessions: Mapped[int]
    weeks: Mapped[int]
    minutes: Mapped[int]
    country: Mapped[str] = mapped_column(String(2))


class EnrolmentRow(Revised):
    """A person in a programme, once."""

    __tablename__ = "enrolments"
    __table_args__ = (UniqueConstraint("programme_id", "person_id"),)
    programme_id: Mapped[str] = mapped_column(ForeignKey("programmes.id", ondelete="CASCADE"))
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role] = mapped_column(Choice(Role))
    capacity: Mapped[int]
    joined_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class WishRow(Revised):
    """What a person wants to learn."""

    __tablename__ = "learning_wishes"
    enrolment_id: Mapped[str] = mapped_column(
        ForeignKey("enrolments.id", ondelete="CASCADE"), index=True
    )
    text: Mapped[str] = mapped_column(Sealed)
    label: Mapped[str] = mapped_column(Sealed)
    priority: Mapped[int]
    released_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class OfferRow(Revised):
    """What a person can share."""

    __tablename__ = "offers"
    enrolment_id: Mapped[str] = mapped_column(
        ForeignKey("enrolments.id", ondelete="CASCADE"), index=True
    )
    text: Mapped[str] = mapped_column(Sealed)
    label: Mapped[str] = mapped_column(Sealed)
    released_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RankingRow(Base):
    """One place in a person's ranking of suggested partners."""

    __tablename__ = "rankings"
    enrolment_id: Mapped[str] = mapped_column(
        ForeignKey("enrolments.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mentor_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    ranked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ProposalRow(Revised):
    """A match run's result; what it quotes is sealed with it."""

    __tablename__ = "proposals"
    programme_id: Mapped[str] = mapped_column(
        ForeignKey("programmes.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    trial: Mapped[bool]
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    content: Mapped[Proposal] = mapped_column(SealedValue(Proposal))
