"""The parts of all passages in memory: which sentences, blocks and questions are near a query."""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Float32
from knowledge.parts import Ints, Parts

_HINTS: Final = 0.6
"""How much a hint counts beside the sentences; chosen on the development questions."""
_EXACT: Final = 0.9


class Meaning:
    """Cosines of passages' parts; exact, a scan over all of them."""

    def __init__(self, parts: Parts, ids: tuple[str, ...], places: Mapping[str, int]) -> None:
        """Take the parts of the passages that ``places`` knows, by their new places."""
        moved = np.array([places.get(one, -1) for one in ids], dtype=np.int32)
        self._count = len(places)
        self._sentences = _sorted(parts.chosen(hints=False), moved)
        self._hints = _sorted(parts.chosen(hints=True), moved)

    def scores(self, vector: Float32) -> tuple[Float32, Float32]:
        """Return float32 [passages] twice: of sentences, and of hints.

        A passage without hints has the score of its sentences there.
        """
        owners, vectors = self._sentences
        sentences = _mean_of_best(owners, vectors @ vector, self._count)
        owners, vectors = self._hints
        hints = np.full(self._count, -np.inf, dtype=np.float32)
        np.maximum.at(hints, owners, vectors @ vector)
        return sentences, np.where(np.isfinite(hints), hints, sentences)

    @staticmethod
    def together(sentences: Float32, hints: Float32) -> Float32:
        """Return what both say, on the scale of a cosine; a hint almost word for word decides."""
        near = (sentences + _HINTS * hints) / (1 + _HINTS)
        return np.where(hints >= _EXACT, np.maximum(near, hints), near).astype(np.float32)


def _sorted(parts: tuple[Ints, Float32], moved: Ints) -> tuple[Ints, Float32]:
    owners, vectors = parts
    places = moved[owners] if len(owners) else owners
    order = np.argsort(places, kind="stable")
    order = order[places[order] >= 0]
    return places[order], np.ascontiguousarray(vectors[order])


def _mean_of_best(owners: Ints, cosines: Float32, count: int) -> Float32:
    """Return the mean of each owner's best two; of one alone, that one; of none, 0."""
    order = np.lexsort((-cosines, owners))
    first: NDArray[np.bool_] = np.append(True, owners[1:] != owners[:-1])[: len(owners)]
    second = np.zeros(len(owners), dtype=np.bool_)
    second[1:] = first[:-1] & ~first[1:]
    total, seen = np.zeros(count, dtype=np.float32), np.zeros(count, dtype=np.float32)
    for which in (first, second):
        chosen = order[which]
        total[owners[chosen]] += cosines[chosen]
        seen[owners[chosen]] += 1
    return np.asarray(total / np.maximum(seen, 1), dtype=np.float32)
