"""Variety counts which questions of a session stood in an earlier one of the same tandem."""

from dataclasses import replace

import pytest

from evals.scorers.variety import judge
from tandems.domain.agenda import Agenda, Question
from tandems.domain.vocabulary import Lead, Level, QuestionType
from tests.evals.agendas import PLAN, SOURCE, an_agenda, planned, said


def asking(*ids: str) -> Agenda:
    questions = tuple(
        Question(one, Lead.BOTH, Level.D1, QuestionType.FACT, said("Was?"), SOURCE) for one in ids
    )
    return replace(an_agenda(planned(*PLAN)), questions=questions)


@pytest.mark.parametrize(
    ("earlier", "value", "reasons"),
    [
        ((), 3, ()),
        (("x", "y"), 3, ()),
        (("a",), 2, ("question_repeated",)),
        (("a", "b"), 2, ("question_repeated",)),
        (("a", "b", "c"), 1, ("mostly_repeated",)),
        (("a", "b", "c", "d", "e"), 0, ("mostly_repeated",)),
    ],
)
def test_the_share_of_repeated_questions_decides(
    earlier: tuple[str, ...], value: int, reasons: tuple[str, ...]
) -> None:
    verdict = judge(asking("a", "b", "c", "d"), frozenset(earlier))
    assert (verdict.value, verdict.reasons) == (value, reasons)


def test_no_agenda_gets_nothing() -> None:
    assert judge(None, frozenset()).value == 0
