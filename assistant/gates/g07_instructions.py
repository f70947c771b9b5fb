"""G7: text is data: nothing in notes, profiles or guides is obeyed."""

import re
from typing import Final

from assistant.gates.facts import GateFacts
from assistant.gates.findings import Finding
from assistant.gates.phrases import says, without
from assistant.gates.spoken import Spoken, spoken
from assistant.lexicon import pattern
from assistant.reading import folded, words
from assistant.reading.refusal import refusal_of
from tandems.domain.agenda import Reply

GATE: Final = "G7"
_SHOUTED: Final = re.compile(r"(?<!\w)[A-ZÄÖÜ][A-ZÄÖÜ0-9_-]{3,}(?!\w)")
_DICTATED: Final = re.compile(r"[„“\"‚'«»‘]([^„“”\"‚'«»’]{3,120})[”“\"'’«»‘]")
_LINK: Final = re.compile(r"(?:https?://|www\.)\S+|\b[\w.-]+@[\w.-]+\.\w{2,}\b", re.IGNORECASE)
_LONE_LETTERS: Final = 3


def check(suggestion: Reply, facts: GateFacts) -> tuple[Finding, ...]:
    """Return every text that breaks the gate."""
    return tuple(found for text in spoken(suggestion) for found in check_spoken(text, facts))


def check_spoken(text: Spoken, facts: GateFacts) -> tuple[Finding, ...]:
    """Return a finding where the text says it obeys, or carries what a document dictated."""
    plain = without(text.text, facts.verbatim)
    if says(plain, "g07", text.language):
        return (Finding(GATE, "obeys_text", text.where),)
    if not facts.stands_in_guides(text.text) and _carries_dictation(plain, facts):
        return (Finding(GATE, "dictated_text", text.where),)
    return ()


def _carries_dictation(text: str, facts: GateFacts) -> bool:
    shown = folded(text)
    for document in facts.documents:
        if not instructs(document):
            continue
        if any(_stands_in(folded(part), shown, facts) for part in _dictated(document)):
            return True
    return False


def instructs(document: str) -> bool:
    """Say whether a document speaks to the assistant or says how answers are to be written."""
    stream = words(document)
    dictates = pattern("dictates", "output_de", "output_en").search(stream)
    return bool(dictates) or refusal_of(stream) == "injection"


def _dictated(document: str) -> list[str]:
    named = pattern("payload", "output_de", "output_en").finditer(words(document))
    return [
        *_SHOUTED.findall(document),
        *_DICTATED.findall(document),
        *_LINK.findall(document),
        *(match[0].split()[-1] for match in named),
    ]


def _stands_in(part: str, shown: str, facts: GateFacts) -> bool:
    if len(part) < _LONE_LETTERS or part in facts.vocabulary():
        return False
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", shown) is not None
