"""Documents that speak to the assistant, and the words they want to see in its answers."""

import re
from collections.abc import Iterable
from typing import Final

from assistant.lexicon import pattern
from assistant.reading import folded, words
from assistant.reading.refusal import refusal_of

_SHOUTED: Final = re.compile(r"(?<!\w)[A-ZÄÖÜ][A-ZÄÖÜ0-9_-]{3,}(?!\w)")
_DICTATED: Final = re.compile(r"[„“\"‚'«»‘]([^„“”\"‚'«»’]{3,120})[”“\"'’«»‘]")
_LINK: Final = re.compile(r"(?:https?://|www\.)\S+|\b[\w.-]+@[\w.-]+\.\w{2,}\b", re.IGNORECASE)
_LONE_LETTERS: Final = 3


def dictated_by(documents: Iterable[str]) -> tuple[str, ...]:
    """Return, folded, what the instructing ones among ``documents`` want to see in answers."""
    parts = (folded(part) for one in documents if instructs(one) for part in _dictated(one))
    return tuple(dict.fromkeys(part for part in parts if len(part) >= _LONE_LETTERS))


def instructs(document: str) -> bool:
    """Say whether a document speaks to the assistant or says how answers are to be written."""
    stream = words(document)
    dictates = pattern("dictates", "output_de", "output_en").search(stream)
    return bool(dictates) or refusal_of(stream) == "injection"


def _dictated(document: str) -> list[str]:
    named = pattern("payload", "output_de", "output_en").finditer(words(document))
    return [
        *_SHOUTED.findall(document),
        *_DICTATED.findall(document),
        *_LINK.findall(document),
        *(match[0].split()[-1] for match in named),
    ]
