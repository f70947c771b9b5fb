"""G3: nothing private shows, neither word for word nor told in other words."""

from typing import Final

from assistant.gates.findings import Finding
from assistant.gates.read_text import ReadText
from assistant.gates.spoken import Spoken

GATE: Final = "G3"


def check_spoken(form: Spoken, read: ReadText) -> tuple[Finding, ...]:
    """Return a finding if the text quotes or retells a private text.

    What stands in a guide word for word, or in a text both may read, is nobody's secret.
    """
    if not read.facts.secrets or read.stands_in_guides:
        return ()
    common = read.facts.vocabulary()
    for secret in read.facts.secrets:
        if secret.is_quoted_in(read.words) or secret.is_retold_in(read.words, common):
            return (Finding(GATE, "private_text", form.where),)
    return ()
