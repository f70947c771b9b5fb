"""The vector index: neighbours exact or nearly so, zero rows left out, misuse named."""

import numpy as np
import pytest

from embeddings.encoder import Float32, normalised
from embeddings.errors import DimensionMismatch
from embeddings.index import VectorIndex

NONE = -1


def rows(*lines: list[float]) -> Float32:
    return np.array(lines, dtype=np.float32)


def clustered(count: int, dim: int = 16) -> Float32:
    generator = np.random.default_rng(7)
    centres = generator.normal(size=(40, dim))
    near = centres[generator.integers(0, 40, count)] + 0.3 * generator.normal(size=(count, dim))
    return normalised(near.astype(np.float32))


def test_neighbours_come_best_first_with_their_inner_product() -> None:
    found = VectorIndex(rows([1, 0], [0, 1])).search(rows([0.8, 0.6]), 2)
    assert found.rows.tolist() == [[0, 1]]
    assert found.scores[0].tolist() == pytest.approx([0.8, 0.6])


def test_zero_rows_are_neither_stored_nor_matched_and_places_stay() -> None:
    index = VectorIndex(rows([0, 0], [1, 0], [0, 1]))
    assert len(index) == 2
    found = index.search(rows([0, 0], [0, 1]), 10)
    assert found.rows.tolist() == [[NONE, NONE], [2, 1]]


def test_an_empty_index_no_query_and_no_wanted_neighbour_give_nothing() -> None:
    empty = np.zeros((0, 2), dtype=np.float32)
    assert VectorIndex(empty).search(rows([1, 0]), 3).rows.shape == (1, 0)
    assert VectorIndex(rows([1, 0])).search(empty, 3).rows.shape == (0, 1)
    assert VectorIndex(rows([1, 0])).search(rows([1, 0]), 0).rows.shape == (1, 0)


def test_the_same_neighbours_as_a_full_comparison() -> None:
    stored = clustered(200)
    found = VectorIndex(stored).search(stored[:20], 5).rows
    expected = np.argsort(-(stored[:20] @ stored.T), axis=1)[:, :5]
    assert found.tolist() == expected.tolist()


def test_cells_find_nearly_all_neighbours_and_always_the_same() -> None:
    stored = clustered(4_000)
    exact = VectorIndex(stored).search(stored[:200], 10).rows
    cells = VectorIndex(stored, approximate_from=1).search(stored[:200], 10).rows
    again = VectorIndex(stored, approximate_from=1).search(stored[:200], 10).rows
    shared = [len(set(one) & set(other)) for one, other in zip(exact, cells, strict=True)]
    assert sum(shared) > 0.95 * exact.size
    assert (cells == again).all()


def test_vectors_of_another_model_are_refused_with_both_numbers() -> None:
    with pytest.raises(DimensionMismatch, match=r"3 components.*holds 2"):
        VectorIndex(rows([1, 0])).search(rows([1, 0, 0]), 1)
