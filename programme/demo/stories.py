"""What the pilot tandems have behind them, written by their two people through the store."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final, Literal
from uuid import uuid4

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from programme.demo.people import FOLDER
from tandems.domain.person import Account
from tandems.domain.tandem import (
    Agreement,
    Commitment,
    CommitmentStatus,
    Goal,
    Note,
    SessionStatus,
    Tandem,
)
from tandems.domain.vocabulary import Address, Language, Role
from tandems.storage.store import Store


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Agreed(_Part):
    """What a pair agreed on."""

    minutes: int
    cadence_weeks: int
    address: Address
    languages: tuple[Language, ...]
    place: Literal["on_site", "remote", "hybrid"]


class GoalStory(_Part):
    """One goal."""

    owner: Role
    language: Language
    text: str
    label: str
    evidence: str


class CommitmentStory(_Part):
    """One commitment; ``due`` in days from today."""

    owner: Role
    language: Language
    text: str
    due: int
    first_sign: str
    status: CommitmentStatus


class NoteStory(_Part):
    """One note; ``written`` in days from today."""

    author: Role
    visibility: Literal["private", "shared"]
    language: Language
    written: int
    text: str


class Story(_Part):
    """A pilot tandem: ``started`` so many days ago, with ``held`` sessions."""

    mentor: str
    mentee: str
    started: int
    held: int
    help: bool = False
    agreement: Agreed
    goals: tuple[GoalStory, ...]
    commitments: tuple[CommitmentStory, ...]
    notes: tuple[NoteStory, ...]


_STORIES: Final = TypeAdapter(tuple[Story, ...])
Cast = Mapping[Role, Account]
"""The two people of one tandem."""


def load_stories() -> tuple[Story, ...]:
    """Return the stories of the demo."""
    text = (FOLDER / "stories.yaml").read_text(encoding="utf-8")
    return _STORIES.validate_python(yaml.safe_load(text))


def sign(store: Store, cast: Cast, tandem: Tandem, *, agreed: Agreed | None, now: datetime) -> None:
    """Let the mentor put down what the two agreed on, and both sign it at ``now``."""
    agreement: Agreement = tandem.agreement
    if agreed is not None:
        agreement = replace(agreement, **agreed.model_dump())
    kept = store.tandems.update_agreement(cast[Role.MENTOR], tandem.id, agreement=agreement)
    for person in cast.values():
        store.tandems.sign_agreement(person, tandem.id, version=kept.version, now=now)


def settle(store: Store, cast: Cast, tandem_id: str, *, hour: int) -> None:
    """Move a new plan to working days and to the pair's own hour (UTC)."""
    mentor = cast[Role.MENTOR]
    moved = [
        replace(session, starts_at=_working_day(session.starts_at).replace(hour=hour))
        for session in store.tandems.sessions(mentor, tandem_id)
        if session.starts_at is not None
    ]
    store.tandems.plan_sessions(mentor, tandem_id, sessions=moved)


def _working_day(day: datetime) -> datetime:
    return day + timedelta(days=max(0, 8 - day.isoweekday()) if day.isoweekday() > 5 else 0)


def hold(store: Store, cast: Cast, tandem_id: str, *, count: int) -> None:
    """Note the first ``count`` sessions as held, on the day they were planned for."""
    mentor = cast[Role.MENTOR]
    for session in store.tandems.sessions(mentor, tandem_id)[:count]:
        if session.status is SessionStatus.PLANNED and session.starts_at is not None:
            over = session.starts_at + timedelta(minutes=session.minutes)
            store.tandems.hold_session(mentor, session.id, now=over)


def tell(store: Store, cast: Cast, tandem_id: str, *, story: Story, now: datetime) -> None:
    """Write a story's goals, commitments and notes, each by its own person."""
    today = now.date()
    for goal in story.goals:
        store.tandems.save_goal(cast[goal.owner], _goal(goal, cast, tandem_id))
    for commitment in story.commitments:
        actor = cast[commitment.owner]
        store.tandems.save_commitment(actor, _commitment(commitment, cast, tandem_id, today))
    for note in story.notes:
        author = cast[note.author]
        store.tandems.add_note(
            author,
            Note(
                id=uuid4().hex,
                tandem_id=tandem_id,
                author_id=str(author.person_id),
                visibility=note.visibility,
                text=note.text,
                language=note.language,
                created_at=now + timedelta(days=note.written),
            ),
        )
    if story.help:
        store.tandems.set_help_flag(cast[Role.MENTOR], tandem_id, on=True)


def _goal(goal: GoalStory, cast: Cast, tandem_id: str) -> Goal:
    return Goal(
        id=uuid4().hex,
        tandem_id=tandem_id,
        owner_id=str(cast[goal.owner].person_id),
        text=goal.text,
        label=goal.label,
        language=goal.language,
        evidence=goal.evidence,
    )


def _commitment(one: CommitmentStory, cast: Cast, tandem_id: str, today: date) -> Commitment:
    return Commitment(
        id=uuid4().hex,
        tandem_id=tandem_id,
        owner_id=str(cast[one.owner].person_id),
        text=one.text,
        language=one.language,
        due=today + timedelta(days=one.due),
        first_sign=one.first_sign,
        status=one.status,
    )
