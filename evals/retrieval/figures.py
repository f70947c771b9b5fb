"""How good a system's rankings are in each direction, and how far the product is ahead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from evals.compare import interval
from evals.matching.ranking import RELEVANT, Bools, Floats, Ints, ndcg, recall
from evals.retrieval.cases import Collection, Query, within
from evals.retrieval.pool import Pool
from evals.retrieval.systems import DEPTH, LOOKED_AT, System
from tandems.domain.vocabulary import Language

NDCG: Final = "nDCG@10"
RECALL: Final = "R@5"
RECIPROCAL: Final = "MRR@10"
UNJUDGED: Final = "unjudged of 5"
MEASURES: Final = (NDCG, RECALL, RECIPROCAL, UNJUDGED)


@dataclass(frozen=True, slots=True)
class Direction:
    """The language of the questions and that of the sections; None takes all sections."""

    asked: Language
    found: Language | None

    def __str__(self) -> str:
        """Name it in a table."""
        return f"{self.asked}→{self.found or 'all'}"


SAME: Final = tuple(Direction(one, one) for one in Language)
CROSS: Final = (Direction(Language.DE, Language.EN), Direction(Language.EN, Language.DE))
DIRECTIONS: Final = (*SAME, *CROSS, *(Direction(one, None) for one in Language))


@dataclass(frozen=True, eq=False)
class Figures:
    """A system's values in one direction, float64 [queries] for each measure.

    Attributes:
        firsts: the key each ranking begins with.
    """

    system: str
    direction: Direction
    ids: tuple[str, ...]
    values: Mapping[str, Floats]
    firsts: tuple[str, ...]

    def mean(self, measure: str) -> float:
        """Return the mean over the queries; not a number if there are none."""
        return float(self.values[measure].mean()) if self.ids else float("nan")


@dataclass(frozen=True, slots=True)
class Lead:
    """The product beside the best baseline of a direction, by mean nDCG.

    ``low`` and ``high`` bound 95 per cent of the resampled mean differences.
    """

    direction: Direction
    queries: int
    own: float
    baseline: str
    best: float
    low: float
    high: float

    @property
    def target(self) -> float:
        """The best baseline plus a third of its distance to 1."""
        return self.best + (1 - self.best) / 3

    @property
    def is_met(self) -> bool:
        """Say whether the target is reached and the lead is no chance."""
        return self.own >= self.target and self.low > 0


def asked(collection: Collection, pool: Pool, direction: Direction) -> list[Query]:
    """Return the questions of a direction that a section there answers, with its grades."""
    keys = pool.keys(direction.found)
    return [
        query.model_copy(update={"judgements": within(query.judgements, keys)})
        for query in collection.answerable
        if query.language is direction.asked and query.relevant(keys)
    ]


def measure(queries: Sequence[Query], system: System, direction: Direction) -> Figures:
    """Rank every question and compare with its grades."""
    rankings = [system.ranked(query.text, direction.found) for query in queries]
    rows = [values(keys, query.judgements) for keys, query in zip(rankings, queries, strict=True)]
    return Figures(
        system=system.name,
        direction=direction,
        ids=tuple(query.id for query in queries),
        values={one: np.array([row[one] for row in rows]) for one in MEASURES},
        firsts=tuple(keys[0] if keys else "" for keys in rankings),
    )


def values(keys: Sequence[str], judged: Mapping[str, int]) -> dict[str, float]:
    """Return the measures of one ranking; a key without a grade counts 0.

    ``judged`` holds at least one grade of 2 or more.
    """
    scores, grades = laid_out(keys, judged)
    right = grades >= RELEVANT
    unknown = [key not in judged for key in keys[:LOOKED_AT]]
    return {
        NDCG: ndcg(scores, grades, DEPTH),
        RECALL: recall(scores, right, LOOKED_AT),
        RECIPROCAL: reciprocal_rank(right[:DEPTH]),
        UNJUDGED: sum(unknown) / max(len(unknown), 1),
    }


def laid_out(keys: Sequence[str], judged: Mapping[str, int]) -> tuple[Floats, Ints]:
    """Return falling scores and grades: the ranking, blanks up to ``DEPTH``, what it missed."""
    found = [judged.get(key, 0) for key in keys[:DEPTH]]
    missed = [grade for key, grade in judged.items() if key not in keys[:DEPTH]]
    grades = [*found, *(0 for _ in range(DEPTH - len(found))), *missed]
    return -np.arange(len(grades), dtype=np.float64), np.array(grades, dtype=np.int64)


def reciprocal_rank(right: Bools) -> float:
    """Return one over the place of the first True, from 1; 0 if there is none."""
    return 1 / (int(right.argmax()) + 1) if right.any() else 0.0


def lead(own: Figures, others: Sequence[Figures], rng: np.random.Generator) -> Lead:
    """Compare with the best of ``others`` on the same questions, of which there are some."""
    best = max(others, key=lambda one: one.mean(NDCG))
    ahead = own.values[NDCG] - best.values[NDCG]
    low, high = interval(ahead, np.ones(len(ahead)), rng)
    return Lead(own.direction, len(ahead), own.mean(NDCG), best.system, best.mean(NDCG), low, high)


def shared_means(same: Figures, cross: Figures) -> tuple[int, float, float]:
    """Return how many questions both directions have, and the mean nDCG of each on them."""
    both = sorted(set(same.ids) & set(cross.ids))
    if not both:
        return 0, float("nan"), float("nan")
    first, second = (
        float(np.mean([one.values[NDCG][one.ids.index(each)] for each in both]))
        for one in (same, cross)
    )
    return len(both), first, second
