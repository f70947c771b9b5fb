"""Rankings become figures, against values computed by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import yaml

from evals.retrieval.abstention import abstentions, auroc
from evals.retrieval.cases import Collection, Query
from evals.retrieval.figures import (
    NDCG,
    RECALL,
    RECIPROCAL,
    UNJUDGED,
    Direction,
    Figures,
    asked,
    lead,
    measure,
    shared_means,
    values,
)
from evals.retrieval.judging import write_pool
from evals.retrieval.pool import Pool
from evals.retrieval.tables import abstention_table, lead_table
from knowledge.guides import Library
from tandems.domain.vocabulary import Language

GERMAN = Direction(Language.DE, Language.DE)


@dataclass(frozen=True)
class Fixed:
    """Always gives the same sections."""

    keys: Sequence[str]
    name: str = "fixed"

    def ranked(self, query: str, language: Language | None) -> list[str]:
        return [*self.keys, f"{query}#{language}"]


def query(name: str, language: Language, **judgements: int) -> Query:
    graded = {f"guide-{place[1:]}#purpose": grade for place, grade in judgements.items()}
    return Query.model_validate(
        {"id": name, "language": language, "kind": "short", "text": name, "judgements": graded}
    )


def figures(system: str, direction: Direction, **scores: float) -> Figures:
    return Figures(system, direction, tuple(scores), {NDCG: np.array([*scores.values()])}, ())


def test_a_ranking_is_measured_by_its_grades() -> None:
    found = values(["a", "b", "c"], {"b": 3, "a": 1, "d": 2})
    # found 1, 7, 0: 1 + 7 / 1.58496; possible 7, 3, 1: 7 + 3 / 1.58496 + 1 / 2
    assert found[NDCG] == pytest.approx(5.41651 / 9.39279, abs=1e-5)
    assert found[RECALL] == 0.5
    assert found[RECIPROCAL] == 0.5
    assert found[UNJUDGED] == pytest.approx(1 / 3)


def test_what_is_missed_or_stands_too_low_counts_nothing() -> None:
    others = [f"x{n}" for n in range(10)]
    assert values([], {"a": 3})[NDCG] == 0.0
    low = values([*others[:7], "a"], {"a": 3})
    assert (low[RECALL], low[RECIPROCAL]) == (0.0, 0.125)
    behind = values([*others, "a"], {"a": 3})
    assert (behind[NDCG], behind[RECIPROCAL]) == (0.0, 0.0)


def test_a_section_read_in_vain_is_judged_and_worth_nothing() -> None:
    found = values(["a", "b"], {"a": 0, "b": 3})
    assert found[UNJUDGED] == 0.0
    assert found[NDCG] == pytest.approx(0.63093, abs=1e-5)


def test_a_direction_takes_what_its_sections_answer(library: Library) -> None:
    pool = Pool.of(library)
    collection = Collection(
        (query("a", Language.DE, g01=3), query("b", Language.EN, g01=3, g02=1)), left_out=0
    )
    assert [one.id for one in asked(collection, pool, GERMAN)] == ["a"]
    assert [one.id for one in asked(collection, pool, Direction(Language.EN, None))] == ["b"]


def test_a_direction_is_measured_question_by_question() -> None:
    queries = [query("a", Language.DE, g01=3), query("b", Language.DE, g02=2)]
    found = measure(queries, Fixed(["guide-01#purpose"]), GERMAN)
    assert found.ids == ("a", "b")
    assert found.values[NDCG].tolist() == [1.0, 0.0]
    assert found.mean(RECIPROCAL) == 0.5
    assert found.firsts == ("guide-01#purpose",) * 2


def test_the_target_lies_a_third_above_the_best_baseline() -> None:
    own = figures("tandem", GERMAN, a=0.9, b=0.8, c=0.7)
    weak, good = (
        figures("weak", GERMAN, a=0.1, b=0.1, c=0.1),
        figures("good", GERMAN, a=0.7, b=0.6, c=0.5),
    )
    found = lead(own, [weak, good], np.random.default_rng(1))
    assert (found.baseline, found.queries) == ("good", 3)
    assert found.target == pytest.approx(0.6 + 0.4 / 3)
    assert found.low == pytest.approx(0.2)
    assert found.is_met
    assert "yes" in str(list(lead_table([found]).columns[-1].cells))


def test_a_lead_that_may_be_chance_meets_no_target() -> None:
    own, other = figures("tandem", GERMAN, a=1.0, b=0.4), figures("other", GERMAN, a=0.1, b=0.5)
    found = lead(own, [other], np.random.default_rng(1))
    assert found.own >= found.target
    assert found.low < 0
    assert not found.is_met


def test_crossing_is_compared_on_the_questions_both_directions_have() -> None:
    same, cross = figures("x", GERMAN, a=0.9, b=0.5), figures("x", GERMAN, b=0.4, c=1.0)
    assert shared_means(same, cross) == (1, 0.5, 0.4)
    assert shared_means(same, figures("x", GERMAN, c=1.0))[0] == 0


def test_confidence_is_judged_by_pairs_and_a_tie_counts_half() -> None:
    assert auroc(np.array([0.9, 0.5]), np.array([0.5, 0.1])) == pytest.approx(3.5 / 4)


def test_traps_are_told_apart_by_language_and_kind() -> None:
    class Sure:
        def confidence(self, query: str) -> float:
            return {"a": 0.9, "b": 0.7, "near": 0.8, "far": 0.1}[query]

    traps = [
        Query.model_validate(
            {"id": text, "language": "de", "kind": "short", "text": text}
            | {"answerable": False, "trap": trap}
        )
        for text, trap in (("near", "near"), ("far", "foreign"))
    ]
    right = [query("a", Language.DE, g01=3).model_copy(update={"text": "a"})]
    right += [query("b", Language.DE, g01=3)]
    found = {(one.language, one.trap): one for one in abstentions([*right, *traps], Sure(), 0.75)}
    near = found[Language.DE, "near"]
    assert (near.auroc, near.answered, near.misled) == (0.5, 0.5, 1.0)
    assert found[None, "all"].auroc == 0.75
    assert found[None, "foreign"].misled == 0.0
    assert (Language.EN, "all") not in found
    assert abstention_table(found.values()).row_count == len(found)


def test_what_no_one_has_judged_is_written_for_a_judge(library: Library, tmp_path: Path) -> None:
    pool = Pool.of(library)
    one = query("a", Language.DE, g01=3)
    found = Fixed(["guide-01#purpose", "guide-02#purpose"])
    path = tmp_path / "pool.yaml"
    assert write_pool(path, [one], pool, [found]) == 3
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert written["queries"][0]["judgements"] == {
        "a#de": None,
        "a#en": None,
        "guide-02#purpose": None,
    }
    assert set(written["sections"]["guide-02#purpose"]) == {"de", "en"}
