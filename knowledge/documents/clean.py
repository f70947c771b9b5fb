"""Text as a reader sees it: no invisible signs, white space evened out."""

import re
import unicodedata
from typing import Final

_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ue000-\uf8ff\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
"""Control, zero-width, bidirectional, tag and private-use signs, soft hyphens, half surrogates."""


def visible(text: str) -> str:
    """Return ``text`` composed (NFC) and without signs that nobody sees."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def one_line(text: str) -> str:
    """Return the visible text with single blanks between its words."""
    return " ".join(visible(text).split())
