"""Ranks and recall on scores whose result is known."""

import numpy as np

from embeddings.evaluate.metrics import rank_correlation, ranks, recall


def test_the_best_right_column_gives_the_rank() -> None:
    scores = np.array([[0.9, 0.5, 0.7], [0.1, 0.5, 0.7]], dtype=np.float32)
    found = ranks(scores, [frozenset({1, 2}), frozenset({0})])
    assert found.tolist() == [2, 3]
    assert recall(found, 1) == 0
    assert recall(found, 2) == 0.5


def test_a_model_that_scores_everything_alike_finds_nothing() -> None:
    found = ranks(np.zeros((1, 50), dtype=np.float32), [frozenset({3})])
    assert found.tolist() == [50]


def test_correlation_follows_the_order_only() -> None:
    assert rank_correlation(np.array([0.1, 0.2, 0.9], dtype=np.float32), [1, 2, 3]) == 1
