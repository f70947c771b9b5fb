"""Every text a reader sees, by key, from ``locales/<language>/<area>.json``."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Final

from tandems.domain.vocabulary import Address, Language

FOLDER: Final = Path(__file__).parent / "locales"
Entry = str | Mapping[str, str]


class TextMissing(KeyError):
    """No such key, a placeholder without a value, or an address that is not known yet."""


class Texts:
    """The texts of one language; German ones that address a reader need to know how.

    An entry is a string, or ``{"du": …, "sie": …}`` where it addresses its reader. A page's
    fixed labels are built once for everybody, so they do without an address.
    """

    def __init__(self, language: Language, address: Address | None = None) -> None:
        self.language = language
        self.address = address
        self._entries = load_entries(language)

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def t(self, key: str, **values: object) -> str:
        """Return the text for ``area.key`` with its placeholders filled.

        Raises:
            TextMissing: the key, a value or the reader's address is missing.
        """
        entry = self._entries.get(key)
        if entry is None:
            raise TextMissing(f"{self.language}: {key}")
        text = entry if isinstance(entry, str) else self._addressed(key, entry)
        missing = placeholders(text) - values.keys()
        if missing:
            raise TextMissing(f"{self.language}: {key} needs {sorted(missing)}")
        return text.format(**values)

    def _addressed(self, key: str, forms: Mapping[str, str]) -> str:
        if self.address is None:
            raise TextMissing(f"{self.language}: {key} addresses its reader")
        return forms[self.address]


def placeholders(text: str) -> set[str]:
    """Return the names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@cache
def load_entries(language: Language) -> Mapping[str, Entry]:
    """Return all entries of a language; the file's name prefixes the key."""
    entries: dict[str, Entry] = {}
    for path in sorted((FOLDER / language).glob("*.json")):
        area: dict[str, Entry] = json.loads(path.read_text(encoding="utf-8"))
        entries |= {f"{path.stem}.{key}": entry for key, entry in area.items()}
    return entries
