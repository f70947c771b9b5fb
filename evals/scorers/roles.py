"""AG5, role clarity: each block is led by somebody named, as the mode has it, in balance."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pydantic_evals.evaluators import EvaluationReason, Evaluator, EvaluatorContext

from evals.outcome import Outcome, Verdict
from evals.scorers import BEST, NO_AGENDA, ROLES
from evals.suite import EvalCase
from tandems.domain.agenda import Agenda, AgendaBlock
from tandems.domain.brief import BriefPerson
from tandems.domain.vocabulary import BlockKind, Lead, Mode, Role, Stage

VOID: Final = (Stage.KICK_OFF, Stage.CLOSURE)
"""Stages in which a reverse mentor need not lead the work; source: METHOD 2.3."""
_WORK: Final = (BlockKind.WORK, BlockKind.GIVE_BACK)
_LARGEST_SHARE: Final = 0.75
"""More of the led time for one of the two is no longer balanced; our own value."""
_ENOUGH_TURNS: Final = 4
"""From this many blocks on, each of the two should open one; our own value."""
_OF_ROLE: Final = {Role.MENTOR: Lead.MENTOR, Role.MENTEE: Lead.MENTEE}


def judge(agenda: Agenda | None, people: tuple[BriefPerson, ...]) -> Verdict:
    """Return 0 to 3 for one agenda (METHOD 3.2, AG5)."""
    if agenda is None:
        return Verdict(0, (NO_AGENDA,))
    ids = {person.id for person in people}
    blocks = [block for block in agenda.blocks if block.kind is not BlockKind.BREAK]
    named = [block for block in blocks if block.first_speaker_id in ids]
    if not named:
        return Verdict(0, ("nobody_named",))
    if len(named) < len(blocks):
        return Verdict(1, ("block_without_name",))
    leads = {block.lead for block in blocks}
    if len(leads) == 1 and leads <= {Lead.MENTOR, Lead.MENTEE}:
        return Verdict(1, ("one_leader",))
    amiss = (*_against_mode(agenda, blocks), *_unbalanced(blocks, people))
    return Verdict(2, amiss) if amiss else Verdict(BEST)


def _against_mode(agenda: Agenda, blocks: list[AgendaBlock]) -> Iterator[str]:
    if agenda.mode is Mode.PEER:
        if any(block.lead in (Lead.MENTOR, Lead.MENTEE) for block in blocks):
            yield "peer_led_by_role"
        return
    if any(block.lead is Lead.PEER for block in blocks):
        yield "no_peers_here"
    work = [block for block in blocks if block.kind in _WORK]
    led = sum(block.minutes for block in work if block.lead is Lead.MENTOR)
    flipped = 2 * led < sum(block.minutes for block in work)
    if agenda.mode is Mode.REVERSE and agenda.stage not in VOID and flipped:
        yield "reverse_flipped"


def _unbalanced(blocks: list[AgendaBlock], people: tuple[BriefPerson, ...]) -> Iterator[str]:
    total = sum(block.minutes for block in blocks)
    for person in people:
        if sum(_share(block, person) for block in blocks) > _LARGEST_SHARE * total:
            yield "airtime_lopsided"
    if any(_opened_by_the_other(block, people) for block in blocks):
        yield "leader_does_not_open"
    if len(blocks) >= _ENOUGH_TURNS and len({block.first_speaker_id for block in blocks}) < 2:
        yield "one_voice_opens_all"


def _share(block: AgendaBlock, person: BriefPerson) -> float:
    """Return the minutes of a block that a person leads; both share what both lead."""
    if block.lead in (Lead.BOTH, Lead.PEER):
        return block.minutes / 2
    return float(block.minutes) if block.lead is _OF_ROLE.get(person.role) else 0.0


def _opened_by_the_other(block: AgendaBlock, people: tuple[BriefPerson, ...]) -> bool:
    leaders = {person.id for person in people if block.lead is _OF_ROLE.get(person.role)}
    return bool(leaders) and block.first_speaker_id not in leaders


@dataclass(repr=False)
class Roles(Evaluator[EvalCase, Outcome, None]):
    """Marks role clarity from 0 to 3."""

    def get_default_evaluation_name(self) -> str:
        """Name the result in reports."""
        return ROLES

    def evaluate(self, ctx: EvaluatorContext[EvalCase, Outcome, None]) -> EvaluationReason:
        """Return the mark and what cost it."""
        return judge(ctx.output.agenda, ctx.output.brief.people).as_reason()
