"""Steps that every journey takes, and what it writes and expects in each language."""

from pathlib import Path
from typing import Any, Final

import yaml
from playwright.sync_api import Page

Said = dict[str, Any]
"""The texts of one journey in one language."""
SOON_MS: Final = 20_000
LANGUAGES: Final = ("de", "en")
_FILE: Final = Path(__file__).parent / "texts.yaml"
_TEXTS: Final[dict[str, Said]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))


def texts(language: str, journey: str) -> Said:
    """Return what a journey writes and expects."""
    said: Said = _TEXTS[language][journey]
    return said


def act(page: Page, form: str, do: str) -> None:
    """Press a button of one of our own forms."""
    page.locator(f'form[data-to="{form}"] button[value="{do}"]:visible').first.click()


def send(page: Page, form: str, text: str) -> None:
    """Write a message and send it."""
    page.locator(f'form[data-to="{form}"] textarea[name=message]').fill(text)
    act(page, form, "say")
