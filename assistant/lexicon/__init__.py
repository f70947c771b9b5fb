"""Word lists and patterns as data, compiled once into regular expressions.

A pattern is written in plain words and matched against ``assistant.reading.words``:
``word*`` any ending, ``*word`` any beginning, ``~3`` up to three words in between,
``{name}`` one of the words of a macro; groups, ``|`` and ``?`` mean what they mean in ``re``.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import yaml

from assistant.reading import folded

_FOLDER: Final = Path(__file__).parent
_MACRO: Final = re.compile(r"\{([a-z_]+)\}")
_GAP: Final = re.compile(r" ~(\d+) ")
_NESTING: Final = 4
_FOLDED: Final = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss", ord("'"): ""}
_NEVER: Final = re.compile(r"(?!)")


@lru_cache(maxsize=32)
def read(name: str) -> Mapping[str, object]:
    """Return a lexicon file as plain data."""
    data = yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return dict(data)


def strings(value: object) -> tuple[str, ...]:
    """Return a YAML list of strings; TypeError if it is something else."""
    if not isinstance(value, list):
        raise TypeError(f"a lexicon lists strings, not {type(value).__name__}")
    return tuple(str(one) for one in value)


def words_of(name: str, key: str) -> frozenset[str]:
    """Return the folded words listed under ``key``."""
    return frozenset(word for line in strings(read(name)[key]) for word in folded(line).split())


@lru_cache(maxsize=256)
def pattern(key: str, *names: str) -> re.Pattern[str]:
    """Return one expression for all patterns under ``key`` in the files ``names``.

    A dotted key reaches into a nested mapping; a file without the key adds nothing.
    """
    parts = [part for name in names for part in _sources(read(name), key)]
    if not parts:
        return _NEVER
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)")


def _sources(data: Mapping[str, object], key: str) -> Iterable[str]:
    node: object = data
    for step in key.split("."):
        if not isinstance(node, Mapping) or step not in node:
            return ()
        node = node[step]
    macros = data.get("macros", {})
    table = (
        {name: strings(words) for name, words in macros.items()}
        if isinstance(macros, Mapping)
        else {}
    )
    return [expression(source, table) for source in strings(node)]


def expression(source: str, macros: Mapping[str, Sequence[str]]) -> str:
    """Translate one pattern of the word language into a regular expression."""
    text = source.strip()
    for _ in range(_NESTING):
        text = _MACRO.sub(lambda found: "(?:" + "|".join(macros[found[1]]) + ")", text)
    text = text.translate(_FOLDED)
    text = re.sub(r"(?<!\\)\((?!\?)", "(?:", text)
    text = re.sub(r" ~\d+ ?(?=\||\)|$)", "", text)
    text = re.sub(r"(?<=\)) (?=\||$)", "", text)
    text = re.sub(r" \?~(\d+) ?", r"(?: ?\\b\\w++){0,\1} ?", text)
    text = _GAP.sub(r"(?: \\w++){0,\1} ", text)
    text = re.sub(r"(?<![\w)])\*", r"\\w*", text)
    return re.sub(r"(?<=[a-z0-9])(?<!\\w)\*", r"\\w*+", text)
