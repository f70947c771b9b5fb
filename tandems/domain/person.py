"""People, the accounts they sign in with and where they stand in their organisation."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tandems.domain.vocabulary import Address, Language


class AccountRole(StrEnum):
    """What an account may do beside its person's own things."""

    PARTICIPANT = "participant"
    COORDINATOR = "coordinator"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Account:
    """Who acts; every read and write of content takes one."""

    id: str
    login: str
    role: AccountRole
    person_id: str | None
    language: Language
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A member of an organisation.

    ``languages`` are ISO 639-1 codes the person can hold a session in; ``language`` and
    ``address`` are how the product speaks to this person. ``working_style`` is what matters to
    them in working together, in their own words. ``under_18`` is what the organisation says; the
    date of birth is not kept.
    """

    id: str
    organisation_id: str
    name: str
    email: str
    languages: tuple[str, ...]
    language: Language
    address: Address
    department: str = ""
    title: str = ""
    location: str = ""
    availability: str = ""
    working_style: str = ""
    under_18: bool = False
    version: int = 1


class EdgeKind(StrEnum):
    """How one person is above another; every kind counts as a reporting line."""

    LINE = "line"
    DOTTED = "dotted"
    PROJECT = "project"
    APPRAISAL = "appraisal"


@dataclass(frozen=True, slots=True)
class ReportingEdge:
    """``report_id`` reports to ``superior_id``."""

    superior_id: str
    report_id: str
    kind: EdgeKind


class ExclusionKind(StrEnum):
    """Why two people are never proposed to each other."""

    RIVAL = "rival"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Two people, or two organisations, that are kept apart; the order does not matter."""

    first_id: str
    second_id: str
    kind: ExclusionKind
    reason_code: str = ""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Who did what to which record, without its content."""

    id: str
    at: datetime
    account_id: str
    action: str
    record_kind: str
    record_id: str
