"""Which language a text is written in, told by its small words."""

from functools import lru_cache
from typing import Final

from assistant.lexicon import words_of
from tandems.domain.vocabulary import Language

_UMLAUTS: Final = frozenset("äöüÄÖÜß")
_LONG: Final = 6
"""An ending tells nothing in a word shorter than this."""


@lru_cache(maxsize=2)
def telling_words(language: Language) -> frozenset[str]:
    """Return words that occur in ``language`` and not in the other one."""
    other = Language.EN if language is Language.DE else Language.DE
    return words_of("words", language) - words_of("words", other) - words_of("words", "shared")


def language_of(text: str, tokens: list[str], hint: Language) -> Language:
    """Return the language most small words of the text belong to.

    On a tie the endings of its longer words tell, then ``hint``.
    """
    german = sum(token in telling_words(Language.DE) for token in tokens)
    english = sum(token in telling_words(Language.EN) for token in tokens)
    german += any(sign in _UMLAUTS for sign in text)
    if german == english:
        german, english = _ending(tokens, Language.DE), _ending(tokens, Language.EN)
    if german == english:
        return hint
    return Language.DE if german > english else Language.EN


def _ending(tokens: list[str], language: Language) -> int:
    endings = tuple(words_of("words", f"endings_{language}"))
    return sum(len(token) >= _LONG and token.endswith(endings) for token in tokens)
