"""Nearest neighbours among vectors, exactly, by FAISS."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from embeddings.encoder import Float32, known
from embeddings.errors import CountMismatch, DimensionMismatch, DuplicateId


@dataclass(frozen=True)
class Hit:
    """A stored vector that was found; score is the inner product, -1 to 1 for unit vectors."""

    id: str
    score: float


class VectorIndex:
    """An in-memory index by inner product; it lives and dies with its process.

    A zero row says nothing about its text: it is neither stored nor matched.
    """

    def __init__(self, dim: int) -> None:
        """Make an empty index for vectors of `dim` components."""
        import faiss

        self._flat = faiss.IndexFlatIP(dim)
        self._dim = dim
        self._ids: list[str] = []
        self._taken: set[str] = set()

    def __len__(self) -> int:
        """Count the stored vectors, zero rows left out."""
        return len(self._ids)

    def add(self, ids: Sequence[str], vectors: Float32) -> None:
        """Store one vector for each id; vectors are float32 [n, dim], rows of norm 1 or 0.

        Raises:
            CountMismatch: not one id for each vector.
            DimensionMismatch: the vectors come from another model.
            DuplicateId: an id is given twice or was stored before.
        """
        self._check_dimension(vectors)
        if len(ids) != len(vectors):
            raise CountMismatch(ids=len(ids), vectors=len(vectors))
        repeated = len(ids) - len(set(ids) - self._taken)
        if repeated:
            raise DuplicateId(count=repeated)
        mask = known(vectors)
        self._flat.add(np.ascontiguousarray(vectors[mask], dtype=np.float32))
        kept = [item for item, keep in zip(ids, mask, strict=True) if keep]
        self._ids.extend(kept)
        self._taken.update(kept)

    def search(self, vectors: Float32, k: int) -> list[list[Hit]]:
        """Return for each row up to k hits, best first; none for a zero row.

        Raises:
            DimensionMismatch: the vectors come from another model.
        """
        self._check_dimension(vectors)
        results: list[list[Hit]] = [[] for _ in vectors]
        rows = np.flatnonzero(known(vectors))
        count = min(k, len(self._ids))
        if count < 1 or not len(rows):
            return results
        scores, places = self._flat.search(np.ascontiguousarray(vectors[rows]), count)
        for row, row_scores, row_places in zip(rows, scores, places, strict=True):
            results[row] = [
                Hit(self._ids[place], float(score))
                for score, place in zip(row_scores, row_places, strict=True)
            ]
        return results

    def _check_dimension(self, vectors: Float32) -> None:
        given = int(vectors.shape[-1])
        if vectors.ndim != 2 or given != self._dim:
            raise DimensionMismatch(given=given, wanted=self._dim)
