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
_BENT: Final = ("dependence", "rivalry", "consent", "pressure", "naming", "block")
"""What of the matching rules may be bent: a fact that forbids beside an act that ignores it."""


def refusal_of(stream: str, *, plans_session: bool) -> Refusal | None:
    """Return why the words cannot be done, or None.

    With ``plans_session`` the message orders a session: bosses, rivals and a no that it tells of
    are what the session is about, no rule to bend.
    """
    for refusal in _ORDER:
        if refusal == "hard_rule" and plans_session:
            return None
        text = pattern(f"{refusal}.unless", *_FILES).sub(" _ ", stream)
        if pattern(f"{refusal}.patterns", *_FILES).search(text):
            return refusal
    return "hard_rule" if _bends_a_rule(stream) else None


def _bends_a_rule(stream: str) -> bool:
    text = pattern("hard_rule.unless", *_FILES).sub(" _ ", stream)
    return any(
        pattern(f"together.{name}.fact", *_FILES).search(text)
        and pattern(f"together.{name}.act", *_FILES).search(text)
        for name in _BENT
    )
