"""Titles that say something and prose of the length its format asks for."""

import re
from collections.abc import Iterator
from typing import Final

from knowledge.guides import Guide, Library
from knowledge.lint.finding import Finding
from tandems.domain.vocabulary import Language

LEAST_WORDS: Final = 400
LEAST_WORDS_ON_CARDS: Final = 120
MOST_WORDS: Final = 900
_CARDS: Final = ("card_set", "refer_card")
_WORD: Final = re.compile(r"\S*\w\S*")


def prose_findings(library: Library) -> Iterator[Finding]:
    """Yield empty titles and purposes, and prose that is too short or too long.

    Source: METHOD 4 (400 to 900 words; card sets and refer cards from 120).
    """
    for guide in library.guides.values():
        least = LEAST_WORDS_ON_CARDS if guide.spec.format in _CARDS else LEAST_WORDS
        for language in Language:
            yield from _blanks(guide, language)
            words = words_in(guide, language)
            if not least <= words <= MOST_WORDS:
                wanted = f"{words} words, wanted {least} to {MOST_WORDS}"
                yield Finding(guide.spec.id, f"{language}.md", "length", wanted)


def words_in(guide: Guide, language: Language) -> int:
    """Return the words of a guide's sections; headings and front matter do not count."""
    return sum(len(_WORD.findall(section.markdown)) for section in guide.sections[language])


def _blanks(guide: Guide, language: Language) -> Iterator[Finding]:
    english = language is Language.EN
    for name, text in (("title", guide.title), ("purpose", guide.purpose)):
        if not (text.en if english else text.de_du):
            yield Finding(guide.spec.id, f"{language}.md", "title", f"the {name} is empty")
    for section in guide.sections[language]:
        if not section.markdown:
            item = f"{language}.md#{section.anchor}"
            yield Finding(guide.spec.id, item, "title", "a heading without text")
