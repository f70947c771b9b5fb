"""Numbers in digits and in words, German and English."""

from collections.abc import Mapping
from functools import lru_cache

from assistant.lexicon import read
from assistant.reading import folded


@lru_cache(maxsize=1)
def number_words() -> Mapping[str, int]:
    """Return every folded number word from 1 to 99 and a few above, with its value."""
    table: dict[str, int] = {}
    for language in ("de", "en"):
        entries = read("numbers")[language]
        if isinstance(entries, dict):
            table |= {folded(str(word)): int(value) for word, value in entries.items()}
    units = {word: value for word, value in table.items() if 0 < value < 10}
    tens = {word: value for word, value in table.items() if 20 <= value < 100}
    for unit, ones in units.items():
        for ten, value in tens.items():
            table[f"{unit}und{ten}"] = value + ones
            table[f"{ten} {unit}"] = value + ones
            table[f"{ten}-{unit}"] = value + ones
    return table


@lru_cache(maxsize=1)
def number_expression() -> str:
    """Return a regular expression for a number in digits or words, longest word first."""
    names = sorted(number_words(), key=len, reverse=True)
    return r"(?:\d{1,3}(?:[.,]\d{1,2})?|" + "|".join(names) + ")"


def value_of(text: str) -> float:
    """Return the number that ``text`` spells; KeyError if it spells none."""
    if text[0].isdigit():
        return float(text.replace(",", "."))
    return float(number_words()[text])
