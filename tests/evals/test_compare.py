"""A comparison pairs the same cases and is sure only where the tandems agree."""

import numpy as np
import pytest

from evals.compare import Change, changes
from evals.report import CaseScore, Mark, Report
from tandems.domain.vocabulary import Language
from tests.evals.test_report import a_report

DE, EN = Language.DE, Language.EN


def scores(marks: dict[str, int], language: Language = DE) -> list[CaseScore]:
    return [
        CaseScore(
            case_id=f"{case}/{language}", language=language, marks={"roles": Mark(value=value)}
        )
        for case, value in marks.items()
    ]


def compared(before: Report, after: Report) -> dict[tuple[str, Language], Change]:
    found = changes(before, after, np.random.default_rng(7))
    return {(one.criterion, one.language): one for one in found}


def test_the_difference_is_the_mean_of_the_paired_differences() -> None:
    before = a_report(*scores({"a/work": 1, "a/goals": 2, "b/work": 3, "gone/work": 0}))
    after = a_report(*scores({"a/work": 3, "a/goals": 2, "b/work": 2, "new/work": 0}))
    change = compared(before, after)["roles", DE]
    assert change.cases == 3
    assert change.difference == pytest.approx((2 + 0 - 1) / 3)
    assert change.low <= change.difference <= change.high


def test_only_what_all_tandems_show_is_clear() -> None:
    low = {f"t{n}/work": 1 for n in range(12)}
    everywhere = {case: 2 for case in low}
    in_one = {case: 3 if case == "t0/work" else 1 for case in low}
    before = a_report(*scores(low))
    assert compared(before, a_report(*scores(everywhere)))["roles", DE].is_clear
    assert not compared(before, a_report(*scores(in_one)))["roles", DE].is_clear
    assert not compared(before, before)["roles", DE].is_clear


def test_worse_is_seen_as_well_as_better() -> None:
    high = a_report(*scores({f"t{n}/work": 3 for n in range(12)}))
    worse = a_report(*scores({f"t{n}/work": 2 for n in range(12)}))
    change = compared(high, worse)["roles", DE]
    assert (change.difference, change.low, change.high) == (-1.0, -1.0, -1.0)
    assert change.is_clear


def test_gates_count_and_languages_stand_apart() -> None:
    german, english = scores({"a/work": 2, "b/work": 2}), scores({"a/work": 2, "b/work": 2}, EN)
    stopped = [one.model_copy(update={"stopped_by": ("G1/sum",)}) for one in german]
    found = compared(a_report(*stopped, *english), a_report(*german, *english))
    assert found["gates", DE].difference == 1.0
    assert found["gates", EN].difference == 0.0


def test_the_same_seed_gives_the_same_interval() -> None:
    before = a_report(*scores({f"t{n}/work": n % 3 for n in range(12)}))
    after = a_report(*scores({f"t{n}/work": (n * 7) % 4 for n in range(12)}))
    assert compared(before, after) == compared(before, after)


def test_without_shared_cases_nothing_is_said() -> None:
    before, after = a_report(*scores({"a/work": 1})), a_report(*scores({"b/work": 1}))
    assert compared(before, after) == {}
