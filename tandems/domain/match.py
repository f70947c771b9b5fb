"""What a match run proposes: pairs with reasons, who is left out, and the rule check."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tandems.domain.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Reason:
    """One wish that meets one offer; both texts stand side by side.

    ``similarity`` is the cosine of the best-fitting phrases, 0 to 1.
    """

    wish_id: str
    wish_text: str
    wish_label: str
    offer_id: str
    offer_text: str
    offer_label: str
    similarity: float


@dataclass(frozen=True, slots=True)
class PairScore:
    """How well a mentor's offers meet a mentee's wishes: the pair, never a person.

    ``score`` runs from 0 to 100; ``uncovered`` holds the ids of wishes no offer meets.
    """

    mentee_id: str
    mentor_id: str
    score: float
    reasons: tuple[Reason, ...]
    uncovered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """Why two people were put together: what both may read because it is still released.

    ``uncovered`` holds the texts of the mentee's wishes that no offer met.
    """

    mentee_id: str
    mentor_id: str
    reasons: tuple[Reason, ...]
    uncovered: tuple[str, ...]


class RuleCode(StrEnum):
    """The hard rules (PRODUCT.md); the locales carry their texts."""

    REPORTING_LINE = "reporting_line"
    RIVAL = "rival"
    BLOCKED = "blocked"
    CAPACITY = "capacity"
    LANGUAGE = "language"
    NOT_JOINED = "not_joined"
    SAME_PERSON = "same_person"


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a pair breaks."""

    mentee_id: str
    mentor_id: str
    rule: RuleCode


class LeftOutReason(StrEnum):
    """Why somebody has no partner in a proposal."""

    NOTHING_RELEASED = "nothing_released"
    NO_FIT = "no_fit"
    ALL_BARRED = "all_barred"
    NO_CAPACITY_LEFT = "no_capacity_left"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A person without a partner in this proposal, and why."""

    person_id: str
    role: Role
    reason: LeftOutReason


@dataclass(frozen=True, slots=True)
class Proposal:
    """A whole cohort's pairs; ``violations`` is recomputed from the raw data, not the solver.

    A ``trial`` holds people who have not joined and cannot be published.
    """

    id: str
    programme_id: str
    created_at: datetime
    encoder: str
    trial: bool
    pairs: tuple[PairScore, ...]
    left_out: tuple[LeftOut, ...]
    violations: tuple[Violation, ...]
    approved_at: datetime | None = None
    version: int = 1
