"""The word lists of ``lexicon/wishes.yaml`` as regular expressions over text as it was written."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from assistant.lexicon import read, strings

_SPELLINGS: Final = {
    "ä": "(?:ä|ae)",
    "ö": "(?:ö|oe)",
    "ü": "(?:ü|ue)",
    "ß": "(?:ß|ss)",
    " ": r"(?:\s+)",
}
_MACRO: Final = re.compile(r"\{([a-z_]+)\}")
_NESTING: Final = 3
_FILE: Final = "wishes"


@cache
def patterns(key: str, *, whole: bool = True) -> tuple[re.Pattern[str], ...]:
    """Return the expressions under ``key``, each matching whole words only."""
    edges = (r"(?<!\w)(?:", r")(?!\w)") if whole else ("(?:", ")")
    return tuple(re.compile(edges[0] + source + edges[1], re.IGNORECASE) for source in _of(key))


@cache
def at_start(key: str) -> tuple[re.Pattern[str], ...]:
    """Return the expressions under ``key`` for the beginning of a text."""
    return tuple(re.compile(source, re.IGNORECASE) for source in _of(key))


@cache
def source_of(key: str) -> str:
    """Return the alternatives of a single entry, to build an expression from."""
    return _of(key)[0]


@cache
def words(key: str) -> frozenset[str]:
    """Return the words of an entry that lists alternatives."""
    raw = read(_FILE)[key]
    return frozenset(str(raw).split("|"))


@cache
def table(key: str) -> Mapping[str, str]:
    """Return an entry that maps words to words."""
    raw = read(_FILE)[key]
    return {str(k): str(v) for k, v in raw.items()} if isinstance(raw, Mapping) else {}


def says(key: str, text: str) -> bool:
    """Tell whether any expression under ``key`` occurs in ``text``."""
    return any(one.search(text) for one in patterns(key, whole=False))


def _of(key: str) -> tuple[str, ...]:
    raw = read(_FILE)[key]
    sources = (raw,) if isinstance(raw, str) else strings(raw)
    return tuple(_expanded(str(source)) for source in sources)


def _expanded(source: str) -> str:
    macros = read(_FILE)["macros"]
    found = macros if isinstance(macros, Mapping) else {}
    for _ in range(_NESTING):
        source = _MACRO.sub(lambda one: str(found[one[1]]), source)
    return "".join(_SPELLINGS.get(sign, sign) for sign in source)
