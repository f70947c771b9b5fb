"""Are a cohort's wishes answered: by what is ranked first, and by who is paired with whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from embeddings.evaluate.metrics import ranks
from evals.compare import interval
from evals.matching.matchers import Matcher, Sheet, solved
from evals.matching.ranking import RELEVANT, Bools, Floats, Ints, Scores, ndcg, ranked, recall

NDCG: Final = "nDCG@10"
RECALL: Final = "R@5"
RELEVANCE: Final = "relevance"
MEASURES: Final = (NDCG, RECALL, RELEVANCE)
_FIRST: Final = 5

Key = tuple[str, str]
"""A measure and a slice."""


@dataclass(frozen=True, slots=True, eq=False)
class CohortFigures:
    """What one matcher reaches.

    Attributes:
        values: by measure and slice, float64 [wishes]; NaN where a wish is not in the slice, which
            it is only if the slice holds an answer to it. Relevance is the best grade of the
            offers that the wish's mentor brings.
        fallen: by side and kind, how many wishes a trap catches.
        pairs: how many pairs are proposed.
        place: int64 [wishes], the rank of the best answer, ties before it.
        first: for each wish, the id of the offer ranked first.
    """

    name: str
    values: Mapping[Key, Floats]
    fallen: Mapping[Key, float]
    pairs: int
    place: Ints
    first: tuple[str, ...]

    def mean(self, key: Key) -> float:
        """Return the mean over the wishes of the slice."""
        return float(np.nanmean(self.values[key]))

    def total(self, key: Key) -> float:
        """Return the sum over the wishes of the slice."""
        return float(np.nansum(self.values[key]))


def measure_cohort(sheet: Sheet, matcher: Matcher) -> CohortFigures:
    """Rank and assign once; measure in every slice."""
    scores, chosen = matcher.rank(sheet), matcher.assign(sheet)
    paired = chosen[np.ix_(sheet.asked_by, sheet.offered_by)]
    values: dict[Key, Floats] = {}
    for name, pool in sheet.pools().items():
        grades = sheet.grades * pool
        inside = (grades >= RELEVANT).any(axis=1)
        for measure in MEASURES:
            values[measure, name] = np.full(len(sheet.wishes), np.nan)
        values[RELEVANCE, name][inside] = (grades * paired).max(axis=1)[inside]
        for row in np.flatnonzero(inside):
            own, given = grades[row][pool[row]], scores[row][pool[row]]
            values[NDCG, name][row] = ndcg(given, own)
            values[RECALL, name][row] = recall(given, own >= RELEVANT, _FIRST)
    answers = [frozenset(np.flatnonzero(row >= RELEVANT).tolist()) for row in sheet.grades]
    return CohortFigures(
        name=matcher.name,
        values=values,
        fallen=_fallen(sheet, scores),
        pairs=int(chosen.sum()),
        place=ranks(np.asarray(scores, dtype=np.float32), answers),
        first=tuple(sheet.offers[column].id for column in scores.argmax(axis=1)),
    )


def best_possible(sheet: Sheet) -> float:
    """Return the greatest total relevance that any assignment within the capacities has."""
    gain = sheet.by_person(sheet.grades)
    return float(gain[solved(gain, sheet.rooms)].sum())


def traps(sheet: Sheet) -> dict[Key, int]:
    """Count how many wishes each kind of trap can catch: all, where an offer is the trap."""
    found: dict[Key, int] = {}
    for kind in sorted({one.trap for one in sheet.wishes if one.trap}):
        found["wish", kind] = sum(one.trap == kind for one in sheet.wishes)
    for kind in sorted({one.trap for one in sheet.offers if one.trap}):
        found["offer", kind] = len(sheet.wishes)
    return found


def _fallen(sheet: Sheet, scores: Scores) -> dict[Key, float]:
    """Count wishes with a trap whose first offer is no answer, and traps that stand first.

    A trap among the offers counts where it has nothing to do with the wish (grade 0).
    """
    wrong = (sheet.grades < RELEVANT).astype(np.float64)
    found: dict[Key, float] = {}
    for side, kind in traps(sheet):
        if side == "wish":
            rows = [row for row, one in enumerate(sheet.wishes) if one.trap == kind]
            caught = wrong
        else:
            rows = list(range(len(sheet.wishes)))
            set_up = np.array([one.trap == kind for one in sheet.offers])
            caught = (set_up & (sheet.grades == 0)).astype(np.float64)
        found[side, kind] = float(sum(ranked(scores[row], caught[row])[0] for row in rows))
    return found


@dataclass(frozen=True, slots=True)
class Lead:
    """How far the product is ahead of the best baseline: per wish, with a 95 % interval."""

    measure: str
    slice: str
    baseline: str
    mentees: int
    difference: float
    low: float
    high: float


def leads(
    sheet: Sheet,
    product: CohortFigures,
    baselines: Sequence[CohortFigures],
    rng: np.random.Generator,
) -> list[Lead]:
    """Compare with the baseline that is best in each measure and slice; mentees are drawn.

    To choose the best baseline on the same data favours the baselines.
    """
    found = []
    for key in product.values:
        best = _best(baselines, key)
        gap = product.values[key] - best.values[key]
        there = ~np.isnan(gap)
        sums, counts = _by_mentee(gap, there, sheet.asked_by)
        low, high = interval(sums, counts, rng)
        found.append(Lead(*key, best.name, len(sums), float(gap[there].mean()), low, high))
    return found


def _best(found: Sequence[CohortFigures], key: Key) -> CohortFigures:
    return max(found, key=lambda one: one.mean(key))


def _by_mentee(gap: Floats, there: Bools, owners: Ints) -> tuple[Floats, Floats]:
    """Return the summed gaps of each mentee with a wish in the slice, and how many they are."""
    sums = np.bincount(owners[there], weights=gap[there]).astype(np.float64)
    counts = np.bincount(owners[there]).astype(np.float64)
    return sums[counts > 0], counts[counts > 0]
