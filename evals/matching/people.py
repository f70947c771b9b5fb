"""Labelled people as matching sees them: joined, open to both languages, nothing else known."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from evals.matching.cases import LabelledCohort
from tandems.domain.programme import Enrolment, LearningWish, Offer, Participant
from tandems.domain.vocabulary import Role

PROGRAMME: Final = "labelled"
JOINED: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""Any moment will do: matching asks only whether there is one."""


def participants(cohort: LabelledCohort) -> list[Participant]:
    """Return everybody; wishes have equal priority and no labels, as the data has none."""
    asking = [mentee(one.id, {item.id: item.text for item in one.wishes}) for one in cohort.mentees]
    giving = [
        mentor(one.id, {item.id: item.text for item in one.offers}, capacity=one.capacity)
        for one in cohort.mentors
    ]
    return [*asking, *giving]


def mentee(person_id: str, texts: Mapping[str, str]) -> Participant:
    """Return a mentee with these wishes by id."""
    wishes = tuple(LearningWish(key, person_id, text, "") for key, text in texts.items())
    return _person(person_id, Role.MENTEE, 1, (wishes, ()))


def mentor(person_id: str, texts: Mapping[str, str], *, capacity: int = 1) -> Participant:
    """Return a mentor with these offers by id."""
    offers = tuple(Offer(key, person_id, text, "") for key, text in texts.items())
    return _person(person_id, Role.MENTOR, capacity, ((), offers))


def _person(
    person_id: str,
    role: Role,
    capacity: int,
    released: tuple[tuple[LearningWish, ...], tuple[Offer, ...]],
) -> Participant:
    return Participant(
        Enrolment(person_id, PROGRAMME, person_id, role, capacity, JOINED),
        person_id,
        person_id,
        ("de", "en"),
        PROGRAMME,
        "",
        *released,
    )
