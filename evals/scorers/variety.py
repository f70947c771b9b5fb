"""Variety: the questions of a tandem's sessions differ, even before anything was accepted."""

from dataclasses import dataclass
from typing import Final

from pydantic_evals.evaluators import EvaluationReason, Evaluator, EvaluatorContext

from evals.outcome import Outcome, Verdict
from evals.scorers import BEST, NO_AGENDA, VARIETY
from evals.suite import EvalCase
from tandems.domain.agenda import Agenda

_REPEATED: Final = "question_repeated"
_MOSTLY: Final = "mostly_repeated"


def judge(agenda: Agenda | None, earlier: frozenset[str]) -> Verdict:
    """Return 0 to 3: what share of the questions stood in an ``earlier`` session of the tandem.

    None is best, up to a half gets 2, more gets 1, all of them 0. The steps are our own values;
    METHOD 3.3 (Q12) asks for a set that does not repeat.
    """
    if agenda is None:
        return Verdict(0, (NO_AGENDA,))
    asked = [question.question_id for question in agenda.questions]
    again = sum(question_id in earlier for question_id in asked)
    if not again:
        return Verdict(BEST)
    if 2 * again <= len(asked):
        return Verdict(2, (_REPEATED,))
    return Verdict(0 if again == len(asked) else 1, (_MOSTLY,))


@dataclass(repr=False)
class Variety(Evaluator[EvalCase, Outcome, None]):
    """Marks from 0 to 3 how far the questions differ from the tandem's earlier sessions."""

    def get_default_evaluation_name(self) -> str:
        """Name the result in reports."""
        return VARIETY

    def evaluate(self, ctx: EvaluatorContext[EvalCase, Outcome, None]) -> EvaluationReason:
        """Return the mark and what cost it."""
        return judge(ctx.output.agenda, ctx.output.earlier_questions).as_reason()
