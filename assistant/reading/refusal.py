"""Requests that are declined: others' content, steering by text, judging people, bent rules."""

from typing import Final

from assistant.lexicon import pattern
from assistant.understanding import Refusal

_FILES: Final = ("refusal_de", "refusal_en")
_ORDER: Final[tuple[Refusal, ...]] = (
    "injection",
    "others_content",
    "judging_people",
    "hard_rule",
)


def refusal_of(stream: str) -> Refusal | None:
    """Return why the words cannot be done, or None."""
    for refusal in _ORDER:
        text = pattern(f"{refusal}.unless", *_FILES).sub(" _ ", stream)
        if pattern(f"{refusal}.patterns", *_FILES).search(text):
            return refusal
    return None
