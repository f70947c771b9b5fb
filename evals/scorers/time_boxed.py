"""AG1, time-boxed: exact minutes, realistic blocks, slack, and a rule for running late."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pydantic_evals.evaluators import EvaluationReason, Evaluator, EvaluatorContext

from evals.outcome import Outcome, Verdict
from evals.scorers import BEST, NO_AGENDA, TIME_BOXED
from evals.suite import EvalCase
from tandems.domain.agenda import Agenda, AgendaBlock
from tandems.domain.vocabulary import BlockKind

HALF_RULE_ABOVE: Final = 25
"""Up to this length one block may take more than half; source: METHOD 3.3."""
FULL: Final = 20
"""Shortest full agenda in minutes; source: METHOD 2.3."""
BREAK_ABOVE: Final = 60
"""Longer sessions need a break; source: METHOD 2.3."""
TECH_SLACK: Final = 5
"""Minutes a remote check-in of 45 minutes and more holds; source: METHOD 2.3."""
_REMOTE_FROM: Final = 45
_FRAME: Final = (BlockKind.CHECK_IN, BlockKind.OUTCOME, BlockKind.CHECK_OUT)
_FRAME_SHARE: Final = 0.30
"""The table of METHOD 2.3 gives the frame 16 to 25 per cent."""
_CHECK_IN_SHARE: Final = 0.15
"""The same table gives the check-in 9 to 10 per cent."""
_MINUTES_A_METHOD: Final = 13
"""Five methods in an hour are one too many; source: METHOD 3.6."""
_KEPT: Final = (BlockKind.COMMIT, BlockKind.REFLECT)
_SHORTENED: Final = 3
"""A block has to be at least this long for cutting it to help."""


def judge(case: EvalCase, agenda: Agenda | None) -> Verdict:
    """Return 0 to 3 for one agenda (METHOD 3.2, AG1)."""
    if agenda is None:
        return Verdict(0, (NO_AGENDA,))
    if not any(block.minutes > 0 for block in agenda.blocks):
        return Verdict(0, ("no_times",))
    wrong = tuple(_wrong(case, agenda))
    if wrong:
        return Verdict(1, wrong)
    missing = (*_unreal(agenda), *_without_slack(case, agenda))
    return Verdict(2, missing) if missing else Verdict(BEST)


def _wrong(case: EvalCase, agenda: Agenda) -> Iterator[str]:
    if sum(block.minutes for block in agenda.blocks) != case.minutes:
        yield "sum_wrong"
    if any(block.minutes < 1 for block in agenda.blocks):
        yield "block_without_time"
    longest = max(block.minutes for block in agenda.blocks)
    if case.minutes > HALF_RULE_ABOVE and 2 * longest > case.minutes:
        yield "block_over_half"


def _unreal(agenda: Agenda) -> Iterator[str]:
    total = agenda.minutes
    if total >= FULL and _minutes(agenda, *_FRAME) > _FRAME_SHARE * total:
        yield "frame_too_long"
    if total >= FULL and _minutes(agenda, BlockKind.CHECK_IN) > _allowed_check_in(total):
        yield "check_in_too_long"
    if _minutes(agenda, BlockKind.COMMIT) < (2 if total < BREAK_ABOVE else 3):
        yield "commitment_too_short"
    if sum(block.minutes for block in agenda.blocks if block.own_time) < _thinking(total):
        yield "reflection_too_short"
    methods = sum(block.kind is BlockKind.WORK for block in agenda.blocks)
    if methods > max(1, total // _MINUTES_A_METHOD):
        yield "too_many_methods"
    lengths = [block.minutes for block in agenda.blocks if block.kind is not BlockKind.BREAK]
    if len(lengths) >= 4 and max(lengths) - min(lengths) <= 1:
        yield "equal_slices"
    if total > BREAK_ABOVE and not _minutes(agenda, BlockKind.BREAK):
        yield "no_break"


def _allowed_check_in(total: int) -> float:
    return max(_CHECK_IN_SHARE * total, TECH_SLACK)


def _thinking(total: int) -> int:
    return 2 if total < FULL else 3


def _minutes(agenda: Agenda, *kinds: BlockKind) -> int:
    return sum(block.minutes for block in agenda.blocks if block.kind in kinds)


def _without_slack(case: EvalCase, agenda: Agenda) -> Iterator[str]:
    if not agenda.cut_rule.de_du.strip() or not agenda.cut_rule.en.strip():
        yield "no_cut_rule"
    elif case.minutes >= FULL and not any(_gives_way(agenda, block) for block in agenda.blocks):
        yield "cut_rule_names_nothing"
    remote = case.is_remote and case.minutes >= _REMOTE_FROM
    if remote and _minutes(agenda, BlockKind.CHECK_IN) < TECH_SLACK:
        yield "no_technical_slack"


def _gives_way(agenda: Agenda, block: AgendaBlock) -> bool:
    """Say whether the cut rule names this block, and shortening it would help."""
    rule = agenda.cut_rule
    named = block.title.de_du in rule.de_du and block.title.en in rule.en
    return named and block.kind not in _KEPT and block.minutes >= _SHORTENED


@dataclass(repr=False)
class TimeBoxed(Evaluator[EvalCase, Outcome, None]):
    """Marks time from 0 to 3."""

    def get_default_evaluation_name(self) -> str:
        """Name the result in reports."""
        return TIME_BOXED

    def evaluate(self, ctx: EvaluatorContext[EvalCase, Outcome, None]) -> EvaluationReason:
        """Return the mark and what cost it."""
        return judge(ctx.inputs, ctx.output.agenda).as_reason()
