"""G5: no appraisal, ranking, diagnosis, legal verdict or reading of feelings."""

from typing import Final

from assistant.gates.findings import Finding
from assistant.gates.phrases import says
from assistant.gates.read_text import ReadText
from assistant.gates.spoken import Spoken

GATE: Final = "G5"


def check_spoken(form: Spoken, read: ReadText) -> tuple[Finding, ...]:
    """Return what is wrong with one text; the pair's own words are left out."""
    if says(read.plain_streams, "g05", form.language):
        return (Finding(GATE, "judges_people", form.where),)
    return ()
