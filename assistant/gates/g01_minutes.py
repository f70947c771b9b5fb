"""G1: the minutes add up to the length asked for, and no block is empty or swallows the session."""

from collections.abc import Iterator
from typing import Final

from assistant.gates.facts import GateFacts
from assistant.gates.findings import Finding
from tandems.domain.agenda import Agenda, Reply
from tandems.domain.vocabulary import BlockKind

GATE: Final = "G1"
SHORTEST: Final = 10
LONGEST: Final = 180
NO_HALF_RULE_UP_TO: Final = 25
NO_BREAK_UP_TO: Final = 60
_WHOLE_IN_ONE: Final = "shadowing"
"""Guides whose single block may fill more than half (METHOD 3.3)."""


def check(suggestion: Reply, facts: GateFacts) -> tuple[Finding, ...]:
    """Return what is wrong with the minutes of an agenda."""
    if not isinstance(suggestion, Agenda):
        return ()
    return tuple(_findings(suggestion, facts))


def _findings(agenda: Agenda, facts: GateFacts) -> Iterator[Finding]:
    if facts.minutes is not None and agenda.minutes != facts.minutes:
        yield Finding(GATE, "not_the_length_asked", "agenda")
    if not SHORTEST <= agenda.minutes <= LONGEST:
        yield Finding(GATE, "out_of_range", "agenda")
    if sum(block.minutes for block in agenda.blocks) != agenda.minutes:
        yield Finding(GATE, "sum", "agenda")
    for block in agenda.blocks:
        where = f"block:{block.block_id}"
        if block.minutes < 1:
            yield Finding(GATE, "empty_block", where)
        too_long = block.minutes * 2 > agenda.minutes and agenda.minutes > NO_HALF_RULE_UP_TO
        if too_long and _WHOLE_IN_ONE not in block.source.guide_id:
            yield Finding(GATE, "over_half", where)
    breaks = any(block.kind is BlockKind.BREAK for block in agenda.blocks)
    if agenda.minutes > NO_BREAK_UP_TO and not breaks:
        yield Finding(GATE, "no_break", "agenda")
