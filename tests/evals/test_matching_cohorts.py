"""A small cohort, ranked and assigned, against figures computed by hand."""

import numpy as np
import pytest
from typer.testing import CliRunner

from embeddings.static import load_default
from evals.matching.__main__ import app
from evals.matching.cases import LabelledCohort, Split, read_cohort
from evals.matching.cohorts import (
    NDCG,
    RECALL,
    RELEVANCE,
    best_possible,
    leads,
    measure_cohort,
)
from evals.matching.contenders import KeywordOverlap
from evals.matching.matchers import OneVector, PlainTable, Product, Sheet, solved

COHORT = LabelledCohort.model_validate(
    {
        "mentees": [
            {
                "id": "e1",
                "language": "en",
                "wishes": [{"id": "w1", "language": "en", "text": "budget tables"}],
            },
            {
                "id": "e2",
                "language": "mixed",
                "wishes": [
                    {"id": "w2", "language": "en", "trap": "other_words", "text": "public speech"},
                    {"id": "w3", "language": "de", "text": "Garten Blumen Dünger"},
                ],
            },
        ],
        "mentors": [
            {
                "id": "m1",
                "language": "en",
                "capacity": 1,
                "offers": [
                    {"id": "o1", "language": "en", "text": "budget tables maths"},
                    {
                        "id": "o2",
                        "language": "en",
                        "trap": "direction",
                        "text": "public speech fear",
                    },
                ],
            },
            {
                "id": "m2",
                "language": "en",
                "capacity": 1,
                "offers": [
                    {"id": "o3", "language": "en", "text": "stage fright"},
                    {"id": "o4", "language": "en", "text": "Blumen Garten Florist"},
                ],
            },
        ],
        "relevance": {"w1": {"o1": 3}, "w2": {"o3": 2}, "w3": {"o4": 3, "o3": 1}},
    }
)
KEYWORDS = PlainTable(KeywordOverlap())


def test_wishes_are_ranked_by_language_and_across() -> None:
    figures = measure_cohort(Sheet.of(COHORT), KEYWORDS)
    # w2: the trap first, then three alike that share a gain of 3: one each at places 2 to 4
    misled = (1 / np.log2(3) + 1 / np.log2(4) + 1 / np.log2(5)) / 3
    # w3: gain 7 first, then three alike that share a gain of 1
    shared = (7 + (1 / np.log2(3) + 1 / np.log2(4) + 1 / np.log2(5)) / 3) / (7 + 1 / np.log2(3))
    assert figures.values[NDCG, "en"].tolist() == pytest.approx([1, misled, np.nan], nan_ok=True)
    for name in ("de", "cross"):
        expected = pytest.approx([np.nan, np.nan, shared], nan_ok=True)
        assert figures.values[NDCG, name].tolist() == expected
    assert figures.mean((RECALL, "en")) == 1.0
    assert figures.place.tolist() == [1, 4, 1]
    assert figures.first == ("o1", "o2", "o4")


def test_assigned_pairs_bring_the_best_grade_of_the_mentors_offers() -> None:
    sheet = Sheet.of(COHORT)
    figures = measure_cohort(sheet, KEYWORDS)
    assert figures.pairs == 2
    assert [figures.total((RELEVANCE, name)) for name in ("en", "de", "cross")] == [5, 3, 3]
    assert best_possible(sheet) == 8


def test_traps_are_counted_on_both_sides() -> None:
    figures = measure_cohort(Sheet.of(COHORT), KEYWORDS)
    assert figures.fallen == {("wish", "other_words"): 1.0, ("offer", "direction"): 1.0}


def test_the_table_is_solved_within_capacities_and_without_worthless_pairs() -> None:
    gain = np.array([[1.0, 0.0], [3.0, 0.0], [2.0, 0.0]])
    assert solved(gain, np.array([2, 1])).tolist() == [[0, 0], [1, 0], [1, 0]]


def test_a_constant_lead_has_no_spread_and_the_best_baseline_is_named() -> None:
    sheet = Sheet.of(COHORT)
    own, weak = measure_cohort(sheet, KEYWORDS), measure_cohort(sheet, KEYWORDS)
    for values in weak.values.values():
        values -= 0.25
    blurred = measure_cohort(sheet, OneVector("one vector", load_default()))
    for values in blurred.values.values():
        values -= 9
    found = leads(sheet, own, [blurred, weak], np.random.default_rng(1))
    assert len(found) == 9
    for lead in found:
        assert lead.baseline == weak.name
        assert (lead.difference, lead.low, lead.high) == pytest.approx((0.25, 0.25, 0.25))


def test_the_product_is_measured_on_the_shipped_cohort() -> None:
    sheet = Sheet.of(read_cohort(Split.DEV))
    figures = measure_cohort(sheet, Product("product", load_default()))
    chosen = Product("product", load_default()).assign(sheet)
    assert figures.pairs == chosen.sum() > 0
    assert (chosen.sum(axis=0) <= sheet.rooms).all()
    assert (chosen.sum(axis=1) <= 1).all()
    total = figures.total((RELEVANCE, "de")) + figures.total((RELEVANCE, "en"))
    assert 0 < total <= best_possible(sheet)


@pytest.mark.slow
def test_one_command_prints_every_table() -> None:
    result = CliRunner().invoke(app, ["--split", "dev"])
    assert result.exit_code == 0
    heads = ("R@1", "wrong at or above right", "per wish", "assigned", "measure", "trap", "wish")
    for head in heads:
        assert f"\n| {head} " in result.output
