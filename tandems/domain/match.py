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


class Objective(StrEnum):
    """What a whole proposal is best at, once as many people as possible have a partner.

    ``best_total``: the sum of the scores. ``fairest``: the lowest score, then the sum. ``stable``:
    no two people would both rather have each other than whom they got.
    """

    BEST_TOTAL = "best_total"
    FAIREST = "fairest"
    STABLE = "stable"


class PartName(StrEnum):
    """What a score is made of; the locales carry the texts."""

    WISHES = "wishes"
    RECIPROCITY = "reciprocity"
    LANGUAGES = "languages"
    LOCATION = "location"
    AVAILABILITY = "availability"
    DEPARTMENT = "department"
    STYLE = "style"
    RANKING = "ranking"


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One part of a pair's score: ``value`` from 0 to 100, ``weight`` its share among the others.

    A part about which nothing is known of the two people is not there. The ranking is no share:
    it closes ``weight`` times ``value`` percent of what the others leave open to 100.
    """

    name: PartName
    value: float
    weight: float


@dataclass(frozen=True, slots=True)
class PairScore:
    """How well two people go together: the pair, never a person.

    ``score`` runs from 0 to 100, most of it how well the mentor's offers meet the mentee's
    wishes; ``uncovered`` holds the ids of wishes no offer meets; ``locked`` says that a person
    decided on this pair.
    """

    mentee_id: str
    mentor_id: str
    score: float
    reasons: tuple[Reason, ...]
    uncovered: tuple[str, ...]
    parts: tuple[ScorePart, ...] = ()
    locked: bool = False


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
    """A person without a partner in this proposal, and why.

    ``nearest_id`` is who would have fitted best, at ``nearest_score`` (0 to 100), had they had
    room, or were they not kept apart by ``rules`` or the coordinator, or by the minimum score.
    """

    person_id: str
    role: Role
    reason: LeftOutReason
    nearest_id: str | None = None
    nearest_score: float = 0.0
    rules: tuple[RuleCode, ...] = ()


class Obstacle(StrEnum):
    """Why two people are not put together."""

    NONE = "none"
    RULE = "rule"
    FORBIDDEN = "forbidden"
    NO_FIT = "no_fit"
    BELOW_MINIMUM = "below_minimum"
    PRICE = "price"


@dataclass(frozen=True, slots=True)
class Change:
    """What another decision changes for one person; scores are sums over their pairs."""

    person_id: str
    role: Role
    before: tuple[str, ...]
    after: tuple[str, ...]
    score_before: float
    score_after: float


@dataclass(frozen=True, slots=True)
class Difference:
    """What another decision changes for everybody; those with the same partners are not named."""

    pairs_before: int
    pairs_after: int
    total_before: float
    total_after: float
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a mentee and a mentor are not a pair of the proposal.

    ``rules`` are those they break; ``score`` is what they would have; ``price`` what it would
    change to lock them, None where a rule forbids it or they are a pair already.
    """

    obstacle: Obstacle
    score: PairScore
    rules: tuple[RuleCode, ...] = ()
    price: Difference | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A whole cohort's pairs; ``violations`` is recomputed from the raw data, not the solver.

    A ``trial`` holds people who have not joined and cannot be published. ``refused`` names the
    locked pairs that were not taken because they break a rule. ``minimum``, ``forbidden`` (pairs
    of mentee and mentor) and ``weights`` are what it was run with; no weights mean the defaults.
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
    objective: Objective = Objective.BEST_TOTAL
    refused: tuple[Violation, ...] = ()
    minimum: float = 0.0
    forbidden: tuple[tuple[str, str], ...] = ()
    weights: tuple[tuple[PartName, float], ...] = ()

    @property
    def total(self) -> float:
        """Return the sum of all scores."""
        return round(sum(pair.score for pair in self.pairs), 1)
