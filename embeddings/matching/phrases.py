"""Wishes and offers phrase by phrase: one vector for a whole person would blur them."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

_WORDS_FILE: Final = Path(__file__).parent / "function_words.txt"
_SENTENCE: Final = re.compile(r"\n+|(?<=[.!?;:])\s+")
_PART: Final = re.compile(r",\s|\s[-–—]\s|\s(?:und|sowie|and|as well as)\s")
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_LONG_WORDS: Final = 6
_LIST_COMMAS: Final = 2
_MIN_LETTERS: Final = 2


def phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of ``text``, content words only.

    Each sentence is one, and so is each part of a long sentence or of a list. Order is kept, no
    phrase comes twice, and a text without content words has none. Function words and the verbs
    of wishing ("lernen", "understand") are left out: every wish has them.
    """
    found: dict[str, None] = {}
    for sentence in _SENTENCE.split(text):
        parts = [sentence]
        if len(sentence.split()) > _LONG_WORDS or sentence.count(",") >= _LIST_COMMAS:
            parts += _PART.split(sentence)
        for part in parts:
            if phrase := content_words(part):
                found.setdefault(phrase)
    return tuple(found)


def content_words(text: str) -> str:
    """Return ``text`` without function words and punctuation, in its own order."""
    skipped = _function_words()
    words = [word for word in _WORD.findall(text) if word.lower() not in skipped]
    return " ".join(word for word in words if len(word) >= _MIN_LETTERS)


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    return frozenset(_WORDS_FILE.read_text(encoding="utf-8").split())
