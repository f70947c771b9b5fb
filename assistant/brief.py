"""Building the session brief: only facts the asking account may see."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from assistant.names import call_names
from assistant.requests import Asked
from tandems.domain.brief import BriefPerson, SessionBrief, Situation
from tandems.domain.person import Account
from tandems.domain.tandem import (
    Commitment,
    CommitmentStatus,
    GoalStatus,
    Session,
    SessionStatus,
    Tandem,
)
from tandems.domain.vocabulary import Address, Language, Stage
from tandems.storage.store import Store

_ARC: Final = tuple(Stage)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the reply, and how: the account's language and address on this page."""

    account: Account
    language: Language
    address: Address


def build_brief(
    store: Store, reader: Reader, tandem: Tandem, asked: Asked, *, now: datetime
) -> SessionBrief:
    """Collect what a composer may use for the tandem's next session.

    Raises:
        Forbidden: the reader's account is not a member of the tandem.
    """
    actor = reader.account
    sessions = store.tandems.sessions(actor, tandem.id)
    upcoming = next_session(sessions, tandem)
    minutes = asked.minutes if asked.minutes is not None else upcoming.minutes
    today = now.date()
    session_on = asked.session_on or _day(upcoming)
    remote = asked.request.remote
    return SessionBrief(
        account_id=actor.id,
        tandem_id=tandem.id,
        mode=tandem.mode,
        people=_people(tandem),
        language=reader.language,
        reader_address=reader.address,
        pair_address=tandem.agreement.address,
        stage=upcoming.stage,
        session_number=upcoming.number,
        minutes=minutes,
        today=today,
        session_on=session_on,
        next_on=_next_on(sessions, upcoming, tandem, session_on or today),
        remote=tandem.agreement.place == "remote" if remote is None else remote,
        goals=tuple(
            goal for goal in store.tandems.goals(actor, tandem.id) if goal.status is GoalStatus.OPEN
        ),
        open_commitments=open_commitments(store, actor, tandem.id),
        used_block_ids=store.suggestions.used_block_ids(actor, tandem.id),
        used_question_ids=store.suggestions.used_question_ids(actor, tandem.id),
        shared_notes=tuple(
            note.text
            for note in store.tandems.notes(actor, tandem.id)
            if note.visibility == "shared"
        ),
        request=asked.request,
        situation=Situation(asked.subject, session_on, "own_chat") if asked.subject else None,
    )


def _people(tandem: Tandem) -> tuple[BriefPerson, ...]:
    names = call_names([member.name for member in tandem.members], tandem.agreement.address)
    return tuple(
        BriefPerson(member.person_id, name, member.role)
        for member, name in zip(tandem.members, names, strict=True)
    )


def next_session(sessions: list[Session], tandem: Tandem) -> Session:
    """Return the next planned session, or the one that would follow the plan."""
    planned = [one for one in sessions if one.status is SessionStatus.PLANNED]
    if planned:
        return min(planned, key=lambda session: session.number)
    number = max((one.number for one in sessions), default=0) + 1
    stage = _ARC[min(number, len(_ARC)) - 1]
    return Session(
        id="",
        tandem_id=tandem.id,
        number=number,
        stage=stage,
        minutes=tandem.agreement.minutes,
        status=SessionStatus.PLANNED,
    )


def open_commitments(store: Store, actor: Account, tandem_id: str) -> tuple[Commitment, ...]:
    """Return the tandem's open commitments, the one due first leading."""
    found = store.tandems.commitments(actor, tandem_id)
    still_open = [one for one in found if one.status is CommitmentStatus.OPEN]
    return tuple(sorted(still_open, key=lambda commitment: (commitment.due, commitment.id)))


def _day(session: Session) -> date | None:
    return session.starts_at.date() if session.starts_at is not None else None


def _next_on(sessions: list[Session], upcoming: Session, tandem: Tandem, start: date) -> date:
    later = [
        day
        for one in sessions
        if one.number > upcoming.number and (day := _day(one)) is not None and day > start
    ]
    return min(later, default=start + timedelta(weeks=tandem.agreement.cadence_weeks))
