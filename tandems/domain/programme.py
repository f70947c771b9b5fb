"""A mentoring programme, who takes part, and what they released for matching."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from tandems.domain.vocabulary import Mode, Role

DEFAULT_SESSIONS: Final = 6
"""Sessions per run; source: METHOD 1.2 B6."""
DEFAULT_WEEKS: Final = 26
"""Length of a run in weeks; source: METHOD 1.2 B6."""
DEFAULT_MINUTES: Final = 60
"""Length of a session in minutes; source: METHOD 2.1."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A company or other body whose people take part."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Programme:
    """One run of mentoring; ``country`` (ISO 3166) picks the contacts of the refer cards."""

    id: str
    name: str
    organisation_id: str
    mode: Mode
    starts_on: date
    sessions: int = DEFAULT_SESSIONS
    weeks: int = DEFAULT_WEEKS
    minutes: int = DEFAULT_MINUTES
    country: str = "DE"
    version: int = 1


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A person in a programme; ``joined_at`` is the person's own, dated act, or None (invited).

    ``capacity`` is how many tandems this person can hold in this role.
    """

    id: str
    programme_id: str
    person_id: str
    role: Role
    capacity: int = 1
    joined_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class LearningWish:
    """What a person wants to learn; seen by the coordinator and suggested partners once released.

    ``text`` holds the person's own words, ``label`` a confirmed noun phrase of at most six
    words, ``priority`` 1 (most important) to 5.
    """

    id: str
    enrolment_id: str
    text: str
    label: str
    priority: int = 3
    released_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Offer:
    """What a person can share; same rights as a learning wish."""

    id: str
    enrolment_id: str
    text: str
    label: str
    released_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Participant:
    """An enrolment with its person and what was released: what matching works on."""

    enrolment: Enrolment
    person_id: str
    name: str
    languages: tuple[str, ...]
    organisation_id: str
    department: str
    wishes: tuple[LearningWish, ...]
    offers: tuple[Offer, ...]
    location: str = ""
    availability: str = ""
    working_style: str = ""
    under_18: bool = False
