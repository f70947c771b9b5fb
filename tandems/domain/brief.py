"""What a composer is told about a session: only facts the asking account may see."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from tandems.domain.tandem import Commitment, Goal
from tandems.domain.vocabulary import Address, Language, Mode, Role, Stage

Pace = Literal["calm", "usual"]
Veto = Literal["role_play", "homework", "video", "silence", "writing"]


@dataclass(frozen=True, slots=True)
class BriefPerson:
    """One of the two, as the composer needs to know them."""

    id: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for in this message and the ones it adapts.

    ``question_count`` is None unless a number was asked for; ``question_role`` likewise. When
    a draft is changed, ``keep_…`` hold its ids: what still fits stays. When something else is
    asked for, ``instead_of_ids`` hold them: they come last. ``avoid_ids`` may not be used at all.
    """

    topics: tuple[str, ...] = ()
    wish_text: str = ""
    vetoes: frozenset[Veto] = frozenset()
    question_count: int | None = None
    question_role: Role | None = None
    pace: Pace = "usual"
    remote: bool | None = None
    keep_block_ids: tuple[str, ...] = ()
    keep_question_ids: tuple[str, ...] = ()
    instead_of_ids: frozenset[str] = frozenset()
    avoid_ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Situation:
    """An event the session is about; ``origin`` decides where it may show.

    From ``own_chat`` it steers what is chosen and is never written into the agenda.
    """

    text: str
    on: date | None
    origin: Literal["own_chat", "shared_note", "commitment"]


@dataclass(frozen=True, slots=True)
class SessionBrief:
    """Everything a composer may use, and nothing else."""

    account_id: str
    tandem_id: str
    mode: Mode
    people: tuple[BriefPerson, ...]
    language: Language
    reader_address: Address
    pair_address: Address
    stage: Stage
    session_number: int
    minutes: int
    today: date
    session_on: date | None
    next_on: date
    remote: bool = False
    goals: tuple[Goal, ...] = ()
    open_commitments: tuple[Commitment, ...] = ()
    used_block_ids: frozenset[str] = frozenset()
    used_question_ids: frozenset[str] = frozenset()
    shared_notes: tuple[str, ...] = ()
    request: Request = field(default_factory=Request)
    situation: Situation | None = None

    def person(self, role: Role) -> BriefPerson:
        """Return who holds ``role``; among peers the first and second take turns as named.

        Raises:
            KeyError: nobody holds it.
        """
        for person in self.people:
            if person.role is role:
                return person
        raise KeyError(role)
