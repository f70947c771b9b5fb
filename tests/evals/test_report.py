"""Figures are what anybody would work out by hand, for each language apart."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from evals.report import (
    CaseScore,
    Figures,
    Mark,
    Report,
    criteria,
    figures,
    load_reports,
    passed,
    reasons_counted,
    save_report,
)
from evals.table import tables
from tandems.domain.vocabulary import Language
from tandems.errors import ContentError

DE, EN = Language.DE, Language.EN


def score(
    number: int, language: Language, *values: int, stopped: tuple[str, ...] = ()
) -> CaseScore:
    names = ("time_boxed", "roles", "continuity")
    marks = {
        name: Mark(value=value, reasons=() if value == 3 else (f"{name}_amiss",))
        for name, value in zip(names, values, strict=False)
    }
    case_id = f"t{number}/work/{language}"
    return CaseScore(case_id=case_id, language=language, stopped_by=stopped, marks=marks)


def a_report(*tandem: CaseScore, fixed: tuple[CaseScore, ...] = (), number: int = 1) -> Report:
    return Report(
        id=f"agenda-{number}",
        at=datetime(2026, 3, number, tzinfo=UTC),
        suite="agenda",
        suite_version=1,
        encoder="static-x",
        content_version="abc",
        composer="planner",
        seconds=1.0,
        scores={"tandem": tandem, "fixed": fixed},
    )


def test_mean_minimum_and_tail_by_hand() -> None:
    twenty = [score(n, DE, 1 if n == 0 else 3) for n in range(20)]
    assert figures(twenty, "time_boxed") == Figures(n=20, mean=2.9, minimum=1, tail=1)
    twenty_one = [*twenty, score(20, DE, 3)]
    found = figures(twenty_one, "time_boxed")
    assert found is not None
    assert (found.minimum, found.tail) == (1, 3)
    assert figures([score(0, DE, 0), score(1, DE, 3)], "time_boxed") == Figures(
        n=2, mean=1.5, minimum=0, tail=0
    )


def test_what_does_not_apply_is_left_out_and_never_counted_as_zero() -> None:
    scores = [score(0, DE, 3, 3, 2), score(1, DE, 3, 3), score(2, DE, 2, 3)]
    assert figures(scores, "continuity") == Figures(n=1, mean=2.0, minimum=2, tail=2)
    assert figures(scores[1:], "continuity") is None
    assert criteria(scores) == ("time_boxed", "roles", "continuity")


def test_languages_stand_apart() -> None:
    report = a_report(score(0, DE, 3, 3), score(0, EN, 0, 1), score(1, DE, 2, 3))
    assert figures(report.of(DE), "time_boxed") == Figures(n=2, mean=2.5, minimum=2, tail=2)
    assert figures(report.of(EN), "time_boxed") == Figures(n=1, mean=0.0, minimum=0, tail=0)
    assert not hasattr(report, "mean")


def test_gates_and_reasons_are_counted() -> None:
    scores = [score(0, DE, 3, 2), score(1, DE, 3, 2, stopped=("G1/sum",)), score(2, DE, 3, 3)]
    assert passed(scores) == 2
    assert dict(reasons_counted(scores, "roles")) == {"roles_amiss": 2}


def test_failures_name_case_criterion_and_reason() -> None:
    none = CaseScore(
        case_id="t2/work/de",
        language=DE,
        stopped_by=("no_agenda/refer",),
        marks={"roles": Mark(value=0, reasons=("no_agenda",))},
    )
    report = a_report(score(0, DE, 3, 2), score(1, EN, 1, 3, stopped=("G3/leak",)), none)
    found = [(f.case_id, f.criterion, f.value, f.reasons) for f in report.failures()]
    assert found == [
        ("t1/work/en", "gates", None, ("G3/leak",)),
        ("t1/work/en", "time_boxed", 1, ("time_boxed_amiss",)),
        ("t2/work/de", "gates", None, ("no_agenda/refer",)),
    ]


def test_only_a_failed_gate_a_low_mean_or_a_zero_forbids_a_release() -> None:
    fine = a_report(score(0, DE, 2, 3, 2), score(0, EN, 3, 3))
    assert fine.shortfalls() == ()
    assert a_report(score(0, DE, 3, stopped=("G9/x",))).shortfalls() == ("de/gates/gate_failed",)
    low = a_report(score(0, EN, 2), score(1, EN, 1))
    assert low.shortfalls() == ("en/time_boxed/mean_too_low",)
    tail = a_report(*(score(n, EN, 3) for n in range(9)), score(9, EN, 0))
    assert tail.shortfalls() == ("en/time_boxed/marked_zero",)


def test_roles_and_variety_have_to_be_better_than_the_general_floor() -> None:
    fair = a_report(score(0, EN, 2, 2), score(1, EN, 2, 2), score(2, EN, 2, 3))
    assert fair.shortfalls() == ("en/roles/mean_too_low",)
    good = a_report(score(0, EN, 2, 2), score(1, EN, 2, 3))
    assert good.shortfalls() == ()


def test_the_fixed_agenda_never_decides_a_release() -> None:
    report = a_report(score(0, DE, 3), fixed=(score(0, DE, 0, stopped=("G2/x",)),))
    assert report.shortfalls() == ()
    assert report.failures() == ()
    assert len(report.failures("fixed")) == 2


def test_reports_are_kept_and_come_back_newest_first(tmp_path: Path) -> None:
    first, second = a_report(score(0, DE, 3)), a_report(score(0, EN, 2), number=2)
    for report in (first, second):
        save_report(report, tmp_path)
    assert load_reports(tmp_path) == [second, first]
    assert load_reports(tmp_path, limit=1) == [second]
    assert load_reports(tmp_path / "none") == []


def test_a_broken_report_is_refused_with_its_name(tmp_path: Path) -> None:
    save_report(a_report(score(0, DE, 3)), tmp_path).write_text("{}", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_reports(tmp_path)
    assert caught.value.values["file"] == "agenda-1.json"


def test_the_terminal_shows_one_table_a_language() -> None:
    report = a_report(score(0, DE, 3, 2), fixed=(score(0, DE, 2, 1),))
    german, english = tables(report)
    assert [len(german.columns), german.row_count, english.row_count] == [6, 6, 2]
