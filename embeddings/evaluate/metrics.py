"""Rank correlation and recall, with ties never in the model's favour."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

Scores = NDArray[np.float32]


def rank_correlation(scores: Scores, judged: Sequence[float]) -> float:
    """Return Spearman's rho between a model's scores and people's."""
    return float(spearmanr(scores, judged).statistic)


def ranks(scores: Scores, right: Sequence[frozenset[int]]) -> NDArray[np.int64]:
    """Return for each row the rank (from 1) of its best right column.

    A wrong column with the same score is counted before the right one, so that a model which
    scores everything alike finds nothing.
    """
    result = np.empty(len(right), dtype=np.int64)
    for row, (line, answers) in enumerate(zip(scores, right, strict=True)):
        columns = sorted(answers)
        best = line[columns].max()
        result[row] = 1 + (line >= best).sum() - (line[columns] >= best).sum()
    return result


def recall(found: NDArray[np.int64], k: int) -> float:
    """Return the share of ranks within the first k."""
    return float((found <= k).mean())
