"""G10: no statement about people because of a group they belong to."""

from typing import Final

from assistant.gates.findings import Finding
from assistant.gates.phrases import says
from assistant.gates.read_text import ReadText
from assistant.gates.spoken import Spoken

GATE: Final = "G10"


def check_spoken(form: Spoken, read: ReadText) -> tuple[Finding, ...]:
    """Return what is wrong with one text; the pair's own words are left out."""
    if says(read.plain_streams, "g10", form.language):
        return (Finding(GATE, "stereotype", form.where),)
    return ()
