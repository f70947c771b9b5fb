"""The ten gates every suggestion passes on its way out, whoever composed it (METHOD 3.1)."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from assistant.gates import (
    g01_minutes,
    g02_roles,
    g03_privacy,
    g05_judging,
    g06_rules,
    g07_instructions,
    g08_sources,
    g09_language,
    g10_stereotypes,
)
from assistant.gates.citations import check_citation
from assistant.gates.facts import GateFacts
from assistant.gates.findings import Finding
from assistant.gates.read_text import ReadText
from assistant.gates.spoken import Spoken, spoken
from tandems.domain.agenda import Answer, Reply
from tandems.domain.vocabulary import Address, Language

__all__ = ["Finding", "GateFacts", "check_citation", "check_text", "gate_out"]

_WHOLE_GATES: Final = (g01_minutes, g02_roles, g08_sources, g09_language)
_TEXT_GATES: Final = (
    g03_privacy,
    g05_judging,
    g06_rules,
    g07_instructions,
    g08_sources,
    g09_language,
    g10_stereotypes,
)
_GUIDE_TEXTS: Final = 32_768
"""More than all texts of the guides in all their forms."""


def gate_out(reply: Reply, facts: GateFacts) -> tuple[Finding, ...]:
    """Run every gate on a reply; an empty tuple lets it out."""
    if not isinstance(reply, Answer):
        facts = facts.with_words(own.text for own in reply.verbatim)
    found = [finding for gate in _WHOLE_GATES for finding in gate.check(reply, facts)]
    if isinstance(reply, Answer):
        found += [one for quoted in reply.citations for one in check_citation(quoted, facts)]
    texts: dict[str, ReadText] = {}
    known: dict[Spoken, tuple[Finding, ...]] = {}
    for form in spoken(reply):
        alike = replace(form, where="")
        if alike not in known:
            read = texts.setdefault(form.text, ReadText(form.text, facts))
            known[alike] = tuple(_findings(alike, read))
        found += (replace(finding, where=form.where) for finding in known[alike])
    return tuple(found)


def check_text(
    text: str, language: Language, address: Address | None, facts: GateFacts
) -> tuple[Finding, ...]:
    """Run the gates that judge words on a single text."""
    return tuple(_findings(Spoken("text", text, language, address), ReadText(text, facts)))


def _findings(form: Spoken, read: ReadText) -> Iterator[Finding]:
    if read.facts.is_guide_text(read.text) and _is_clean(
        read.text, form.language, form.address, read.facts.known_guides
    ):
        return
    for gate in _TEXT_GATES:
        yield from gate.check_spoken(form, read)


@lru_cache(maxsize=_GUIDE_TEXTS)
def _is_clean(
    text: str, language: Language, address: Address | None, known_guides: frozenset[str]
) -> bool:
    """Say whether a guide's text passes; without words of a pair, no other fact matters.

    Only texts of the guides come here, so nothing of a tandem is kept.
    """
    form, read = (
        Spoken("", text, language, address),
        ReadText(text, GateFacts(known_guides=known_guides)),
    )
    judging = (g05_judging, g06_rules, g07_instructions, g09_language, g10_stereotypes)
    return not any(gate.check_spoken(form, read) for gate in judging)
