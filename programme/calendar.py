"""Sessions as iCalendar files: dates and names, never content."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from tandems.domain.tandem import Session, SessionStatus


def sessions_ics(sessions: Sequence[Session], *, summary: str, now: datetime) -> bytes:
    """Return a calendar of the dated, uncancelled sessions (RFC 5545, UTC times).

    Calendars are read by more people than the two, so an entry holds ``summary``, the time and
    nothing of the agenda. An entry keeps its identity: importing again updates it.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Tandem//Mentoring//EN")
    calendar.add("version", "2.0")
    for session in sessions:
        if session.starts_at is None or session.status is SessionStatus.CANCELLED:
            continue
        event = Event()
        event.add("uid", f"{session.id}@tandem")
        event.add("dtstamp", now)
        event.add("sequence", session.version)
        event.add("dtstart", session.starts_at)
        event.add("dtend", session.starts_at + timedelta(minutes=session.minutes))
        event.add("summary", f"{summary} ({session.number})")
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
