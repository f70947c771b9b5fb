"""Nearest neighbours among vectors by FAISS: exact, or by cells where there are very many."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Float32, known
from embeddings.errors import DimensionMismatch

APPROXIMATE_FROM: Final = 50_000
"""Vectors from which cells are searched; below, a full search takes seconds and misses none."""
_CELLS_PER_ROOT: Final = 4
"""Cells per square root of the number of vectors."""
_PROBES: Final = 10
"""Cells searched for each query: more find little more and take longer."""
_TRAINED_ON: Final = 40
"""Vectors looked at for each cell when the cells are laid out, in so many rounds."""
_ROUNDS: Final = 5

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """What was found for n queries, best first.

    ``rows`` is int64 [n, k], places in the indexed matrix, -1 where nothing more was found or
    the query was a zero row; ``scores`` float32 [n, k] the inner products.
    """

    rows: Ints
    scores: Float32


class VectorIndex:
    """An in-memory index by inner product over a fixed matrix; it dies with its process.

    A zero row says nothing about its text: it is neither stored nor matched.
    """

    def __init__(self, vectors: Float32, *, approximate_from: int = APPROXIMATE_FROM) -> None:
        """Index ``vectors``, float32 [n, dim], rows of norm 1 or 0."""
        import faiss

        self._dim = int(vectors.shape[1])
        self._places = np.flatnonzero(known(vectors))
        stored = np.ascontiguousarray(vectors[self._places], dtype=np.float32)
        self._faiss = faiss.IndexFlatIP(self._dim)
        if len(stored) >= approximate_from:
            self._faiss = _cells(stored)
        self._faiss.add(stored)

    def __len__(self) -> int:
        """Count the stored vectors, zero rows left out."""
        return len(self._places)

    def search(self, vectors: Float32, k: int) -> Neighbours:
        """Find for each row of ``vectors``, float32 [n, dim], up to k neighbours.

        Raises:
            DimensionMismatch: the vectors come from another model.
        """
        given = int(vectors.shape[-1])
        if vectors.ndim != 2 or given != self._dim:
            raise DimensionMismatch(given=given, wanted=self._dim)
        count = max(0, min(k, len(self)))
        rows = np.full((len(vectors), count), -1, dtype=np.int64)
        scores = np.zeros((len(vectors), count), dtype=np.float32)
        asked = np.flatnonzero(known(vectors))
        if count and len(asked):
            near, found = self._faiss.search(np.ascontiguousarray(vectors[asked]), count)
            scores[asked] = np.where(found >= 0, near, 0)
            rows[asked] = np.where(found >= 0, self._places[found], -1)
        return Neighbours(rows, scores)


def _cells(stored: Float32) -> "faiss.Index":  # type: ignore[name-defined]  # noqa: F821
    import faiss

    count = int(_CELLS_PER_ROOT * np.sqrt(len(stored)))
    coarse = faiss.IndexFlatIP(stored.shape[1])
    index = faiss.IndexIVFFlat(coarse, stored.shape[1], count, faiss.METRIC_INNER_PRODUCT)
    index.cp.niter = _ROUNDS
    index.cp.max_points_per_centroid = _TRAINED_ON
    index.nprobe = _PROBES
    index.train(stored)
    return index
