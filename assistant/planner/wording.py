"""The planner's own sentences, read from ``wording.yaml``, and dates as readers write them."""

from datetime import date
from pathlib import Path
from typing import Final

from assistant.wording import load_wording
from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import Language

_FILE: Final = Path(__file__).parent / "wording.yaml"


def wording(key: str) -> BilingualText:
    """Return the planner's sentence of ``key``; KeyError if there is none."""
    return load_wording(_FILE)[key]


def format_date(day: date, language: Language) -> str:
    """Return a date as readers of ``language`` write it."""
    if language is Language.DE:
        return f"{day.day}.{day.month}.{day.year}"
    return f"{day.day} {day:%b %Y}"
