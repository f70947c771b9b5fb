"""Which pairs are looked at: all of them, or those whose phrases are nearest."""

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embeddings.index import VectorIndex
from embeddings.matching.similarity import Pairs
from embeddings.matching.texts import Texts

ALL_PAIRS: Final = 1_000_000
"""Up to so many pairs of people every pair is scored."""
_ASKED: Final = 64
_ASKED_LARGE: Final = 24
_OFFERED: Final = 16
_OFFERED_LARGE: Final = 8
_LARGE: Final = 30_000
_QUERIES: Final = 8_192

Codes = NDArray[np.int64]
Places = NDArray[np.intp]


def candidate_pairs(wishes: Texts, offers: Texts, *, extra: Pairs) -> Pairs:
    """Return the pairs to be scored: the nearest of both sides, and ``extra``, each once."""
    left, right = len(wishes.first) - 1, len(offers.first) - 1
    if left * right <= ALL_PAIRS:
        return all_pairs(left, right)
    large = max(left, right) > _LARGE
    asked = nearest(wishes, offers, _ASKED_LARGE if large else _ASKED)
    offered = nearest(offers, wishes, _OFFERED_LARGE if large else _OFFERED)
    turned = offered % left * right + offered // left
    codes = np.concatenate([asked, turned, extra.left.astype(np.int64) * right + extra.right])
    return pairs_of(np.unique(codes), right)


def all_pairs(left: int, right: int) -> Pairs:
    """Return every pair of two sides of these sizes."""
    return pairs_of(np.arange(left * right, dtype=np.int64), right)


def pairs_of(codes: Codes, right: int) -> Pairs:
    """Turn sorted codes ``left * right_size + right`` into pairs."""
    size = max(1, right)
    return Pairs((codes // size).astype(np.int32), (codes % size).astype(np.int32))


def nearest(asking: Texts, asked: Texts, count: int) -> Codes:
    """Return codes of pairs: for each phrase of one side, ``count`` nearest of the other's."""
    owners, size = asked.phrase_owners.astype(np.int64), len(asked.first) - 1
    index = VectorIndex(asked.vectors[asked.phrases])
    own = asking.phrase_owners.astype(np.int64)
    found: list[Codes] = []
    for start in range(0, len(asking.phrases), _QUERIES):
        part = slice(start, start + _QUERIES)
        rows = index.search(asking.vectors[asking.phrases[part]], count).rows
        codes = own[part][:, None] * size + owners[rows.clip(0)]
        found.append(np.unique(codes[rows >= 0]))
    return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)


def listed(places: Iterable[tuple[int, int]]) -> Pairs:
    """Return pairs of places, sorted, each once."""
    found = sorted(set(places))
    return Pairs(*(np.array([one[side] for one in found], dtype=np.int32) for side in (0, 1)))


def union(first: Pairs, second: Pairs, *, size: int) -> Pairs:
    """Return the pairs of both, sorted, each once; ``size`` counts the mentors."""
    codes = [one.left.astype(np.int64) * max(1, size) + one.right for one in (first, second)]
    return pairs_of(np.unique(np.concatenate(codes)), size)


def between(left: Places, right: Places, *, most: int) -> Pairs:
    """Return every pair of these places, of the first mentees only where they are over ``most``."""
    left = left[: max(1, most // max(1, len(right)))]
    own, other = (one.ravel().astype(np.int32) for one in np.meshgrid(left, right, indexing="ij"))
    return Pairs(own, other)
