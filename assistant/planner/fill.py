"""Filling names, dates and the pair's own words into guide texts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from assistant.planner.wording import format_date
from knowledge.guides import Library
from tandems.domain.agenda import OwnWords
from tandems.domain.brief import SessionBrief
from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import Language, Lead, Mode, Role

_PLACEHOLDER: Final = re.compile(r"\{([a-z]+)\}")
_SHARED_ORIGINS: Final = ("shared_note", "commitment")
_MAX_OWN_WORDS: Final = 90
"""Characters of the pair's own words that still read well inside a sentence."""

FillValue = str | date


@lru_cache(maxsize=2)
def needs_of(library: Library) -> Mapping[str, frozenset[str]]:
    """Return which placeholders every block and question has to have filled, by id."""
    needs = {}
    for block in library.all_blocks():
        texts = [block.title, *block.steps]
        texts += [text for text in (block.outcome, block.evidence, block.material) if text]
        needs[block.id] = frozenset().union(*(placeholders(one.bilingual()) for one in texts))
    for question in library.all_questions():
        needs[question.id] = placeholders(question.text.bilingual())
    return needs


def placeholders(text: BilingualText) -> frozenset[str]:
    """Return the names of every placeholder in any form of ``text``."""
    found = _PLACEHOLDER.findall(f"{text.de_du} {text.de_sie} {text.en}")
    return frozenset(found)


def fill(text: BilingualText, values: Mapping[str, FillValue]) -> BilingualText:
    """Return ``text`` with its placeholders filled; values are never read as templates."""
    return BilingualText(
        _fill(text.de_du, values, Language.DE),
        _fill(text.de_sie, values, Language.DE),
        _fill(text.en, values, Language.EN),
    )


def _fill(text: str, values: Mapping[str, FillValue], language: Language) -> str:
    def replacement(match: re.Match[str]) -> str:
        value = values[match[1]]
        return value if isinstance(value, str) else format_date(value, language)

    return _PLACEHOLDER.sub(replacement, text)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a brief offers for placeholders, and which of it are the pair's own words."""

    values: Mapping[str, FillValue]
    own_words: Mapping[str, OwnWords]

    def can_fill(self, text: BilingualText) -> bool:
        """Say whether every placeholder of ``text`` has a value."""
        return placeholders(text) <= set(self.values)

    def used_in(self, text: BilingualText) -> tuple[OwnWords, ...]:
        """Return the own words that filling ``text`` puts into it."""
        names = sorted(placeholders(text) & set(self.own_words))
        return tuple(self.own_words[name] for name in names)

    def for_role(self, role: Lead, brief: SessionBrief) -> "Facts":
        """Return these facts plus ``partner``, the other person as ``role`` sees it."""
        if brief.mode is Mode.PEER or role not in (Lead.MENTOR, Lead.MENTEE):
            return self
        other = Role.MENTEE if role is Lead.MENTOR else Role.MENTOR
        return Facts({**self.values, "partner": brief.person(other).name}, self.own_words)


def facts_of(brief: SessionBrief) -> Facts:
    """Collect what the brief's facts can fill; nothing from the writer's own chat is among it."""
    own: dict[str, OwnWords] = {}
    if brief.goals:
        goal = brief.goals[0]
        own["goal"] = OwnWords(_short(goal.label or goal.text), goal.language)
    if brief.open_commitments:
        commitment = brief.open_commitments[0]
        own["commitment"] = OwnWords(_short(commitment.text), commitment.language)
    if brief.situation is not None and brief.situation.origin in _SHARED_ORIGINS:
        own["event"] = OwnWords(_short(brief.situation.text), brief.language)
    values: dict[str, FillValue] = {name: words.text for name, words in own.items()}
    values["date"] = brief.next_on
    if brief.mode is not Mode.PEER:
        values["mentor"] = brief.person(Role.MENTOR).name
        values["mentee"] = brief.person(Role.MENTEE).name
    return Facts(values, own)


def _short(text: str) -> str:
    line = " ".join(text.split()).rstrip(".")
    if len(line) <= _MAX_OWN_WORDS:
        return line
    return line[:_MAX_OWN_WORDS].rsplit(" ", 1)[0] + " …"
