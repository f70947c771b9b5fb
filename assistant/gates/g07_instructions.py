"""G7: text is data: nothing in notes, profiles or guides is obeyed."""

from typing import Final

from assistant.gates.dictation import links_in
from assistant.gates.findings import Finding
from assistant.gates.phrases import says
from assistant.gates.read_text import ReadText
from assistant.gates.spoken import Spoken

GATE: Final = "G7"


def check_spoken(form: Spoken, read: ReadText) -> tuple[Finding, ...]:
    """Return a finding where the text says it obeys, or carries what a document dictated."""
    if says(read.plain_streams, "g07", form.language):
        return (Finding(GATE, "obeys_text", form.where),)
    if read.stands_in_guides:
        return ()
    if _carries_dictation(read):
        return (Finding(GATE, "dictated_text", form.where),)
    if links_in(read.plain):
        return (Finding(GATE, "foreign_link", form.where),)
    return ()


def _carries_dictation(read: ReadText) -> bool:
    facts = read.facts
    return facts.dictation.is_carried_by(read.plain, read.plain_streams, facts.vocabulary())
