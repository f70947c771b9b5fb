"""Tables of tandems and of what belongs to their two people."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tandems.domain.tandem import CommitmentStatus, GoalStatus, SessionStatus, TandemStatus
from tandems.domain.vocabulary import Address, Language, Mode, Role, Stage
from tandems.storage.columns import Choice, Sealed, UtcDateTime, Words
from tandems.storage.rows.base import Base, Record, Revised
from tandems.storage.rows.person import PersonRow


class MembershipRow(Base):
    """A person in a tandem."""

    __tablename__ = "memberships"
    tandem_id: Mapped[str] = mapped_column(
        ForeignKey("tandems.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[str] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int]
    role: Mapped[Role] = mapped_column(Choice(Role))
    pair_yes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    declined_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    signed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    person: Mapped[PersonRow] = relationship(lazy="joined", innerjoin=True)


class AgreementRow(Base):
    """What the two agreed on."""

    __tablename__ = "agreements"
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}
    tandem_id: Mapped[str] = mapped_column(
        ForeignKey("tandems.id", ondelete="CASCADE"), primary_key=True
    )
    minutes: Mapped[int]
    cadence_weeks: Mapped[int]
    address: Mapped[Address] = mapped_column(Choice(Address))
    languages: Mapped[tuple[Language, ...]] = mapped_column(Words(Language))
    place: Mapped[str] = mapped_column(String(16))


class TandemRow(Revised):
    """Two people on a run."""

    __tablename__ = "tandems"
    programme_id: Mapped[str] = mapped_column(
        ForeignKey("programmes.id", ondelete="CASCADE"), index=True
    )
    mode: Mapped[Mode] = mapped_column(Choice(Mode))
    status: Mapped[TandemStatus] = mapped_column(Choice(TandemStatus))
    started_on: Mapped[date | None]
    help_flag: Mapped[bool]
    memberships: Mapped[list[MembershipRow]] = relationship(
        lazy="selectin", order_by=MembershipRow.position, cascade="all, delete-orphan"
    )
    agreed: Mapped[AgreementRow] = relationship(
        lazy="selectin", cascade="all, delete-orphan", single_parent=True
    )


class SessionRow(Revised):
    """One meeting; its number is given once in a tandem."""

    __tablename__ = "sessions"
    __table_args__ = (UniqueConstraint("tandem_id", "number"),)
    tandem_id: Mapped[str] = mapped_column(ForeignKey("tandems.id", ondelete="CASCADE"))
    number: Mapped[int]
    stage: Mapped[Stage] = mapped_column(Choice(Stage))
    minutes: Mapped[int]
    status: Mapped[SessionStatus] = mapped_column(Choice(SessionStatus))
    starts_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    held_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    agenda_id: Mapped[str | None] = mapped_column(ForeignKey("suggestions.id", ondelete="SET NULL"))


class GoalRow(Revised):
    """What one of the two works on."""

    __tablename__ = "goals"
    tandem_id: Mapped[str] = mapped_column(ForeignKey("tandems.id", ondelete="CASCADE"), index=True)
    owner_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(Sealed)
    label: Mapped[str] = mapped_column(Sealed)
    evidence: Mapped[str] = mapped_column(Sealed)
    language: Mapped[Language] = mapped_column(Choice(Language))
    from_wish_id: Mapped[str | None] = mapped_column(String(64))
    status: Mapped[GoalStatus] = mapped_column(Choice(GoalStatus))


class CommitmentRow(Revised):
    """What was agreed, by whom, until when."""

    __tablename__ = "commitments"
    tandem_id: Mapped[str] = mapped_column(ForeignKey("tandems.id", ondelete="CASCADE"), index=True)
    owner_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(Sealed)
    first_sign: Mapped[str] = mapped_column(Sealed)
    language: Mapped[Language] = mapped_column(Choice(Language))
    due: Mapped[date]
    status: Mapped[CommitmentStatus] = mapped_column(Choice(CommitmentStatus))


class NoteRow(Record):
    """A note, private or shared."""

    __tablename__ = "notes"
    tandem_id: Mapped[str] = mapped_column(ForeignKey("tandems.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    visibility: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Sealed)
    language: Mapped[Language] = mapped_column(Choice(Language))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
