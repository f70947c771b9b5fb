"""Which pairs are looked at: all of them, or those whose phrases are nearest."""

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Float32
from embeddings.index import VectorIndex
from embeddings.matching.similarity import Pairs
from embeddings.matching.texts import Texts

ALL_PAIRS: Final = 1_000_000
"""Up to so many pairs of people every pair is scored."""
_LARGE: Final = 30_000
"""People a side from which fewer neighbours are taken."""
_ASKED: Final = (64, 16)
"""Offer phrases taken for each wish phrase, in a usual and in a large cohort."""
_OFFERED: Final = (16, 8)
_THIN: Final = (64, 16)
"""Mentors with fewer candidates than this look for wishes themselves: nobody is overlooked."""
_QUERIES: Final = 8_192
_COMPONENTS: Final = 128
_SAMPLE: Final = 20_000

Codes = NDArray[np.int64]
Places = NDArray[np.intp]


def candidate_pairs(wishes: Texts, offers: Texts, *, extra: Pairs) -> Pairs:
    """Return the pairs to be scored: the nearest of both sides, and ``extra``, each once."""
    left, right = len(wishes.first) - 1, len(offers.first) - 1
    if left * right <= ALL_PAIRS:
        return all_pairs(left, right)
    large = int(max(left, right) > _LARGE)
    axes = principal_axes(offers.vectors)
    asked = nearest(wishes, offers, np.arange(len(wishes.phrases)), _ASKED[large], axes)
    thin = np.bincount(asked % right, minlength=right) < _THIN[large]
    rows = np.flatnonzero(thin[offers.phrase_owners])
    offered = nearest(offers, wishes, rows, _OFFERED[large], axes)
    turned = offered % left * right + offered // left
    codes = np.concatenate([asked, turned, extra.left.astype(np.int64) * right + extra.right])
    return pairs_of(distinct(codes), right)


def principal_axes(vectors: Float32) -> Float32:
    """Return float32 [dim, 128]: the axes that tell the vectors apart best, a sample looked at.

    Neighbours are looked for along them alone, which takes a third of the time; the pairs found
    are scored with all components.
    """
    sample = vectors[:: max(1, len(vectors) // _SAMPLE)]
    _, axes = np.linalg.eigh(sample.T @ sample)
    return np.ascontiguousarray(axes[:, ::-1][:, :_COMPONENTS], dtype=np.float32)


def nearest(asking: Texts, asked: Texts, rows: Places, count: int, axes: Float32) -> Codes:
    """Return codes of pairs: for each of these phrases of one side, the other's nearest."""
    owners, size = asked.phrase_owners.astype(np.int64), len(asked.first) - 1
    own = asking.phrase_owners.astype(np.int64)
    found: list[Codes] = []
    if not len(rows):
        return np.zeros(0, dtype=np.int64)
    index = VectorIndex(asked.vectors[asked.phrases] @ axes)
    for start in range(0, len(rows), _QUERIES):
        part = rows[start : start + _QUERIES]
        near = index.search(asking.vectors[asking.phrases[part]] @ axes, count).rows
        codes = own[part][:, None] * size + owners[near.clip(0)]
        found.append(distinct(codes[near >= 0]))
    return distinct(np.concatenate(found))


def all_pairs(left: int, right: int) -> Pairs:
    """Return every pair of two sides of these sizes."""
    return pairs_of(np.arange(left * right, dtype=np.int64), right)


def pairs_of(codes: Codes, right: int) -> Pairs:
    """Turn sorted codes ``left * right_size + right`` into pairs."""
    size = max(1, right)
    return Pairs((codes // size).astype(np.int32), (codes % size).astype(np.int32))


def distinct(codes: Codes) -> Codes:
    """Return the codes sorted, each once; by sorting, which is faster here than by hashing."""
    codes = np.sort(codes)
    return codes[np.append(True, codes[1:] != codes[:-1])] if len(codes) else codes


def listed(places: Iterable[tuple[int, int]]) -> Pairs:
    """Return pairs of places, sorted, each once."""
    found = sorted(set(places))
    return Pairs(*(np.array([one[side] for one in found], dtype=np.int32) for side in (0, 1)))


def union(first: Pairs, second: Pairs, *, size: int) -> Pairs:
    """Return the pairs of both, sorted, each once; ``size`` counts the mentors."""
    codes = [one.left.astype(np.int64) * max(1, size) + one.right for one in (first, second)]
    return pairs_of(distinct(np.concatenate(codes)), size)


def between(left: Places, right: Places, *, most: int) -> Pairs:
    """Return every pair of these places, of the first mentees only where they are over ``most``."""
    left = left[: max(1, most // max(1, len(right)))]
    own, other = (one.ravel().astype(np.int32) for one in np.meshgrid(left, right, indexing="ij"))
    return Pairs(own, other)
