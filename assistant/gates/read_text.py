"""A text as the gates read it: folded once, however many gates look at it."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from assistant.gates.facts import GateFacts
from assistant.gates.phrases import streams_of, without
from assistant.reading import folded, words

_CLAUSE: Final = re.compile(r"[,;:.!?–—()„“”»«\"…]+")
_COMPOUND: Final = re.compile(r"\b\w+(?:-\w+)+\b")
"""Names of methods and moments, such as Check-out or Show-and-tell, in either language."""


@dataclass(frozen=True)
class ReadText:
    """One text and what the gates know; each view of it is made when first asked for."""

    text: str
    facts: GateFacts

    @cached_property
    def plain(self) -> str:
        """The text without the pair's own words."""
        return without(self.text, self.facts.own_words)

    @cached_property
    def plain_streams(self) -> tuple[str, ...]:
        """The folded words of each sentence of ``plain``."""
        return streams_of(self.plain)

    @cached_property
    def streams(self) -> tuple[str, ...]:
        """The folded words of each sentence of the whole text."""
        return self.plain_streams if self.plain == self.text else streams_of(self.text)

    @cached_property
    def folded(self) -> str:
        """The whole text in one spelling."""
        return folded(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The folded words of the whole text."""
        return tuple(words(self.text).split())

    @cached_property
    def stands_in_guides(self) -> bool:
        """Whether the text is a guide's sentence, its placeholders filled with known facts."""
        return self.facts.stands_in_guides(self.text)

    @cached_property
    def unnamed(self) -> str:
        """The text without own words, names and the titles of guides."""
        return without(self.text, self.facts.named)

    @cached_property
    def clauses(self) -> tuple[tuple[str, ...], ...]:
        """The folded words of each clause of ``unnamed``, compounds with hyphens left out."""
        parts = _CLAUSE.split(_COMPOUND.sub(" ", self.unnamed))
        return tuple(tuple(words(part).split()) for part in parts)
