"""G5: no appraisal, ranking, diagnosis, legal verdict or reading of feelings."""

from typing import Final

from assistant.gates.facts import GateFacts
from assistant.gates.findings import Finding
from assistant.gates.phrases import says, without
from assistant.gates.spoken import Spoken, spoken
from tandems.domain.agenda import Reply

GATE: Final = "G5"


def check(suggestion: Reply, facts: GateFacts) -> tuple[Finding, ...]:
    """Return every text that breaks the gate."""
    return tuple(found for text in spoken(suggestion) for found in check_spoken(text, facts))


def check_spoken(text: Spoken, facts: GateFacts) -> tuple[Finding, ...]:
    """Return what is wrong with one text; the pair's own words are left out."""
    if says(without(text.text, facts.verbatim), "g05", text.language):
        return (Finding(GATE, "judges_people", text.where),)
    return ()
