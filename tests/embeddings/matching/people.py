"""Invented participants for matching tests."""

from datetime import UTC, datetime

from tandems.domain.programme import Enrolment, LearningWish, Offer, Participant
from tandems.domain.vocabulary import Role

JOINED = datetime(2026, 11, 1, tzinfo=UTC)


def person(
    person_id: str,
    role: Role,
    *texts: str,
    capacity: int = 1,
    languages: tuple[str, ...] = ("de", "en"),
    joined: bool = True,
) -> Participant:
    """Make a participant whose wishes (mentee) or offers (mentor) are ``texts``."""
    enrolment = Enrolment(
        id=f"{role}-{person_id}",
        programme_id="run",
        person_id=person_id,
        role=role,
        capacity=capacity,
        joined_at=JOINED if joined else None,
    )
    wishes = tuple(
        LearningWish(f"{person_id}w{n}", enrolment.id, text, "", released_at=JOINED)
        for n, text in enumerate(texts)
        if role is Role.MENTEE
    )
    offers = tuple(
        Offer(f"{person_id}o{n}", enrolment.id, text, "", released_at=JOINED)
        for n, text in enumerate(texts)
        if role is Role.MENTOR
    )
    return Participant(
        enrolment, person_id, person_id.title(), languages, "org", "", wishes, offers
    )


def mentee(person_id: str, *wishes: str, capacity: int = 1) -> Participant:
    """Make a mentee with these wishes."""
    return person(person_id, Role.MENTEE, *wishes, capacity=capacity)


def mentor(person_id: str, *offers: str, capacity: int = 1) -> Participant:
    """Make a mentor with these offers."""
    return person(person_id, Role.MENTOR, *offers, capacity=capacity)
