"""What one case led to, and what a scorer says about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic_evals.evaluators import EvaluationReason

from assistant.gates import GateFacts
from tandems.domain.agenda import Agenda, AgendaBlock
from tandems.domain.brief import SessionBrief
from tandems.domain.text import BilingualText


@dataclass(frozen=True, slots=True)
class Outcome:
    """The agenda that came back, or the code of what came instead.

    ``brief`` and ``facts`` come from the case, not from what the assistant believed about it;
    ``earlier_questions`` are the ids that earlier sessions of the same tandem were given.
    """

    brief: SessionBrief
    facts: GateFacts
    agenda: Agenda | None = None
    problem: str = ""
    earlier_questions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A mark and the codes of what cost it; no codes at the best mark."""

    value: int
    reasons: tuple[str, ...] = ()

    def as_reason(self) -> EvaluationReason:
        """Return the form that pydantic-evals keeps."""
        return EvaluationReason(self.value, joined(self.reasons))


def joined(reasons: Sequence[str]) -> str:
    """Return reason codes as one text; ``split`` undoes it."""
    return "; ".join(dict.fromkeys(reasons))


def split(reason: str) -> tuple[str, ...]:
    """Return the codes of a joined reason."""
    return tuple(code for code in reason.split("; ") if code)


def block_texts(block: AgendaBlock) -> Iterator[BilingualText]:
    """Return every text of a block."""
    yield from (block.title, *block.steps, block.why)
    yield from (text for text in (block.material, block.evidence, block.opt_out) if text)


def agenda_texts(agenda: Agenda) -> Iterator[BilingualText]:
    """Return every text of an agenda, whoever reads it."""
    yield from (agenda.title, agenda.outcome, agenda.cut_rule)
    yield from (agenda.commitment.text, agenda.commitment.first_sign)
    yield from (task.text for task in agenda.preparation)
    yield from (question.text for question in agenda.questions)
    for block in agenda.blocks:
        yield from block_texts(block)
    if agenda.dropped is not None:
        yield agenda.dropped


def forms(text: BilingualText) -> tuple[str, str, str]:
    """Return all three forms of a text."""
    return (text.de_du, text.de_sie, text.en)
