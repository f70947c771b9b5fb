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
    remote: bool = False


_NAMES: Final = (
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
    if _says_nothing_of_ours(stream, said, clues):
        return "other"
    if said["goals"] and not (clues.minutes or clues.day or said["change"] or said["plan"]):
        return "questions" if said["questions"] else "goals"
    if said["adapt"] and not _starts_new(stream, said, clues):
        return "adapt"
    if said["questions"]:
        return "questions"
    if said["wishes"] and not clues.minutes and not clues.day and not said["plan"]:
        return "wishes"
    if said["guide"] and not clues.minutes:
        return "ask_guide"
    if said["goals"] and not clues.minutes and not clues.day:
        return "goals"
    if said["ask_guide"] and not clues.minutes and not clues.day:
        return "ask_guide"
    if clues.minutes or clues.day or said["agenda"]:
        return "agenda"
    if (clues.vetoes or clues.pace) and len(stream.split()) <= _FRAGMENT:
        return "adapt"
    return "agenda" if clues.topics and not stream.endswith("?") else _rest(stream, clues)


def _says(stream: str, name: str) -> bool:
    return pattern(f"intents.{name}", *FILES).search(stream) is not None


def _says_nothing_of_ours(stream: str, said: dict[str, bool], clues: Clues) -> bool:
    if not pattern("offtopic", *FILES).search(stream):
        return False
    return not (clues.minutes or clues.vetoes or said["questions"] or said["goals"])


def _starts_new(stream: str, said: dict[str, bool], clues: Clues) -> bool:
    if said["change"]:
        return False
    return (clues.minutes and len(stream.split()) > 4) or said["questions"] or said["guide"]


def _rest(stream: str, clues: Clues) -> Intent:
    return "ask_guide" if clues.topics and stream.endswith("?") else "other"
