"""Looking for phrases of the output lexicon in single sentences."""

import re
from collections.abc import Sequence
from typing import Final

from assistant.lexicon import pattern
from assistant.reading import words
from tandems.domain.vocabulary import Language

_FILES: Final = {Language.DE: "output_de", Language.EN: "output_en"}
_SENTENCE: Final = re.compile(
    r"(?<=[.!?])\**\s+|(?<=[.!?])[“”\"’»«]\**\s+(?=[^\W\d_a-zäöü]|[{„“‘«])|\n+"
)
"""A sentence may end in bold, or in a quotation that no lower-case word goes on from."""


def sentences(text: str) -> list[str]:
    """Return the sentences of ``text``, roughly."""
    return [part for part in _SENTENCE.split(text) if part.strip()]


def streams_of(text: str) -> tuple[str, ...]:
    """Return the folded words of each sentence of ``text``, as ``says`` takes them."""
    return tuple(words(sentence) for sentence in sentences(text))


def says(streams: Sequence[str], key: str, language: Language) -> bool:
    """Say whether a sentence matches the patterns under ``key``, exceptions aside."""
    file = _FILES[language]
    unless, wanted = pattern(f"{key}.unless", file), pattern(f"{key}.patterns", file)
    return any(wanted.search(_without_exceptions(stream, unless)) for stream in streams)


def excepts(stream: str, key: str, language: Language) -> bool:
    """Say whether a sentence holds one of the exceptions under ``key``."""
    return pattern(f"{key}.unless", _FILES[language]).search(stream) is not None


def _without_exceptions(stream: str, unless: re.Pattern[str]) -> str:
    left, exceptions = unless.subn(" _ ", stream)
    return " ".join(left.split()) if exceptions else stream


def longest_first(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the texts that hold more than blanks, in the order ``without`` takes them out."""
    return tuple(sorted((one for one in texts if one.strip()), key=len, reverse=True))


def without(text: str, own_words: Sequence[str]) -> str:
    """Return ``text`` with the given words, which come longest first, taken out."""
    for part in own_words:
        text = text.replace(part, "…")
    return text
