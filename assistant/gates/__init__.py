"""The ten gates every suggestion passes on its way out, whoever composed it (METHOD 3.1)."""

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
from assistant.gates.facts import GateFacts
from assistant.gates.findings import Finding
from assistant.gates.spoken import Spoken
from tandems.domain.agenda import Answer, Reply
from tandems.domain.vocabulary import Address, Language

__all__ = ["Finding", "GateFacts", "check_text", "gate_out"]

_TEXT_GATES = (
    g03_privacy,
    g05_judging,
    g06_rules,
    g07_instructions,
    g08_sources,
    g09_language,
    g10_stereotypes,
)


def gate_out(reply: Reply, facts: GateFacts) -> tuple[Finding, ...]:
    """Run every gate on a reply; an empty tuple lets it out."""
    if not isinstance(reply, Answer):
        facts = facts.with_words(own.text for own in reply.verbatim)
    gates = (g01_minutes, g02_roles, *_TEXT_GATES)
    return tuple(finding for gate in gates for finding in gate.check(reply, facts))


def check_text(
    text: str, language: Language, address: Address | None, facts: GateFacts
) -> tuple[Finding, ...]:
    """Run the gates that judge words on a single text."""
    form = Spoken("text", text, language, address)
    return tuple(finding for gate in _TEXT_GATES for finding in gate.check_spoken(form, facts))
