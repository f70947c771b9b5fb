"""How good a ranking is: nDCG and recall, where what is scored alike shares its places."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Scores = NDArray[np.float32] | Floats
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

RELEVANT: Final = 2
"""From this grade on an offer counts as an answer to the wish."""


def ranked(scores: Scores, worth: Floats) -> Floats:
    """Return ``worth`` [n] in the order of ``scores`` [n], best first.

    Entries of equal score each get the mean of theirs, which is what a random order among them
    would bring on average. Source: McSherry & Najork 2008.
    """
    _, group = np.unique(-scores, return_inverse=True)
    mean = np.bincount(group, weights=worth) / np.bincount(group)
    return np.asarray(mean[np.sort(group)], dtype=np.float64)


def ndcg(scores: Scores, grades: Ints, k: int = 10) -> float:
    """Return the discounted gain of the first k over the greatest possible, 0 to 1.

    A grade g gains 2^g - 1 and is discounted by log2(place + 1); at least one grade is above 0.
    Source: Järvelin & Kekäläinen 2002; the gain from Burges et al. 2005.
    """
    gains = np.exp2(grades) - 1.0
    found, best = ranked(scores, gains)[:k], np.sort(gains)[::-1][:k]
    discount = 1 / np.log2(np.arange(len(best)) + 2)
    return float((found * discount).sum() / (best * discount).sum())


def recall(scores: Scores, right: Bools, k: int) -> float:
    """Return the share of what is right that stands among the first k, 0 to 1."""
    return float(ranked(scores, right.astype(np.float64))[:k].sum() / right.sum())
