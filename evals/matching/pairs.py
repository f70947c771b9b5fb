"""Is the right offer found: among its three hard negatives, and among all offers of the split."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from embeddings.evaluate.metrics import ranks
from evals.matching.cases import NegativeKind, Pair
from evals.matching.contenders import Contender
from evals.matching.ranking import Floats, Ints, recall

OFFERS: Final = 4
"""Offers written for one wish: the right one first, then its negatives."""


@dataclass(frozen=True, slots=True, eq=False)
class PairFigures:
    """What one contender reaches.

    ``of_four`` and ``of_all`` are [pairs], 1 where the right offer stands first, a share where it
    ties; ``place`` [pairs] is its rank among all, ties before it; ``first`` names what stands
    first; ``above`` counts the wrong offers of the pair that score at least as much, by kind.
    """

    of_four: Floats
    of_all: Floats
    place: Ints
    first: tuple[str, ...]
    above: Counter[NegativeKind]


def measure_pairs(pairs: Sequence[Pair], contender: Contender) -> PairFigures:
    """Score every wish against every offer of the split, the negatives of all pairs included."""
    pool = [text for pair in pairs for text in _offers(pair)]
    names = [name for pair in pairs for name in _names(pair)]
    scores = contender.against([pair.wish.text for pair in pairs], pool)
    right = np.eye(len(pool), dtype=np.bool_)[::OFFERS]
    own = [scores[n, OFFERS * n : OFFERS * (n + 1)] for n in range(len(pairs))]
    return PairFigures(
        of_four=np.array([recall(line, right[0, :OFFERS], 1) for line in own]),
        of_all=np.array([recall(*one, 1) for one in zip(scores, right, strict=True)]),
        place=ranks(scores, [frozenset({OFFERS * n}) for n in range(len(pairs))]),
        first=tuple(names[column] for column in scores.argmax(axis=1)),
        above=Counter(
            negative.kind
            for pair, line in zip(pairs, own, strict=True)
            for negative, score in zip(pair.negatives, line[1:], strict=True)
            if score >= line[0]
        ),
    )


def _offers(pair: Pair) -> list[str]:
    return [one.text for one in (pair.offer, *pair.negatives)]


def _names(pair: Pair) -> list[str]:
    return [pair.id, *(f"{pair.id} {one.kind}" for one in pair.negatives)]
