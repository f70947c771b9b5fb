"""nDCG and recall, against figures computed by hand."""

import numpy as np
import pytest

from evals.matching.ranking import ndcg, recall


def test_a_ranking_is_discounted_by_its_places() -> None:
    scores, grades = np.array([0.9, 0.8, 0.7]), np.array([0, 3, 1])
    # found 0, 7, 1: 7 / 1.58496 + 1 / 2; possible 7, 1, 0: 7 + 1 / 1.58496
    assert ndcg(scores, grades) == pytest.approx(4.91651 / 7.63093, abs=1e-5)


def test_what_is_scored_alike_shares_its_places() -> None:
    scores, grades = np.array([0.5, 0.5]), np.array([3, 0])
    # 3.5 on both places: 3.5 * 1.63093 / 7
    assert ndcg(scores, grades) == pytest.approx(0.81546, abs=1e-5)
    assert recall(scores, grades > 0, 1) == 0.5


def test_what_stands_behind_the_cut_gains_nothing() -> None:
    scores, grades = np.array([4.0, 3.0, 2.0, 1.0]), np.array([0, 0, 1, 3])
    assert ndcg(scores, grades, k=2) == 0.0
    assert ndcg(scores, grades, k=3) > 0.0
    assert recall(scores, grades > 0, 3) == 0.5


def test_the_best_order_is_worth_one() -> None:
    assert ndcg(np.array([1.0, 3.0, 2.0]), np.array([0, 3, 1])) == pytest.approx(1.0)
