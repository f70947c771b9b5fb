"""Who leads how much of a session, and who opens each block, so that both have their part."""

from collections.abc import Iterable, Sequence
from typing import Final

from knowledge.schema import BlockSpec
from tandems.domain.brief import BriefPerson, SessionBrief
from tandems.domain.vocabulary import BlockKind, Lead, Mode, Move, Role

LED_AT_MOST: Final = 0.70
"""Share of the led minutes at which the other person takes over more of the frame; our own value,
short of the 75 per cent at which an agenda counts as lopsided."""
LOPSIDED: Final = 0.75
LEAD_OF: Final = {Lead.MENTOR: Role.MENTOR, Lead.MENTEE: Role.MENTEE}

Led = tuple[BlockSpec, int]
"""A block and its minutes."""


def heavier_lead(blocks: Iterable[Led]) -> tuple[Lead, float]:
    """Return which of the two roles leads more, and its share; what both lead counts by halves."""
    minutes = dict.fromkeys(LEAD_OF, 0.0)
    for block, given in blocks:
        if block.kind is BlockKind.BREAK:
            continue
        for lead in minutes:
            alone = given if block.lead is lead else 0
            minutes[lead] += alone if block.lead in minutes else given / 2
    heavier = max(minutes, key=lambda lead: minutes[lead])
    return heavier, minutes[heavier] / (sum(minutes.values()) or 1.0)


def openers(brief: SessionBrief, blocks: Sequence[Led]) -> tuple[str, ...]:
    """Return the id of the person who speaks first in each block.

    Whoever leads opens, the owner opens what is said about a commitment, and a reverse mentor
    opens and closes the session. The rest falls to whoever has opened fewer minutes so far.
    """
    opened = {person.id: 0 for person in _starter_first(brief)}
    found = []
    for place, (block, minutes) in enumerate(blocks):
        at_edge = place in (0, len(blocks) - 1) and block.kind is not BlockKind.COMMIT
        speaker = _bound(brief, block, at_edge) or min(opened, key=lambda one: opened[one])
        opened[speaker] += minutes if block.kind is not BlockKind.BREAK else 0
        found.append(speaker)
    return tuple(found)


def _starter_first(brief: SessionBrief) -> list[BriefPerson]:
    if brief.mode is Mode.REVERSE:
        return sorted(brief.people, key=lambda person: person.role is not Role.MENTOR)
    turn = brief.session_number % len(brief.people)
    return [*brief.people[turn:], *brief.people[:turn]]


def _bound(brief: SessionBrief, block: BlockSpec, at_edge: bool) -> str | None:
    """Return who has to open a block, or None where it is free."""
    if block.kind is BlockKind.FOLLOW_UP and block.lead in (Lead.BOTH, Lead.PEER):
        return commitment_owner(brief)
    if brief.mode is Mode.PEER:
        return None
    role = LEAD_OF.get(block.lead) or block.first_speaker
    if role is None and brief.mode is Mode.REVERSE:
        role = Role.MENTOR if at_edge or Move.MENTEE_SPEAKS_LAST in block.moves else None
    if role is None and block.kind is BlockKind.COMMIT:
        role = Role.MENTEE
    return brief.person(role).id if role is not None else None


def commitment_owner(brief: SessionBrief) -> str | None:
    """Return whose commitment is open, the one due first; None if nobody's."""
    known = {person.id for person in brief.people}
    owners = (commitment.owner_id for commitment in brief.open_commitments)
    return next((owner for owner in owners if owner in known), None)
