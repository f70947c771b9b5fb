"""A run asks the real assistant over a real store, case by case, and keeps what it found."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from evals.baseline import fixed_agenda
from evals.parts import Parts
from evals.report import Report, figures, save_report
from evals.run import run_suite, scored
from evals.suite import EvalCase, Suite
from evals.world import World
from tandems.domain.agenda import Agenda
from tandems.domain.vocabulary import Language, Mode, Stage
from tests.evals.agendas import a_case

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def cases(suite: Suite) -> list[EvalCase]:
    """Return six cases: three tandems in both languages."""
    return [
        a_case(suite, tandem, stage, language)
        for tandem, stage in (
            ("agile-board", Stage.GOALS),
            ("next-step", Stage.CLOSURE),
            ("new-leads", Stage.WORK),
        )
        for language in Language
    ]


@pytest.fixture(scope="module")
def report(
    suite: Suite,
    parts: Parts,
    cases: list[EvalCase],
    tmp_path_factory: pytest.TempPathFactory,
) -> Report:
    """Run the six cases."""
    folder = tmp_path_factory.mktemp("run")
    *steps, last = run_suite(suite, parts, folder=folder, now=NOW, cases=cases)
    assert [step.done for step in steps] == [2, 4, 6]
    assert all(step.total == 6 and step.report is None for step in steps)
    assert last.report is not None
    return last.report


def test_every_case_is_scored_beside_the_fixed_agenda(
    report: Report, cases: list[EvalCase]
) -> None:
    wanted = [case.id for case in cases]
    assert [one.case_id for one in report.scores["tandem"]] == wanted
    assert [one.case_id for one in report.scores["fixed"]] == wanted
    for one in (*report.scores["tandem"], *report.scores["fixed"]):
        assert {"time_boxed", "roles"} <= set(one.marks)


def test_continuity_is_marked_only_where_something_is_open(report: Report) -> None:
    marked = {one.case_id for one in report.scores["tandem"] if "continuity" in one.marks}
    assert marked == {
        f"{case}/{language}"
        for case in ("next-step/closure", "new-leads/work")
        for language in Language
    }


def test_the_figures_are_the_marks_worked_out_by_hand(report: Report) -> None:
    for language in Language:
        for side in ("tandem", "fixed"):
            scores = report.of(language, side)
            values = [one.marks["roles"].value for one in scores]
            found = figures(scores, "roles")
            assert found is not None
            assert (found.n, found.minimum, found.tail) == (3, min(values), min(values))
            assert found.mean == pytest.approx(sum(values) / 3)


def test_the_fixed_agenda_cannot_go_on_with_anything(report: Report) -> None:
    for language in Language:
        found = figures(report.of(language, "fixed"), "continuity")
        assert found is not None
        assert found.mean == 0.0


def test_the_questions_of_an_earlier_session_count_in_the_same_language(
    suite: Suite, parts: Parts, tmp_path: Path
) -> None:
    cases = [
        a_case(suite, "new-leads", stage, language)
        for stage in (Stage.WORK, Stage.TRANSFER)
        for language in Language
    ]
    *_, last = run_suite(suite, parts, folder=tmp_path, now=NOW, cases=cases)
    assert last.report is not None
    for language in Language:
        first, second = last.report.of(language, "fixed")
        assert first.marks["variety"].value == 3
        assert second.marks["variety"].value == 0
        assert all(one.marks["variety"].value == 3 for one in last.report.of(language))


def test_the_report_says_what_was_measured_and_holds_no_texts(
    report: Report, parts: Parts, cases: list[EvalCase], tmp_path: Path
) -> None:
    assert report.encoder == parts.encoder
    assert report.content_version == parts.library.content_version
    assert (report.suite, report.at) == ("agenda", NOW)
    kept = save_report(report, tmp_path).read_text(encoding="utf-8")
    for case in cases:
        assert case.message not in kept
        assert all(person.name not in kept for person in case.tandem.people)
        assert all(note.text not in kept for note in case.tandem.notes)


def test_a_fixed_agenda_is_the_same_for_every_stage_of_a_mode(
    suite: Suite, parts: Parts, tmp_path: Path
) -> None:
    world = World.open(tmp_path, parts, now=NOW)
    seen = {}
    try:
        for mode, tandem in ((Mode.PEER, "new-leads"), (Mode.REVERSE, "linkedin")):
            for stage in Stage:
                case = a_case(suite, tandem, stage, Language.DE)
                agenda = fixed_agenda(case, world.answer(case).brief, parts.library)
                assert sum(block.minutes for block in agenda.blocks) == case.minutes
                seen[mode, stage] = tuple(block.block_id for block in agenda.blocks)
    finally:
        world.close()
    assert len(set(seen.values())) == 2


def test_what_comes_back_instead_of_an_agenda_is_kept_as_a_code(
    suite: Suite, parts: Parts, tmp_path: Path
) -> None:
    case = a_case(suite, "linkedin", Stage.WORK, Language.DE)
    session = case.tandem.sessions[case.stage]
    world = World.open(tmp_path, parts, now=NOW)
    try:
        for text, problem in (
            ("Plan uns bitte ein Treffen von 7 Minuten.", "minutes_out_of_range"),
            ("   ", "empty_input"),
        ):
            other = session.model_copy(update={"de": text})
            sessions = {**case.tandem.sessions, case.stage: other}
            tandem = case.tandem.model_copy(update={"sessions": sessions})
            outcome = world.answer(EvalCase(tandem, case.stage, case.language))
            assert outcome.agenda is None
            assert outcome.problem == problem
    finally:
        world.close()


def test_a_broken_scorer_is_never_a_mark(suite: Suite) -> None:
    case = a_case(suite, "linkedin", Stage.WORK, Language.DE)

    def broken(_case: EvalCase) -> Agenda:
        raise KeyError("nothing")

    with pytest.raises(RuntimeError, match="linkedin/work/de"):
        scored([case], broken)  # type: ignore[arg-type]  # a task that breaks
