"""Tables of organisations, people, reporting lines and exclusions."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from tandems.domain.person import EdgeKind, ExclusionKind
from tandems.domain.vocabulary import Address, Language
from tandems.storage.columns import Choice, Sealed, Words
from tandems.storage.rows.base import Base, Record, Revised


class OrganisationRow(Record):
    """A body whose people take part."""

    __tablename__ = "organisations"
    name: Mapped[str] = mapped_column(String(200), unique=True)


class PersonRow(Revised):
    """A member of an organisation; ``email`` is kept in one spelling."""

    __tablename__ = "people"
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(320), unique=True)
    languages: Mapped[tuple[str, ...]] = mapped_column(Words(str))
    language: Mapped[Language] = mapped_column(Choice(Language))
    address: Mapped[Address] = mapped_column(Choice(Address))
    department: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(200))
    location: Mapped[str] = mapped_column(String(200))
    availability: Mapped[str] = mapped_column(Sealed)
    working_style: Mapped[str] = mapped_column(Sealed)
    under_18: Mapped[bool]


class ReportingRow(Base):
    """One person above another."""

    __tablename__ = "reporting_edges"
    superior_id: Mapped[str] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    report_id: Mapped[str] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[EdgeKind] = mapped_column(Choice(EdgeKind), primary_key=True)


class ExclusionRow(Base):
    """Two people or organisations kept apart; the lesser id comes first."""

    __tablename__ = "exclusions"
    first_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    second_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[ExclusionKind] = mapped_column(Choice(ExclusionKind), primary_key=True)
    reason_code: Mapped[str] = mapped_column(String(64))
