"""A tandem's sessions: planned by its two people, held, and joined to their agendas."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import orm, select

from tandems.access import NOBODYS, Action, require
from tandems.domain.person import Account
from tandems.domain.tandem import Session, SessionStatus
from tandems.errors import Forbidden, NotAllowedNow
from tandems.storage.records import Records, find, running_tandem_for, save, tandem_for
from tandems.storage.rows import SessionRow, value_of


class Plans(Records):
    """The plan of a tandem, for its two people."""

    def sessions(self, actor: Account, tandem_id: str) -> list[Session]:
        """Return the tandem's sessions by number.

        Raises:
            Forbidden: not a member.
        """
        query = select(SessionRow).where(SessionRow.tandem_id == tandem_id)
        with self._database.read() as session:
            tandem_for(session, actor, Action.READ_SESSIONS, tandem_id=tandem_id)
            rows = session.scalars(query.order_by(SessionRow.number))
            return [value_of(row, Session) for row in rows]

    def plan_sessions(
        self, actor: Account, tandem_id: str, *, sessions: Sequence[Session]
    ) -> list[Session]:
        """Add or change sessions; others stay. Agendas are set by accepting alone.

        Raises:
            Forbidden: not a member, or a session belongs to another tandem.
            Conflict: a session changed in the meantime, or a number is taken.
            NotAllowedNow: the tandem has not started, or is over.
        """
        with self._database.write() as session:
            running_tandem_for(session, actor, Action.PLAN_SESSIONS, tandem_id=tandem_id)
            rows = [put_session(session, one, tandem_id=tandem_id) for one in sessions]
            return [value_of(row, Session) for row in rows]

    def hold_session(self, actor: Account, session_id: str, *, now: datetime) -> Session:
        """Note that a session took place; doing so twice keeps the first date.

        Raises:
            Forbidden: not a member, or no such session.
            NotAllowedNow: it was cancelled, or the tandem does not run.
        """
        with self._database.write() as session:
            row = find(session, SessionRow, session_id)
            if row is None:
                require(actor, Action.PLAN_SESSIONS, NOBODYS)
                raise Forbidden
            running_tandem_for(session, actor, Action.PLAN_SESSIONS, tandem_id=row.tandem_id)
            if row.status is SessionStatus.CANCELLED:
                raise NotAllowedNow(state=row.status.value)
            row.status = SessionStatus.HELD
            row.held_at = row.held_at or now
            session.flush()
            return value_of(row, Session)


def put_session(session: orm.Session, value: Session, *, tandem_id: str) -> SessionRow:
    """Save a session without touching its agenda.

    Raises:
        Forbidden: it belongs to another tandem.
        Conflict: it changed in the meantime.
    """
    known = find(session, SessionRow, value.id)
    owner = value.tandem_id if known is None else known.tandem_id
    if {owner, value.tandem_id} != {tandem_id}:
        raise Forbidden
    return save(session, SessionRow, value, skip=frozenset({"agenda_id"}))
