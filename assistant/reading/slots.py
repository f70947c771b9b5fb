"""What is wished besides a length: pace, vetoes, place, role, number of questions, topics."""

import re
from functools import lru_cache
from typing import Final, get_args

from assistant.lexicon import pattern
from assistant.lexicon import read as read_lexicon
from assistant.reading.numbers import number_expression, value_of
from tandems.domain.brief import Pace, Veto
from tandems.domain.vocabulary import Role

FILES: Final = ("understand_de", "understand_en")
_VETOES: Final[tuple[Veto, ...]] = get_args(Veto)
_MAX_QUESTIONS: Final = 12
_CLAUSE: Final = re.compile(r"[,;.:!?\n]| (?:aber|sondern|but|dafuer|lieber|rather|because|weil) ")
_LIST_ITEM: Final = 3
"""A piece of at most so many words goes on with the list before it."""


def pace_of(stream: str) -> Pace | None:
    """Return the pace the words ask for, or what they tell about the state of the two."""
    if pattern("pace_calm", *FILES).search(stream):
        return "calm"
    return "usual" if pattern("pace_usual", *FILES).search(stream) else None


def vetoes_of(plain: str) -> frozenset[Veto]:
    """Return what the folded text does not want, clause by clause."""
    found: set[Veto] = set()
    negated = False
    for piece in _CLAUSE.split(plain.replace("'", "")):
        clause = " ".join(re.findall(r"\w+", piece))
        goes_on = negated and len(clause.split()) <= _LIST_ITEM
        negated = goes_on or bool(pattern("veto_cues", *FILES).search(clause))
        if negated:
            found |= {
                veto for veto in _VETOES if pattern(f"veto_words.{veto}", *FILES).search(clause)
            }
    return frozenset(found)


def remote_of(stream: str) -> bool | None:
    """Return whether the two meet at a distance, if it was said."""
    if pattern("remote_no", *FILES).search(stream):
        return False
    return True if pattern("remote_yes", *FILES).search(stream) else None


def role_of(stream: str) -> Role | None:
    """Return whom questions or goals are for, if one role was named."""
    for role in (Role.MENTEE, Role.MENTOR):
        if pattern(f"role.target_{role}", *FILES).search(stream):
            return role
    named = [
        (match.start(), role)
        for role in (Role.MENTOR, Role.MENTEE)
        if (match := pattern(f"role.{role}", *FILES).search(stream))
    ]
    both = len(named) == 2 and " und " in stream or " and " in stream and len(named) == 2
    return None if both or not named else min(named)[1]


def question_count_of(stream: str) -> int | None:
    """Return how many questions are asked for, if a number was said."""
    text = pattern("not_a_number", *FILES).sub(" ", stream)
    for match in _counted().finditer(text):
        count = round(value_of(match[1]))
        if 0 < count <= _MAX_QUESTIONS:
            return count
    return None


@lru_cache(maxsize=1)
def _counted() -> re.Pattern[str]:
    things = pattern("counted", *FILES).pattern
    return re.compile(rf"(?<![\w])({number_expression()}) (?:\w+ ){{0,2}}?{things}")


def topics_of(stream: str) -> tuple[str, ...]:
    """Return the topic slugs the words name, in the order of the vocabulary."""
    return tuple(slug for slug in read_lexicon("topics") if pattern(slug, "topics").search(stream))
