"""Looking for phrases of the output lexicon in single sentences."""

import re
from typing import Final

from assistant.lexicon import pattern
from assistant.reading import words
from tandems.domain.vocabulary import Language

_FILES: Final = {Language.DE: "output_de", Language.EN: "output_en"}
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|\n+")


def sentences(text: str) -> list[str]:
    """Return the sentences of ``text``, roughly."""
    return [part for part in _SENTENCE.split(text) if part.strip()]


def says(text: str, key: str, language: Language) -> bool:
    """Say whether a sentence of ``text`` matches the patterns under ``key``, exceptions aside."""
    file = _FILES[language]
    for sentence in sentences(text):
        stream = pattern(f"{key}.unless", file).sub(" _ ", words(sentence))
        if pattern(f"{key}.patterns", file).search(" ".join(stream.split())):
            return True
    return False


def without(text: str, own_words: tuple[str, ...]) -> str:
    """Return ``text`` with the given words taken out, longest first."""
    for part in sorted((one for one in own_words if one.strip()), key=len, reverse=True):
        text = text.replace(part, "…")
    return text
