"""The fixed sets every part of Tandem agrees on: stages, modes, roles, leads, block kinds."""

from enum import StrEnum
from typing import Final


class Language(StrEnum):
    """A language the product speaks; German and English are equals."""

    DE = "de"
    EN = "en"


class Address(StrEnum):
    """How German text addresses its reader; English knows no difference."""

    DU = "du"
    SIE = "sie"


class Stage(StrEnum):
    """The arc of a run, S1 to S6 (METHOD 2.1; Kram 1983, Zachary 2000)."""

    KICK_OFF = "kick_off"
    GOALS = "goals"
    WORK = "work"
    MID_TERM = "mid_term"
    TRANSFER = "transfer"
    CLOSURE = "closure"


class Mode(StrEnum):
    """The kind of mentoring; in ``reverse`` the junior person is the mentor."""

    CLASSIC = "classic"
    REVERSE = "reverse"
    PEER = "peer"
    CROSS_COMPANY = "cross_company"


class Role(StrEnum):
    """A person's role in one tandem or one programme; stored, never inferred."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    PEER = "peer"


class Lead(StrEnum):
    """Who leads an agenda block; for ``both`` and ``peer`` the first speaker is named."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    BOTH = "both"
    PEER = "peer"


class BlockKind(StrEnum):
    """What an agenda block is for."""

    CHECK_IN = "check_in"
    FOLLOW_UP = "follow_up"
    OUTCOME = "outcome"
    STORY = "story"
    WORK = "work"
    GIVE_BACK = "give_back"
    REFLECT = "reflect"
    COMMIT = "commit"
    CHECK_OUT = "check_out"
    BREAK = "break"
    REVIEW = "review"
    CONTRACT = "contract"


class Level(StrEnum):
    """Depth a question invites, D1 (what happened) to D4 (assumptions), METHOD 3.4."""

    D1 = "D1"
    D2 = "D2"
    D3 = "D3"
    D4 = "D4"


class QuestionType(StrEnum):
    """What a reflection question asks for; a set mixes at least three."""

    FACT = "fact"
    REASON = "reason"
    PERSPECTIVE = "perspective"
    ASSUMPTION = "assumption"
    CHOICE = "choice"
    SCALING = "scaling"
    APPRECIATION = "appreciation"
    TRANSFER = "transfer"


class Move(StrEnum):
    """A power-distance move that a block carries (METHOD 2.5)."""

    MENTOR_OPENS_AND_CLOSES = "mentor_opens_and_closes"
    NEUTRAL_PLACE = "neutral_place"
    MENTEE_SPEAKS_LAST = "mentee_speaks_last"
    SILENCE_AFTER_QUESTION = "silence_after_question"
    MENTEE_MIRRORS = "mentee_mirrors"
    PERMISSION_TO_SKIP = "permission_to_skip"
    MENTEE_MISTAKE_FIRST = "mentee_mistake_first"
    NO_MULTITASKING = "no_multitasking"
    ADDRESS_AGREED = "address_agreed"
    TIME_CREDITED = "time_credited"
    ATTENDANCE_ONLY = "attendance_only"
    PRIVATE_SAFETY_CHECK = "private_safety_check"
    NO_FAVOURS = "no_favours"
    EXPERIENCE_BY_OFFER = "experience_by_offer"
    THANKS_BEFORE_CONTENT = "thanks_before_content"


class SafetyClass(StrEnum):
    """How carefully a guide's text is handled; classes are never mixed in retrieval."""

    NORMAL = "normal"
    SENSITIVE = "sensitive"
    REFER = "refer"


TOPICS: Final[tuple[str, ...]] = (
    "social_media",
    "digital_tools",
    "digital_communication",
    "digital_fitness",
    "trends_ai",
    "agile",
    "startup_culture",
    "new_work",
    "ways_of_working",
    "leadership_expectations",
    "generations",
    "recruiting",
    "employer_branding",
    "change",
    "innovation",
    "collaboration",
    "diversity",
    "networking",
    "career",
    "leading_teams",
    "strategy",
    "industry",
    "emotional_intelligence",
    "conflict",
)
"""Topic slugs D1–D24 in METHOD 1.4's order."""

PROCESS_TOPICS: Final[tuple[str, ...]] = (
    "roles",
    "readiness",
    "matching",
    "rapport",
    "power",
    "contract",
    "confidentiality",
    "goals",
    "method",
    "reflection",
    "strengths",
    "review",
    "questions",
    "ritual",
    "agenda",
    "feedback",
    "transfer",
    "closure",
    "practice",
    "trouble",
    "boundary",
    "breach",
    "crisis",
    "harm",
    "exit",
    "remote",
    "access",
    "language",
    "privacy",
    "works_council",
    "skills",
    "programme",
    "evaluation",
)
"""Slugs of the process itself, beside the topics people bring."""
