"""The ten gates and the case's own facts: passed, or which one stopped it and why."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic_evals.evaluators import EvaluationReason, Evaluator, EvaluatorContext

from assistant.gates import gate_out
from evals.outcome import Outcome, agenda_texts, forms, joined
from evals.scorers import GATES, NO_AGENDA
from evals.suite import EvalCase
from tandems.domain.agenda import Agenda


def stopped_by(case: EvalCase, outcome: Outcome) -> tuple[str, ...]:
    """Return ``gate/reason`` for everything that must not be delivered, in order of gates.

    The facts of the case are asked for as well: the length that was wanted, the reader's
    language, the strings that may appear in no form.
    """
    agenda = outcome.agenda
    if agenda is None:
        return (f"{NO_AGENDA}/{outcome.problem}",)
    found = [*_unlike_the_case(case, agenda)]
    found += [f"{one.gate}/{one.reason_code}" for one in gate_out(agenda, outcome.facts)]
    return tuple(dict.fromkeys(sorted(found, key=_gate_number)))


def _unlike_the_case(case: EvalCase, agenda: Agenda) -> Iterator[str]:
    if agenda.minutes != case.minutes:
        yield "G1/other_length"
    people = {person.name for person in case.tandem.people}
    if agenda.mode is not case.tandem.mode or len(people) != 2:
        yield "G2/other_mode"
    if agenda.stage is not case.stage:
        yield "G8/other_stage"
    if agenda.language is not case.language:
        yield "G9/other_language"
    text = "\n".join(form for one in agenda_texts(agenda) for form in forms(one))
    text += "\n".join(words.text for words in agenda.verbatim)
    for string in case.tandem.forbidden:
        if re.search(rf"(?<!\w){re.escape(string)}", text, re.IGNORECASE):
            yield "G3/forbidden_words"


def _gate_number(code: str) -> int:
    number = re.match(r"G(\d+)/", code)
    return int(number[1]) if number else 0


@dataclass(repr=False)
class Gates(Evaluator[EvalCase, Outcome, None]):
    """True when nothing stops the suggestion."""

    def get_default_evaluation_name(self) -> str:
        """Name the result in reports."""
        return GATES

    def evaluate(self, ctx: EvaluatorContext[EvalCase, Outcome, None]) -> EvaluationReason:
        """Return whether the outcome passes, and the gates it does not."""
        found = stopped_by(ctx.inputs, ctx.output)
        return EvaluationReason(not found, joined(found))
