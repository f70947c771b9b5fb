"""Which blocks and questions of a suggestion a finding points to, so that others replace them."""

from collections.abc import Iterable, Iterator
from typing import Final

from assistant.planner.fill import Facts, facts_of, fill
from knowledge.guides import Library
from knowledge.schema import BlockSpec
from tandems.domain.agenda import Agenda, Suggestable
from tandems.domain.brief import SessionBrief
from tandems.domain.text import BilingualText

_NAMED: Final = ("block", "question")


def offending_ids(
    content: Suggestable, places: Iterable[str], brief: SessionBrief, library: Library
) -> frozenset[str]:
    """Return the ids behind the ``places`` that gates name; empty where none can be replaced.

    An outcome and a preparation come out of blocks, which are found by what they say.
    """
    found = {_id_in(place) for place in places}
    if isinstance(content, Agenda):
        facts = facts_of(brief)
        for block in (library.block(one.block_id) for one in content.blocks):
            if found & set(_said_elsewhere(content, block, facts)):
                found.add(block.id)
    return frozenset(found - {"", "outcome", "preparation"})


def _id_in(place: str) -> str:
    kind, _, item_id = place.partition(":")
    if kind in _NAMED:
        return item_id
    return kind if kind in ("outcome", "preparation") else ""


def _said_elsewhere(agenda: Agenda, block: BlockSpec, facts: Facts) -> Iterator[str]:
    if block.outcome is not None and _filled(block.outcome.bilingual(), facts) == agenda.outcome:
        yield "outcome"
    given = block.preparation
    tasks = [task.bilingual() for task in (given.mentor, given.mentee, given.both) if task]
    prepared = {task.text for task in agenda.preparation}
    if any(_filled(task, facts) in prepared for task in tasks):
        yield "preparation"


def _filled(text: BilingualText, facts: Facts) -> BilingualText | None:
    return fill(text, facts.values) if facts.can_fill(text) else None
