"""The sessions of a run: the plan, acceptance of agendas, and dates for the calendar."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import uuid4

from assistant.brief import next_session
from assistant.planner.slots import MAX_MINUTES, MIN_MINUTES
from programme.zone import ZONE
from tandems.domain.agenda import Agenda
from tandems.domain.conversation import Suggestion
from tandems.domain.person import Account
from tandems.domain.programme import Programme
from tandems.domain.tandem import Session, SessionStatus, Tandem
from tandems.domain.vocabulary import Stage
from tandems.errors import Forbidden, MinutesOutOfRange, NotAllowedNow
from tandems.storage.store import Store

ARC: Final[dict[int, tuple[Stage, ...]]] = {
    4: (Stage.KICK_OFF, Stage.WORK, Stage.MID_TERM, Stage.CLOSURE),
    5: (Stage.KICK_OFF, Stage.GOALS, Stage.WORK, Stage.MID_TERM, Stage.CLOSURE),
    6: tuple(Stage),
}
"""Stages of short runs; longer ones get more working sessions (METHOD 2.1, 2.3)."""
_DEFAULT_HOUR: Final = time(10, 0, tzinfo=ZONE)
_SATURDAY: Final = 5


def stages_of(sessions: int) -> tuple[Stage, ...]:
    """Return the stage of every session of a run; fewer than four use the four-session arc."""
    if sessions in ARC:
        return ARC[sessions]
    if sessions < min(ARC):
        return ARC[4][: sessions - 1] + (Stage.CLOSURE,)
    extra = sessions - 6
    before, after = extra - extra // 2, extra // 2
    return (
        Stage.KICK_OFF,
        Stage.GOALS,
        *[Stage.WORK] * (1 + before),
        Stage.MID_TERM,
        *[Stage.WORK] * after,
        Stage.TRANSFER,
        Stage.CLOSURE,
    )


class Sessions:
    """Plans and agendas of tandems, for their two people."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def plan_run(self, actor: Account, tandem: Tandem, programme: Programme) -> list[Session]:
        """Plan the whole run at once, evenly over its weeks; an existing plan stays.

        Raises:
            Forbidden: not a member.
            NotAllowedNow: the tandem has not started.
        """
        known = self._store.tandems.sessions(actor, tandem.id)
        if known:
            return known
        start = tandem.started_on or programme.starts_on
        planned = [
            Session(
                id=uuid4().hex,
                tandem_id=tandem.id,
                number=number,
                stage=stage,
                minutes=tandem.agreement.minutes,
                status=SessionStatus.PLANNED,
                starts_at=_first_guess(start, number, programme),
            )
            for number, stage in enumerate(stages_of(programme.sessions), start=1)
        ]
        return self._store.tandems.plan_sessions(actor, tandem.id, sessions=planned)

    def accept(self, actor: Account, suggestion_id: str, *, now: datetime) -> Suggestion:
        """Share a draft with both and put it into the tandem's plan.

        The agenda joins the session it was composed for, which is created where it is missing.
        Everything is kept when this returns, or nothing is. Accepting again changes nothing.

        Raises:
            Forbidden: not its requester.
            NotAllowedNow: that session is over, or the tandem does not run.
        """
        suggestion = self._store.suggestions.get(actor, suggestion_id)
        tandem = self._store.tandems.get(actor, suggestion.tandem_id)
        sessions = self._store.tandems.sessions(actor, tandem.id)
        session = self._session_for(suggestion, sessions, tandem)
        return self._store.suggestions.accept(actor, suggestion_id, session=session, now=now)

    def reschedule(
        self, actor: Account, tandem_id: str, *, session_id: str, starts_at: datetime, minutes: int
    ) -> Session:
        """Give a planned session another date or length; with an agenda its length stays.

        Raises:
            Forbidden: not a member, or no such session.
            MinutesOutOfRange: under 10 or over 180 minutes.
            NotAllowedNow: it is over, or the tandem does not run.
            Conflict: it changed in the meantime.
        """
        if not MIN_MINUTES <= minutes <= MAX_MINUTES:
            raise MinutesOutOfRange(given=minutes, min=MIN_MINUTES, max=MAX_MINUTES)
        session = self._session(actor, tandem_id, session_id)
        if session.status is not SessionStatus.PLANNED:
            raise NotAllowedNow(state=session.status.value)
        length = session.minutes if session.agenda_id else minutes
        moved = replace(session, starts_at=starts_at, minutes=length)
        return self._store.tandems.plan_sessions(actor, tandem_id, sessions=[moved])[0]

    def _session(self, actor: Account, tandem_id: str, session_id: str) -> Session:
        for session in self._store.tandems.sessions(actor, tandem_id):
            if session.id == session_id:
                return session
        raise Forbidden

    @staticmethod
    def _session_for(
        suggestion: Suggestion, sessions: Sequence[Session], tandem: Tandem
    ) -> Session:
        content = suggestion.content
        if isinstance(content, Agenda):
            for session in sessions:
                if session.number == content.session_number:
                    return session
        upcoming = next_session(list(sessions), tandem)
        return upcoming if upcoming.id else replace(upcoming, id=uuid4().hex)


def _first_guess(start: date, number: int, programme: Programme) -> datetime:
    """Return a working day at ten; the two change it as they like."""
    gaps = max(1, programme.sessions - 1)
    span = max(0, programme.weeks * 7 - 14)
    day = start + timedelta(days=7 + round(span * (number - 1) / gaps))
    if day.weekday() >= _SATURDAY:
        day += timedelta(days=7 - day.weekday())
    return datetime.combine(day, _DEFAULT_HOUR).astimezone(UTC)
