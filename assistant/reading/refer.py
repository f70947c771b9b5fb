"""Noticing what belongs to people who can help, not into coaching (gate G4, METHOD 2.6)."""

from functools import lru_cache
from typing import Final

from assistant.lexicon import pattern, strings
from assistant.lexicon import read as read_lexicon
from assistant.understanding import ReferCategory

_FILES: Final = ("refer_de", "refer_en")
_SEVEREST_FIRST: Final[tuple[ReferCategory, ...]] = (
    "danger_to_life",
    "self_harm",
    "violence",
    "harassment",
    "discrimination",
    "addiction",
    "illness",
    "legal",
)
_MIN_LENGTH: Final = 7
"""Shorter words are too close to others to be corrected."""


def refer_category(stream: str) -> ReferCategory | None:
    """Return the gravest category the words speak of, or None; figures of speech do not count."""
    text = " ".join(_corrected(word) for word in stream.split(" "))
    text = pattern("masks", *_FILES).sub(" _ ", text)
    for category in _SEVEREST_FIRST:
        if pattern(category, *_FILES).search(text):
            return category
    return None


def _corrected(word: str) -> str:
    if len(word) < _MIN_LENGTH:
        return word
    known = _spellings()
    if word in known:
        return known[word]
    for near in _deletions(word):
        if near in known and known[near][0] == word[0]:
            return known[near]
    return word


@lru_cache(maxsize=1)
def _spellings() -> dict[str, str]:
    table: dict[str, str] = {}
    correct = strings(read_lexicon("spelling")["words"])
    for word in correct:
        for near in _deletions(word):
            table.setdefault(near, word)
    return table | {word: word for word in correct}


def _deletions(word: str) -> list[str]:
    return [word[:place] + word[place + 1 :] for place in range(1, len(word))]
