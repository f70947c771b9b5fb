"""The planner's own sentences, read from ``wording.yaml``."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

import yaml

from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import Language

_FILE: Final = Path(__file__).parent / "wording.yaml"


@lru_cache(maxsize=1)
def _texts() -> dict[str, BilingualText]:
    raw: dict[str, dict[str, str]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {key: BilingualText(text["de"], text["de"], text["en"]) for key, text in raw.items()}


def wording(key: str) -> BilingualText:
    """Return the sentence of ``key``; KeyError if there is none."""
    return _texts()[key]


def format_date(day: date, language: Language) -> str:
    """Return a date as readers of ``language`` write it."""
    if language is Language.DE:
        return f"{day.day}.{day.month}.{day.year}"
    return f"{day.day} {day:%b %Y}"
