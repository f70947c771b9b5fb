"""What a private text would give away: its runs of words and the words that tell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Self

from assistant.lexicon import words_of
from assistant.reading import words

RUN: Final = 5
"""So many words in a row are a quotation."""
_SHARED_WORDS: Final = 3
"""So many telling words of a private text in one sentence retell it."""
_STEM: Final = 5
_COMPOUND: Final = 6
_DISTINCT: Final = 5


@dataclass(frozen=True, slots=True)
class Secret:
    """One private text; ``telling`` are the words that nothing shared holds."""

    runs: frozenset[tuple[str, ...]]
    telling: frozenset[str]

    @classmethod
    def of(cls, private: str, open_words: frozenset[str]) -> Self:
        """Read a private text beside the words that both may read anyway."""
        said = words(private).split()
        runs = frozenset(tuple(said[at : at + RUN]) for at in range(len(said) - RUN + 1))
        mine = (word for word in telling([private]) if not _any_akin(word, open_words))
        return cls(runs, frozenset(mine))

    def is_quoted_in(self, shown: Sequence[str]) -> bool:
        """Say whether ``shown`` repeats a run of words."""
        return any(tuple(shown[at : at + RUN]) in self.runs for at in range(len(shown) - RUN + 1))

    def is_retold_in(self, shown: Sequence[str], common: frozenset[str]) -> bool:
        """Say whether ``shown`` tells it in other words; ``common`` words give nothing away."""
        told = [word for word in self.telling if any(akin(word, other) for other in shown)]
        rare = any(len(word) >= _DISTINCT and word not in common for word in told)
        return rare or len(told) >= min(_SHARED_WORDS, max(2, len(self.telling)))


def secrets_of(private: Iterable[str], shared: Iterable[str]) -> tuple[Secret, ...]:
    """Return the secrets of ``private`` texts beside ``shared`` ones."""
    open_words = telling(shared)
    return tuple(Secret.of(text, open_words) for text in private)


def telling(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that say something: neither short nor everyday."""
    return frozenset(
        word
        for text in texts
        for word in words(text).split()
        if len(word) > 3 and word.isalpha() and word not in _small_words()
    )


def akin(word: str, other: str) -> bool:
    """Say whether two words share a stem; German compounds count."""
    if word == other:
        return True
    stem = word[: max(_STEM, len(word) - 3)]
    if len(word) >= _STEM and other.startswith(stem):
        return True
    return len(word) >= _COMPOUND and word in other or len(other) >= _COMPOUND and other in word


def _any_akin(word: str, others: frozenset[str]) -> bool:
    return any(akin(word, other) for other in others)


@lru_cache(maxsize=1)
def _small_words() -> frozenset[str]:
    small = words_of("words", "de") | words_of("words", "en") | words_of("words", "shared")
    return small | words_of("words", "everyday")
