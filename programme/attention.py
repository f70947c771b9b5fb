"""Which tandems a coordinator should look at, from dates and self-set flags alone."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from tandems.domain.tandem import TandemState, TandemStatus

GRACE: Final = timedelta(days=7)
"""How long after its date a session may stay unconfirmed; holidays and sick days happen."""


class Signal(StrEnum):
    """Why a tandem is shown first; none of them says anything about a person."""

    HELP = "help"
    PAUSED = "paused"
    OVERDUE = "overdue"
    NO_DATE = "no_date"


def signals(state: TandemState, *, now: datetime) -> tuple[Signal, ...]:
    """Return the signals a tandem gives, most urgent first; none for one that runs well."""
    found = []
    if state.help_flag:
        found.append(Signal.HELP)
    if state.status is TandemStatus.PAUSED:
        found.append(Signal.PAUSED)
    if state.status is TandemStatus.ACTIVE and state.sessions_planned:
        if state.next_session_at is None:
            found.append(Signal.NO_DATE)
        elif state.next_session_at < now - GRACE:
            found.append(Signal.OVERDUE)
    return tuple(found)
