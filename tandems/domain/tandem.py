"""A tandem, its two people, their agreement, goals, sessions and commitments."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from tandems.domain.vocabulary import Address, Language, Mode, Role, Stage


class TandemStatus(StrEnum):
    """Where a tandem stands; ``active`` needs both people's own yes."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    PAUSED = "paused"
    CLOSED = "closed"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Membership:
    """A person in a tandem; ``pair_yes_at`` is this person's own, dated yes.

    ``signed_at`` is this person's own signature under the agreement as it stands.
    """

    tandem_id: str
    person_id: str
    name: str
    role: Role
    pair_yes_at: datetime | None = None
    declined_at: datetime | None = None
    signed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the two agreed on; ``address`` is how they address each other in German.

    ``signed_at`` is when the second of the two signed; None while a signature is missing. A
    change of the terms takes both signatures away.
    """

    minutes: int = 60
    cadence_weeks: int = 4
    address: Address = Address.DU
    languages: tuple[Language, ...] = (Language.DE,)
    place: Literal["on_site", "remote", "hybrid"] = "on_site"
    signed_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Tandem:
    """Two people on a run, with their roles as stored."""

    id: str
    programme_id: str
    mode: Mode
    status: TandemStatus
    members: tuple[Membership, ...]
    agreement: Agreement
    started_on: date | None = None
    help_flag: bool = False
    version: int = 1

    def member(self, role: Role) -> Membership:
        """Return the member holding ``role``.

        Raises:
            KeyError: nobody holds it.
        """
        for membership in self.members:
            if membership.role is role:
                return membership
        raise KeyError(role)


class SessionStatus(StrEnum):
    """What became of a planned session."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting of a tandem; ``agenda_id`` is the accepted suggestion, if any."""

    id: str
    tandem_id: str
    number: int
    stage: Stage
    minutes: int
    status: SessionStatus
    starts_at: datetime | None = None
    agenda_id: str | None = None
    version: int = 1


class GoalStatus(StrEnum):
    """What became of a goal."""

    OPEN = "open"
    REACHED = "reached"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Goal:
    """What one of the two works on; readable by the two and by nobody else."""

    id: str
    tandem_id: str
    owner_id: str
    text: str
    label: str
    language: Language
    evidence: str = ""
    from_wish_id: str | None = None
    status: GoalStatus = GoalStatus.OPEN
    version: int = 1


class CommitmentStatus(StrEnum):
    """What became of a commitment."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Commitment:
    """What was agreed, by whom, until when, and how a first sign would look."""

    id: str
    tandem_id: str
    owner_id: str
    text: str
    language: Language
    due: date
    first_sign: str = ""
    status: CommitmentStatus = CommitmentStatus.OPEN
    version: int = 1


@dataclass(frozen=True, slots=True)
class Note:
    """A note; ``private`` ones are their writer's alone, hidden from the partner too."""

    id: str
    tandem_id: str
    author_id: str
    visibility: Literal["private", "shared"]
    text: str
    language: Language
    created_at: datetime


@dataclass(frozen=True, slots=True)
class TandemState:
    """Status without content: all a coordinator may see of a tandem."""

    tandem_id: str
    names: tuple[str, ...]
    status: TandemStatus
    stage: Stage
    sessions_held: int
    sessions_planned: int
    next_session_at: datetime | None
    last_held_at: datetime | None
    help_flag: bool
