"""What a message was understood to ask for, and what the gates at the door found in it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tandems.domain.brief import Pace, Veto
from tandems.domain.vocabulary import Language, Role

Intent = Literal["agenda", "questions", "goals", "ask_guide", "adapt", "wishes", "refer", "other"]
ReferCategory = Literal[
    "danger_to_life",
    "self_harm",
    "violence",
    "harassment",
    "discrimination",
    "illness",
    "addiction",
    "legal",
]
Refusal = Literal["others_content", "injection", "judging_people", "hard_rule"]
"""Why a request is declined: G3, G7, G5, G6."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """One message, read once; every field that was not said is None or empty.

    ``minutes`` is the session length asked for, as given, even when out of range. ``topics`` are
    topic slugs, ``subject`` the words that say what the session or question is about.
    """

    language: Language
    intent: Intent
    subject: str = ""
    minutes: int | None = None
    session_on: date | None = None
    pace: Pace | None = None
    vetoes: frozenset[Veto] = frozenset()
    remote: bool | None = None
    question_role: Role | None = None
    question_count: int | None = None
    topics: tuple[str, ...] = ()
    refer: ReferCategory | None = None
    refusal: Refusal | None = None
