"""The words of a message that say what it is about, without the words around them."""

import re
from functools import lru_cache
from typing import Final

from assistant.lexicon import words_of
from assistant.reading import folded
from assistant.reading.language import telling_words
from assistant.reading.slots import FILES
from tandems.domain.vocabulary import Language

_WORD: Final = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_MAX_WORDS: Final = 24


def subject_of(text: str) -> str:
    """Return the telling words of ``text`` in its own spelling, at most 24."""
    kept = [word for word in _WORD.findall(text) if _tells(word)]
    return " ".join(dict.fromkeys(kept[:_MAX_WORDS]))


def _tells(word: str) -> bool:
    plain = folded(word).replace("'", "").replace("’", "")
    if any(sign.isdigit() for sign in plain) and len(plain) < 4:
        return False
    return plain not in _frame() and len(plain) > 1


@lru_cache(maxsize=1)
def _frame() -> frozenset[str]:
    frame = words_of(FILES[0], "frame") | words_of(FILES[1], "frame")
    common = telling_words(Language.DE) | telling_words(Language.EN) | words_of("words", "small")
    return (frame | common) - words_of("words", "keep")
