"""Wishes and offers phrase by phrase: one vector for a whole person would blur them."""

import re
from typing import Final

_BREAK: Final = re.compile(r"[.!?;:\n•·]+(?=\s|$)|\s[-–—]\s|,\s|\s(?:und|sowie|and|as well as)\s")
_LEAD_IN: Final = re.compile(
    r"^(?:"
    r"ich (?:möchte|will|würde gern|würde gerne|kann|habe|bin|biete)(?: gern| gerne)?"
    r"(?: (?:lernen|verstehen|wissen|besser verstehen))?,?"
    r"|wie (?:wir|man|ich)|i (?:would|'d) like to (?:learn|understand|know)(?: about| how to)?"
    r"|i (?:want|wish|hope) to (?:learn|understand|know)(?: about| how to)?"
    r"|i can (?:help|share|show|offer)(?: with)?|how (?:to|we can|i can)"
    r")\s+",
    re.IGNORECASE,
)
_MIN_LETTERS: Final = 3
_LONG_WORDS: Final = 6


def phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of ``text``: each sentence, and the parts of the long ones.

    Lead-ins ("Ich möchte lernen", "I would like to") are left out, order is kept, and a text
    without letters has none.
    """
    found: dict[str, None] = {}
    for sentence in re.split(r"\n+|(?<=[.!?;])\s+", text):
        parts = [sentence]
        if len(sentence.split()) > _LONG_WORDS:
            parts += _BREAK.split(sentence)
        for part in parts:
            phrase = _without_lead_in(part)
            if sum(character.isalpha() for character in phrase) >= _MIN_LETTERS:
                found.setdefault(phrase)
    return tuple(found)


def _without_lead_in(part: str) -> str:
    phrase = " ".join(part.split()).strip(" ,.;:!?–—-•·\"„“”'")
    while (shorter := _LEAD_IN.sub("", phrase)) != phrase:
        phrase = shorter.strip(" ,")
    return phrase
