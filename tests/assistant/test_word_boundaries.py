"""No pattern of the reading begins or ends inside a longer word."""

import importlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

import assistant.lexicon
from assistant.lexicon import pattern, read
from assistant.reading import dates, minutes, slots

PARSER: Any = importlib.import_module("re._parser")
FOLLOWS_A_SPAN = {"_AFTER_NOT"}
"""Matched where another pattern ended, so that a word may go on."""
PATTERN_FILES = ("understand_de", "understand_en", "refusal_de", "refusal_en")
MORE_FILES = ("refer_de", "refer_en", "topics")
NO_PATTERNS = {"macros", "frame"}


def compiled(value: object) -> Iterable[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from compiled(one)


def module_patterns() -> Iterable[tuple[str, re.Pattern[str]]]:
    for module in (dates, minutes, slots):
        for name, value in vars(module).items():
            if name not in FOLLOWS_A_SPAN:
                yield from ((f"{module.__name__}{name}", one) for one in compiled(value))
    yield from (("minutes", one) for one in compiled(minutes._expressions()))


def opens_at_boundary(items: Any) -> bool:
    """Tell whether whatever the parsed pattern matches first cannot lie inside a word."""
    for operation, argument in items:
        match str(operation):
            case "AT" | "ASSERT_NOT" | "ASSERT":
                return True
            case "LITERAL":
                return not chr(argument).isalnum()
            case "IN":
                return all(str(op) == "LITERAL" and not chr(one).isalnum() for op, one in argument)
            case "SUBPATTERN":
                return opens_at_boundary(argument[-1])
            case "BRANCH":
                return all(opens_at_boundary(branch) for branch in argument[1])
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                if not opens_at_boundary(argument[2]):
                    return False
            case _:
                return False
    return True


def keys(data: Mapping[str, object], before: str = "") -> Iterable[str]:
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from keys(value, f"{before}{key}.")
        elif key not in NO_PATTERNS and not before.startswith("macros"):
            yield f"{before}{key}"


def test_the_walk_notices_a_missing_boundary() -> None:
    assert not opens_at_boundary(PARSER.parse(r"(?:lost|losing)(?: \w+){0,2} $"))
    assert not opens_at_boundary(PARSER.parse(r"\bnur|only"))
    assert opens_at_boundary(PARSER.parse(r"(?<!\w)(?:lost|losing)"))


def test_every_pattern_of_the_readers_begins_at_a_word() -> None:
    found = list(module_patterns())
    assert len(found) > 30
    assert [name for name, one in found if not opens_at_boundary(PARSER.parse(one.pattern))] == []


@pytest.mark.parametrize("name", [*PATTERN_FILES, *MORE_FILES])
def test_every_pattern_of_the_lexicons_is_of_whole_words(name: str) -> None:
    assert (Path(assistant.lexicon.__file__).parent / f"{name}.yaml").exists()
    for key in keys(read(name)):
        source = pattern(key, name).pattern
        assert source.startswith(r"(?<!\w)(?:"), key
        assert source.endswith(r")(?!\w)"), key


@pytest.mark.parametrize(
    ("text", "minutes_said"),
    [
        ("Closing session with 45 minutes", 45),
        ("disclosing things for 30 minutes", 30),
        ("45 Minuten per Video", 45),
        ("45 minutes per session", 45),
        ("Stand alle 20 Minuten", None),
        ("Es geht 15 Minuten für die Pause drauf", None),
        ("60 Miunten", 60),
        ("half an hr", 30),
    ],
)
def test_lengths_are_read_beside_words_that_hold_other_words(
    text: str, minutes_said: int | None
) -> None:
    assert minutes.minutes_in(text.casefold().replace("ü", "ue")) == minutes_said
