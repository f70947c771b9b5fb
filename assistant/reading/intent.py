"""What a message wants, by the first rule that fits."""

from dataclasses import dataclass
from typing import Final

from assistant.lexicon import pattern
from assistant.reading.slots import FILES
from assistant.understanding import Intent


@dataclass(frozen=True, slots=True)
class Clues:
    """What else was read in the message and weighs in."""

    minutes: bool
    day: bool
    vetoes: bool
    pace: bool
    topics: bool


_NAMES: Final = (
    "order",
    "again",
    "how",
    "adapt",
    "questions",
    "goals",
    "ask_guide",
    "guide",
    "wishes",
    "agenda",
    "plan",
    "change",
)
_FRAGMENT: Final = 7
"""A message of at most so many words that names only a change is one."""


def intent_of(stream: str, clues: Clues) -> Intent:
    """Return the intent of the words."""
    said = {name: _says(stream, name) for name in _NAMES}
    rules = _rules(stream, said, clues)
    return next(intent for fits, intent in rules if fits)


def orders_agenda(stream: str) -> bool:
    """Return whether the words plainly order an agenda."""
    return _says(stream, "order")


def _rules(stream: str, said: dict[str, bool], clues: Clues) -> tuple[tuple[bool, Intent], ...]:
    timed = clues.minutes or clues.day
    changes_nothing = not (timed or said["change"] or said["plan"])
    short = len(stream.split()) <= _FRAGMENT
    asks = stream.endswith("?")
    return (
        (_says_nothing_of_ours(stream, said, clues), "other"),
        (said["order"] and not said["again"], "agenda"),
        (said["how"] and not clues.minutes, "ask_guide"),
        (said["goals"] and changes_nothing and not said["questions"], "goals"),
        (said["adapt"] and not _starts_new(stream, said, clues), "adapt"),
        (said["questions"], "questions"),
        (said["wishes"] and not timed and not said["plan"], "wishes"),
        (said["guide"] and not clues.minutes, "ask_guide"),
        (said["goals"] and not timed, "goals"),
        (said["ask_guide"] and not timed, "ask_guide"),
        (timed or said["agenda"], "agenda"),
        ((clues.vetoes or clues.pace) and short, "adapt"),
        (clues.topics, "ask_guide" if asks else "agenda"),
        (True, "other"),
    )


def _says(stream: str, name: str) -> bool:
    return pattern(f"intents.{name}", *FILES).search(stream) is not None


def _says_nothing_of_ours(stream: str, said: dict[str, bool], clues: Clues) -> bool:
    if not pattern("offtopic", *FILES).search(stream):
        return False
    return not (
        clues.minutes or clues.vetoes or said["order"] or said["questions"] or said["goals"]
    )


def _starts_new(stream: str, said: dict[str, bool], clues: Clues) -> bool:
    if said["change"]:
        return False
    return (clues.minutes and len(stream.split()) > 4) or said["questions"] or said["guide"]
