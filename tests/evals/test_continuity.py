"""AG4 tells an agenda that goes on with the open commitment from one that forgets it."""

from dataclasses import replace

import pytest

from evals.scorers.continuity import judge
from evals.suite import EvalCase, Suite
from tandems.domain.agenda import Agenda, Question
from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import BlockKind, Language, Lead, Level, QuestionType, Stage
from tests.evals.agendas import (
    PLAN,
    SOURCE,
    a_case,
    an_agenda,
    changed,
    planned,
    said,
    with_commitment,
)

WORDS = "zwei Videos ansehen und notieren, was hängen bleibt"
NAMES = said(f"Was wurde aus „{WORDS}“?", f"What became of ‘{WORDS}’?")
DECIDES = said(
    "Offenes wird verkleinert, verschoben oder gestrichen.",
    "What is open gets smaller, moves or is dropped.",
)


@pytest.fixture
def case(suite: Suite) -> EvalCase:
    """Return a case with a missed commitment."""
    return with_commitment(a_case(suite, "short-video", Stage.WORK, Language.DE), WORDS)


@pytest.fixture
def good() -> Agenda:
    """Return an hour that opens with the commitment and decides what becomes of it."""
    return changed(an_agenda(planned(*PLAN)), BlockKind.FOLLOW_UP, steps=(NAMES, DECIDES))


def without(agenda: Agenda, kind: BlockKind) -> Agenda:
    return replace(agenda, blocks=tuple(b for b in agenda.blocks if b.kind is not kind))


def asking(agenda: Agenda, text: BilingualText) -> Agenda:
    question = Question("q1", Lead.MENTEE, Level.D2, QuestionType.REASON, text, SOURCE)
    return replace(agenda, questions=(question,))


def test_opening_naming_and_deciding_gets_the_best_mark(case: EvalCase, good: Agenda) -> None:
    verdict = judge(case, good)
    assert verdict is not None
    assert (verdict.value, verdict.reasons) == (3, ())


def test_without_an_open_commitment_nothing_is_said(suite: Suite, good: Agenda) -> None:
    for tandem, stage in (
        ("agile-board", Stage.WORK),
        ("fewer-meetings", Stage.WORK),
        ("short-video", Stage.KICK_OFF),
    ):
        assert judge(a_case(suite, tandem, stage, Language.EN), good) is None
        assert judge(a_case(suite, tandem, stage, Language.EN), None) is None


def test_forgetting_it_gets_nothing(case: EvalCase, good: Agenda) -> None:
    verdict, missing = judge(case, without(good, BlockKind.FOLLOW_UP)), judge(case, None)
    assert verdict is not None
    assert (verdict.value, verdict.reasons) == (0, ("history_ignored",))
    assert missing is not None
    assert missing.value == 0


def test_mentioning_it_somewhere_gets_one(case: EvalCase, good: Agenda) -> None:
    mentioned = asking(without(good, BlockKind.FOLLOW_UP), NAMES)
    first, *rest = good.blocks
    late = replace(good, blocks=(first, *rest[1:], rest[0]))
    for agenda in (mentioned, late):
        verdict = judge(case, agenda)
        assert verdict is not None
        assert (verdict.value, verdict.reasons) == (1, ("commitment_not_first",))


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        ((DECIDES,), "commitment_not_named"),
        ((NAMES, said("Kurz erzählen.", "Tell briefly.")), "commitment_without_effect"),
        (
            (NAMES, DECIDES, said("Warum hast du es nicht gemacht?", "Why didn't you do it?")),
            "blame",
        ),
        (
            (said(f"Was wurde aus „{WORDS}“?", "What became of the task?"), DECIDES),
            "commitment_not_named",
        ),
    ],
)
def test_opening_with_it_and_no_more_gets_two(
    case: EvalCase, good: Agenda, steps: tuple[BilingualText, ...], reason: str
) -> None:
    verdict = judge(case, changed(good, BlockKind.FOLLOW_UP, steps=steps))
    assert verdict is not None
    assert (verdict.value, verdict.reasons) == (2, (reason,))


def test_a_commitment_that_comes_back_in_a_question_has_an_effect(
    case: EvalCase, good: Agenda
) -> None:
    told = changed(good, BlockKind.FOLLOW_UP, steps=(NAMES,))
    verdict = judge(
        case, asking(told, said(f"Was lehrt „{WORDS}“?", f"What does ‘{WORDS}’ teach?"))
    )
    assert verdict is not None
    assert verdict.value == 3


@pytest.mark.parametrize(
    "text",
    [
        said("Wieso wurde das schon wieder nicht fertig?"),
        said("Was?", "You should have done it by now."),
        said("Woran lag das Versäumnis?"),
    ],
)
def test_blame_in_a_question_costs_a_mark(
    case: EvalCase, good: Agenda, text: BilingualText
) -> None:
    verdict = judge(case, asking(good, text))
    assert verdict is not None
    assert (verdict.value, verdict.reasons) == (2, ("blame",))


@pytest.mark.parametrize(
    "text",
    [
        said("Eine Rechtfertigung braucht es nicht.", "No justification is needed."),
        said("Was kam dazwischen?", "What got in the way?"),
        said("Welche Stimme sollte zählen?", "Which voice should have a say?"),
    ],
)
def test_asking_without_blame_costs_nothing(
    case: EvalCase, good: Agenda, text: BilingualText
) -> None:
    verdict = judge(case, asking(good, text))
    assert verdict is not None
    assert verdict.value == 3
