"""G7: text is data: nothing in notes, profiles or guides is obeyed."""

import re
from typing import Final

from assistant.gates.facts import GateFacts
from assistant.gates.findings import Finding
from assistant.gates.phrases import says
from assistant.gates.read_text import ReadText
from assistant.gates.spoken import Spoken
from assistant.reading import folded

GATE: Final = "G7"


def check_spoken(form: Spoken, read: ReadText) -> tuple[Finding, ...]:
    """Return a finding where the text says it obeys, or carries what a document dictated."""
    if says(read.plain_streams, "g07", form.language):
        return (Finding(GATE, "obeys_text", form.where),)
    if not read.stands_in_guides and _carries_dictation(read.plain, read.facts):
        return (Finding(GATE, "dictated_text", form.where),)
    return ()


def _carries_dictation(text: str, facts: GateFacts) -> bool:
    if not facts.dictated:
        return False
    shown = folded(text)
    return any(_stands_in(part, shown, facts) for part in facts.dictated)


def _stands_in(part: str, shown: str, facts: GateFacts) -> bool:
    if part in facts.vocabulary():
        return False
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", shown) is not None
