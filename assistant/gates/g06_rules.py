"""G6: the two people are the brief's own, and no rule of matching is bent."""

from typing import Final

from assistant.gates.facts import GateFacts
from assistant.gates.findings import Finding
from assistant.gates.phrases import says, without
from assistant.gates.spoken import Spoken, spoken
from tandems.domain.agenda import Reply

GATE: Final = "G6"


def check(suggestion: Reply, facts: GateFacts) -> tuple[Finding, ...]:
    """Return every text that breaks the gate."""
    return tuple(found for text in spoken(suggestion) for found in check_spoken(text, facts))


def check_spoken(text: Spoken, facts: GateFacts) -> tuple[Finding, ...]:
    """Return what is wrong with one text; the pair's own words are left out."""
    if says(without(text.text, facts.verbatim), "g06", text.language):
        return (Finding(GATE, "bends_rule", text.where),)
    return ()
