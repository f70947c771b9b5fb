"""AG4, continuity: the open commitment comes first and shapes the plan; unscored without one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import yaml
from pydantic_evals.evaluators import EvaluationReason, Evaluator, EvaluatorContext

from evals.outcome import Outcome, Verdict, agenda_texts, block_texts, forms
from evals.scorers import BEST, CONTINUITY, NO_AGENDA
from evals.suite import EvalCase
from tandems.domain.agenda import Agenda, AgendaBlock
from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import BlockKind

_STEMS: Final = Path(__file__).parent / "stems.yaml"
_TELLING: Final = 4
"""So many of its first words name a commitment; long ones may be shortened."""


def judge(case: EvalCase, agenda: Agenda | None) -> Verdict | None:
    """Return 0 to 3 for one agenda (METHOD 3.2, AG4), or None without an open commitment."""
    if not case.opens_with_commitment:
        return None
    if agenda is None:
        return Verdict(0, (NO_AGENDA,))
    words = _telling(case.tandem.commitment.text)
    follow_ups = [block for block in agenda.blocks if block.kind is BlockKind.FOLLOW_UP]
    if not follow_ups and not _says(agenda_texts(agenda), words):
        return Verdict(0, ("history_ignored",))
    after_check_in = [b for b in agenda.blocks if b.kind is not BlockKind.CHECK_IN]
    if after_check_in[0].kind is not BlockKind.FOLLOW_UP:
        return Verdict(1, ("commitment_not_first",))
    missing = tuple(_missing(agenda, after_check_in[0], words))
    return Verdict(2, missing) if missing else Verdict(BEST)


def _missing(agenda: Agenda, opening: AgendaBlock, words: str) -> Iterator[str]:
    if not _says(block_texts(opening), words):
        yield "commitment_not_named"
    decided = _matches("decides", [opening.title, *opening.steps])
    if not decided and not _says(_texts_beside(agenda, opening), words):
        yield "commitment_without_effect"
    questions = [question.text for question in agenda.questions]
    if _matches("blame", [opening.title, *opening.steps, *questions]):
        yield "blame"


def _texts_beside(agenda: Agenda, opening: AgendaBlock) -> Iterator[BilingualText]:
    own = set(block_texts(opening))
    return (text for text in agenda_texts(agenda) if text not in own)


def _telling(text: str) -> str:
    return " ".join(text.casefold().split()[:_TELLING])


def _says(texts: Iterator[BilingualText], words: str) -> bool:
    """Say whether one text has the words in every form."""
    return any(all(words in form.casefold() for form in forms(text)) for text in texts)


def _matches(kind: str, texts: list[BilingualText]) -> bool:
    stems = _stems()[kind]
    german = "\n".join(f"{text.de_du}\n{text.de_sie}" for text in texts).casefold()
    english = "\n".join(text.en for text in texts).casefold()
    hits = [re.search(stems["de"], german), re.search(stems["en"], english)]
    return all(hits) if kind == "decides" else any(hits)


@lru_cache(maxsize=1)
def _stems() -> Mapping[str, Mapping[str, str]]:
    raw = yaml.safe_load(_STEMS.read_text(encoding="utf-8"))
    return {
        kind: {language: "|".join(f"(?:{one})" for one in ones) for language, ones in both.items()}
        for kind, both in raw.items()
    }


@dataclass(repr=False)
class Continuity(Evaluator[EvalCase, Outcome, None]):
    """Marks continuity from 0 to 3; says nothing about cases that have nothing to go on with."""

    def get_default_evaluation_name(self) -> str:
        """Name the result in reports."""
        return CONTINUITY

    def evaluate(
        self, ctx: EvaluatorContext[EvalCase, Outcome, None]
    ) -> dict[str, EvaluationReason]:
        """Return the mark and what cost it, or nothing."""
        verdict = judge(ctx.inputs, ctx.output.agenda)
        return {} if verdict is None else {CONTINUITY: verdict.as_reason()}
