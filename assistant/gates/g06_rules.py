"""G6: the two people are the brief's own, and no rule of matching is bent."""

from typing import Final

from assistant.gates.findings import Finding
from assistant.gates.phrases import says
from assistant.gates.read_text import ReadText
from assistant.gates.spoken import Spoken

GATE: Final = "G6"


def check_spoken(form: Spoken, read: ReadText) -> tuple[Finding, ...]:
    """Return what is wrong with one text; the pair's own words are left out."""
    if says(read.plain_streams, "g06", form.language):
        return (Finding(GATE, "bends_rule", form.where),)
    return ()
