"""G3: nothing private shows, neither word for word nor told in other words."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from assistant.gates.facts import GateFacts
from assistant.gates.findings import Finding
from assistant.gates.spoken import Spoken, spoken
from assistant.lexicon import words_of
from assistant.reading import words
from tandems.domain.agenda import Reply

GATE: Final = "G3"
_RUN: Final = 5
"""So many words in a row are a quotation."""
_SHARED_WORDS: Final = 3
"""So many telling words of a private text in one sentence retell it."""
_STEM: Final = 5
_COMPOUND: Final = 6
_DISTINCT: Final = 5


def check(suggestion: Reply, facts: GateFacts) -> tuple[Finding, ...]:
    """Return every text that shows something private."""
    return tuple(found for text in spoken(suggestion) for found in check_spoken(text, facts))


def check_spoken(text: Spoken, facts: GateFacts) -> tuple[Finding, ...]:
    """Return a finding if ``text`` quotes or retells a private text.

    What stands in a guide word for word, or in a text both may read, is nobody's secret.
    """
    if not facts.private_texts or facts.stands_in_guides(text.text):
        return ()
    shown = words(text.text).split()
    names = [person.name for person in facts.people]
    open_words = _telling([*facts.shared_texts, *names])
    for private in facts.private_texts:
        if _quotes(shown, words(private).split()) or _retells(shown, private, open_words, facts):
            return (Finding(GATE, "private_text", text.where),)
    return ()


def _quotes(shown: list[str], private: list[str]) -> bool:
    runs = {tuple(private[start : start + _RUN]) for start in range(len(private) - _RUN + 1)}
    return any(tuple(shown[at : at + _RUN]) in runs for at in range(len(shown) - _RUN + 1))


def _retells(shown: list[str], private: str, open_words: frozenset[str], facts: GateFacts) -> bool:
    secret = [word for word in _telling([private]) if not _any_akin(word, open_words)]
    told = [word for word in secret if any(_akin(word, other) for other in shown)]
    common = facts.vocabulary()
    rare = [word for word in told if len(word) >= _DISTINCT and word not in common]
    return bool(rare) or len(told) >= min(_SHARED_WORDS, max(2, len(secret)))


def _telling(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(
        word
        for text in texts
        for word in words(text).split()
        if len(word) > 3 and word.isalpha() and word not in _small_words()
    )


def _any_akin(word: str, others: frozenset[str]) -> bool:
    return any(_akin(word, other) for other in others)


def _akin(word: str, other: str) -> bool:
    """Say whether two words share a stem; German compounds count."""
    if word == other:
        return True
    stem = word[: max(_STEM, len(word) - 3)]
    if len(word) >= _STEM and other.startswith(stem):
        return True
    return len(word) >= _COMPOUND and word in other or len(other) >= _COMPOUND and other in word


@lru_cache(maxsize=1)
def _small_words() -> frozenset[str]:
    small = words_of("words", "de") | words_of("words", "en") | words_of("words", "shared")
    return small | words_of("words", "everyday")
