"""The named settings of a match, each with its default."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tandems.domain.match import Objective


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part counts in the score of a pair.

    The parts from ``wishes`` to ``style`` are shares of a weighted mean; a part about which
    nothing is known of the two people is left out of it. ``ranking`` closes that share of the
    gap to 100 for the partner somebody ranked first, half of it for the second, a third for the
    third. ``words`` closes the gap between a cosine and 1 by that share where a wish and an
    offer use the same rare words.

    ``floor`` and ``ceiling`` map a similarity to 0 and 100; below ``covered_from`` a wish counts
    as uncovered. Each further wish that one offer answers counts ``again`` times the one before.
    An offer that reads like a wish keeps ``wrong_way`` times its similarity. ``words`` and
    ``wrong_way`` were chosen on the development cohort (evals/matching), ``covered_from`` there
    and on real profiles (docs/first-run.md), the others by eye on the demo programme.
    """

    wishes: float = 1.0
    reciprocity: float = 0.15
    languages: float = 0.03
    location: float = 0.03
    availability: float = 0.05
    department: float = 0.05
    style: float = 0.1
    ranking: float = 0.3
    words: float = 0.2
    floor: float = 0.15
    ceiling: float = 0.75
    covered_from: float = 0.3
    again: float = 0.5
    wrong_way: float = 0.4


Pair = tuple[str, str]
"""Person ids: mentee, mentor."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a coordinator decides about a run.

    Attributes:
        objective: what the whole proposal is best at.
        minimum: no pair below this score, 0 to 100; locked pairs are not held to it.
        locked: pairs that must be in the proposal, as far as no hard rule forbids them.
        forbidden: pairs that must not be.
        rankings: by person, the partners they would like best, the most wanted first.
        trial: people who have not joined are matched, too; cannot be approved.
    """

    weights: Weights = field(default_factory=Weights)
    objective: Objective = Objective.BEST_TOTAL
    minimum: float = 0.0
    locked: frozenset[Pair] = frozenset()
    forbidden: frozenset[Pair] = frozenset()
    rankings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    trial: bool = False
