"""Sentences the assistant itself says, kept as data in every form a reader may need."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

import yaml

from tandems.domain.text import BilingualText

_FILE: Final = Path(__file__).parent / "wording.yaml"


@lru_cache(maxsize=8)
def load_wording(path: Path = _FILE) -> Mapping[str, BilingualText]:
    """Read a wording file: ``key: {de: text or {du, sie}, en: text}``."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {key: _bilingual(text) for key, text in raw.items()}


def wording(key: str) -> BilingualText:
    """Return the assistant's sentence of ``key``; KeyError if there is none."""
    return load_wording()[key]


def _bilingual(text: Mapping[str, str | Mapping[str, str]]) -> BilingualText:
    german, english = text["de"], text["en"]
    if isinstance(german, str):
        return BilingualText(german.strip(), german.strip(), str(english).strip())
    return BilingualText(german["du"].strip(), german["sie"].strip(), str(english).strip())
