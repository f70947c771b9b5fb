"""The vector index: exact neighbours, zero rows left out, misuse named."""

import numpy as np
import pytest

from embeddings.encoder import Float32
from embeddings.errors import CountMismatch, DimensionMismatch, DuplicateId
from embeddings.index import VectorIndex


def rows(*lines: list[float]) -> Float32:
    return np.array(lines, dtype=np.float32)


def filled() -> VectorIndex:
    index = VectorIndex(2)
    index.add(["east", "north", "nowhere"], rows([1, 0], [0, 1], [0, 0]))
    return index


def test_hits_come_best_first_with_their_inner_product() -> None:
    (hits,) = filled().search(rows([0.8, 0.6]), 2)
    assert [hit.id for hit in hits] == ["east", "north"]
    assert [hit.score for hit in hits] == pytest.approx([0.8, 0.6])


def test_zero_rows_are_neither_stored_nor_matched() -> None:
    index = filled()
    assert len(index) == 2
    none, some = index.search(rows([0, 0], [1, 0]), 10)
    assert none == []
    assert [hit.id for hit in some] == ["east", "north"]


def test_an_empty_index_finds_nothing() -> None:
    assert VectorIndex(2).search(rows([1, 0]), 3) == [[]]


def test_no_query_or_no_wanted_hit_gives_nothing() -> None:
    assert filled().search(np.zeros((0, 2), dtype=np.float32), 3) == []
    assert filled().search(rows([1, 0]), 0) == [[]]


def test_vectors_added_later_keep_their_own_ids() -> None:
    index = filled()
    index.add(["west"], rows([-1, 0]))
    assert index.search(rows([-1, 0]), 1)[0][0].id == "west"


def test_the_same_neighbours_as_a_full_comparison() -> None:
    generator = np.random.default_rng(7)
    stored = generator.normal(size=(200, 16)).astype(np.float32)
    stored /= np.linalg.norm(stored, axis=1, keepdims=True)
    index = VectorIndex(16)
    index.add([str(number) for number in range(200)], stored)
    hits = index.search(stored[:20], 5)
    expected = np.argsort(-(stored[:20] @ stored.T), axis=1)[:, :5]
    assert [[int(hit.id) for hit in line] for line in hits] == expected.tolist()


def test_vectors_of_another_model_are_refused_with_both_numbers() -> None:
    with pytest.raises(DimensionMismatch, match=r"3 components.*holds 2"):
        filled().search(rows([1, 0, 0]), 1)
    with pytest.raises(DimensionMismatch, match=r"3 components.*holds 2"):
        filled().add(["up"], rows([0, 0, 1]))


def test_ids_and_vectors_must_pair_up() -> None:
    with pytest.raises(CountMismatch, match="2 ids came with 1 vectors"):
        filled().add(["a", "b"], rows([1, 0]))


def test_an_id_is_stored_once() -> None:
    index = filled()
    with pytest.raises(DuplicateId):
        index.add(["east"], rows([0, 1]))
    with pytest.raises(DuplicateId):
        index.add(["new", "new"], rows([0, 1], [1, 0]))
    assert len(index) == 2
