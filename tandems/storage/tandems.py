"""Tandems: proposed by the coordinator, started by two yeses, then their two people's."""

from datetime import datetime
from itertools import groupby

from sqlalchemy import orm, select

from tandems.access import Action, require
from tandems.domain.person import Account
from tandems.domain.tandem import (
    Agreement,
    Membership,
    SessionStatus,
    Tandem,
    TandemState,
    TandemStatus,
)
from tandems.domain.vocabulary import Stage
from tandems.errors import Conflict, Forbidden, InvalidInput, NotAllowedNow
from tandems.storage.pair import PairRecords
from tandems.storage.plans import Plans
from tandems.storage.records import OPEN, RUNNING, found, tandem_for
from tandems.storage.rows import (
    AgreementRow,
    EnrolmentRow,
    MembershipRow,
    SessionRow,
    TandemRow,
    fill,
    value_of,
)


class Tandems(Plans, PairRecords):
    """Pairs and everything that is theirs; the coordinator sees states alone."""

    def create(self, actor: Account, tandem: Tandem) -> Tandem:
        """Propose a tandem to two people who have joined; both yeses are theirs to give.

        Raises:
            Forbidden: not a coordinator.
            InvalidInput: not two different people, or it claims to be more than proposed.
            NotAllowedNow: one of them has not joined the programme.
            Conflict: a tandem by that id exists.
        """
        require(actor, Action.CREATE_TANDEM)
        people = {member.person_id for member in tandem.members}
        answered = any(member.pair_yes_at or member.declined_at for member in tandem.members)
        if answered or tandem.status is not TandemStatus.PROPOSED or len(people) != 2:
            raise InvalidInput(given=tandem.status.value, wanted=TandemStatus.PROPOSED.value)
        with self._database.write() as session:
            if _joined(session, tandem.programme_id, people) != people:
                raise NotAllowedNow(state="invited")
            row = _new_row(tandem)
            session.add(row)
            session.flush()
            session.refresh(row)
            return _value(row)

    def mine(self, actor: Account) -> list[Tandem]:
        """Return the tandems the actor's person is a member of, oldest first."""
        own = select(MembershipRow.tandem_id).where(MembershipRow.person_id == actor.person_id)
        query = select(TandemRow).where(TandemRow.id.in_(own)).order_by(TandemRow.seq)
        with self._database.read() as session:
            return [_value(row) for row in session.scalars(query)]

    def get(self, actor: Account, tandem_id: str) -> Tandem:
        """Return a tandem to its members.

        Raises:
            Forbidden: not a member, or no such tandem.
        """
        with self._database.read() as session:
            return _value(tandem_for(session, actor, Action.READ_TANDEM, tandem_id=tandem_id))

    def say_yes(self, actor: Account, tandem_id: str, *, now: datetime) -> Tandem:
        """Give the actor's own yes; with the second one the tandem starts.

        Raises:
            Forbidden: not a member, or no such tandem.
            NotAllowedNow: it is no longer proposed.
        """
        with self._database.write() as session:
            row, own = _answer(session, actor, tandem_id)
            if own.pair_yes_at is None:
                _require_status(row, TandemStatus.PROPOSED)
                own.pair_yes_at = now
            if row.status is TandemStatus.PROPOSED and all(
                member.pair_yes_at for member in row.memberships
            ):
                row.status = TandemStatus.ACTIVE
                row.started_on = now.date()
            session.flush()
            return _value(row)

    def decline(self, actor: Account, tandem_id: str, *, now: datetime) -> Tandem:
        """Say no to a proposed tandem, which ends it.

        Raises:
            Forbidden: not a member, or no such tandem.
            NotAllowedNow: it is no longer proposed.
        """
        with self._database.write() as session:
            row, own = _answer(session, actor, tandem_id)
            _require_status(row, TandemStatus.PROPOSED)
            own.declined_at = now
            row.status = TandemStatus.DECLINED
            session.flush()
            return _value(row)

    def update_agreement(
        self, actor: Account, tandem_id: str, *, agreement: Agreement
    ) -> Agreement:
        """Change what the two agreed on; a change takes both signatures away.

        Raises:
            Forbidden: not a member, or no such tandem.
            Conflict: it changed in the meantime.
            NotAllowedNow: the tandem is over.
        """
        with self._database.write() as session:
            row = tandem_for(
                session, actor, Action.CHANGE_AGREEMENT, tandem_id=tandem_id, lock=True
            )
            _require_status(row, *OPEN)
            if row.agreed.version != agreement.version:
                raise Conflict
            fill(row.agreed, agreement)
            if session.is_modified(row.agreed):
                for member in row.memberships:
                    member.signed_at = None
            session.flush()
            return _agreement(row)

    def sign_agreement(
        self, actor: Account, tandem_id: str, *, version: int, now: datetime
    ) -> Agreement:
        """Give the actor's own signature under the terms of that version; twice keeps the first.

        Raises:
            Forbidden: not a member, or no such tandem.
            Conflict: the terms changed in the meantime.
            NotAllowedNow: the tandem is over.
        """
        with self._database.write() as session:
            row, own = _answer(session, actor, tandem_id, action=Action.SIGN_AGREEMENT)
            _require_status(row, *OPEN)
            if row.agreed.version != version:
                raise Conflict
            own.signed_at = own.signed_at or now
            session.flush()
            return _agreement(row)

    def set_help_flag(self, actor: Account, tandem_id: str, *, on: bool) -> Tandem:
        """Ask the coordinator for help, or say that it came; the flag says nothing more.

        Raises:
            Forbidden: not a member, or no such tandem.
        """
        with self._database.write() as session:
            row = tandem_for(session, actor, Action.SET_HELP_FLAG, tandem_id=tandem_id, lock=True)
            row.help_flag = on
            session.flush()
            return _value(row)

    def close(self, actor: Account, tandem_id: str) -> Tandem:
        """End a tandem.

        Raises:
            Forbidden: not a member, or no such tandem.
            NotAllowedNow: it never started, or is over.
        """
        with self._database.write() as session:
            row = tandem_for(session, actor, Action.CLOSE_TANDEM, tandem_id=tandem_id, lock=True)
            _require_status(row, *RUNNING)
            row.status = TandemStatus.CLOSED
            session.flush()
            return _value(row)

    def pause(self, actor: Account, tandem_id: str) -> None:
        """Pause a running tandem because a rule is hit.

        Raises:
            Forbidden: not a coordinator.
            NotFound: no such tandem.
            NotAllowedNow: it does not run.
        """
        self._move(actor, tandem_id, moves={TandemStatus.ACTIVE: TandemStatus.PAUSED})

    def resume(self, actor: Account, tandem_id: str) -> None:
        """Let a paused tandem run again.

        Raises:
            Forbidden: not a coordinator.
            NotFound: no such tandem.
            NotAllowedNow: it is not paused.
        """
        self._move(actor, tandem_id, moves={TandemStatus.PAUSED: TandemStatus.ACTIVE})

    def _move(
        self, actor: Account, tandem_id: str, *, moves: dict[TandemStatus, TandemStatus]
    ) -> None:
        require(actor, Action.PAUSE_TANDEM)
        with self._database.write() as session:
            row = found(session, TandemRow, tandem_id)
            _require_status(row, *moves)
            row.status = moves[row.status]

    def pairs(self, actor: Account, programme_id: str) -> dict[str, tuple[str, ...]]:
        """Return who is in which open tandem (person ids by tandem id), to re-check the rules.

        Raises:
            Forbidden: not a coordinator.
        """
        return self._pairs(actor, programme_id, OPEN)

    def declined_pairs(self, actor: Account, programme_id: str) -> dict[str, tuple[str, ...]]:
        """Return whose tandem one of the two declined (person ids by tandem id).

        Raises:
            Forbidden: not a coordinator.
        """
        return self._pairs(actor, programme_id, frozenset({TandemStatus.DECLINED}))

    def _pairs(
        self, actor: Account, programme_id: str, statuses: frozenset[TandemStatus]
    ) -> dict[str, tuple[str, ...]]:
        require(actor, Action.READ_STATES)
        query = select(TandemRow).where(
            TandemRow.programme_id == programme_id, TandemRow.status.in_(statuses)
        )
        with self._database.read() as session:
            return {
                row.id: tuple(member.person_id for member in row.memberships)
                for row in session.scalars(query.order_by(TandemRow.seq))
            }

    def states(self, actor: Account, programme_id: str) -> list[TandemState]:
        """Return status without content, for the coordinator.

        Raises:
            Forbidden: not a coordinator.
        """
        require(actor, Action.READ_STATES)
        tandems = select(TandemRow).where(TandemRow.programme_id == programme_id)
        ids = select(TandemRow.id).where(TandemRow.programme_id == programme_id)
        sessions = select(SessionRow).where(SessionRow.tandem_id.in_(ids))
        ordered = sessions.order_by(SessionRow.tandem_id, SessionRow.number)
        with self._database.read() as session:
            groups = groupby(session.scalars(ordered), key=lambda row: row.tandem_id)
            plans = {tandem_id: list(rows) for tandem_id, rows in groups}
            rows = session.scalars(tandems.order_by(TandemRow.seq))
            return [_state(row, plans.get(row.id, [])) for row in rows]


def _new_row(tandem: Tandem) -> TandemRow:
    row = TandemRow(agreed=AgreementRow())
    fill(row, tandem)
    fill(row.agreed, tandem.agreement)
    row.started_on = None
    row.memberships = [
        MembershipRow(position=place, person_id=member.person_id, role=member.role)
        for place, member in enumerate(tandem.members)
    ]
    return row


def _value(row: TandemRow) -> Tandem:
    members = tuple(
        value_of(member, Membership, name=member.person.name) for member in row.memberships
    )
    return value_of(row, Tandem, members=members, agreement=_agreement(row))


def _agreement(row: TandemRow) -> Agreement:
    signatures = [member.signed_at for member in row.memberships]
    given = [one for one in signatures if one is not None]
    signed_at = max(given) if given and len(given) == len(signatures) else None
    return value_of(row.agreed, Agreement, signed_at=signed_at)


def _joined(session: orm.Session, programme_id: str, people: set[str]) -> set[str]:
    query = select(EnrolmentRow.person_id).where(
        EnrolmentRow.programme_id == programme_id,
        EnrolmentRow.person_id.in_(people),
        EnrolmentRow.joined_at.is_not(None),
    )
    return set(session.scalars(query))


def _answer(
    session: orm.Session,
    actor: Account,
    tandem_id: str,
    *,
    action: Action = Action.ANSWER_PAIRING,
) -> tuple[TandemRow, MembershipRow]:
    """Return the tandem, locked, and the actor's own membership in it."""
    row = tandem_for(session, actor, action, tandem_id=tandem_id, lock=True)
    for member in row.memberships:
        if member.person_id == actor.person_id:
            return row, member
    raise Forbidden


def _require_status(row: TandemRow, *wanted: TandemStatus) -> None:
    if row.status not in wanted:
        raise NotAllowedNow(state=row.status.value)


def _state(row: TandemRow, plan: list[SessionRow]) -> TandemState:
    """Sum a tandem up in dates and numbers."""
    held = [one for one in plan if one.status is SessionStatus.HELD]
    planned = [one for one in plan if one.status is SessionStatus.PLANNED]
    current = planned[:1] or held[-1:]
    last_held = [at for one in held if (at := one.starts_at or one.held_at)]
    coming = [one.starts_at for one in planned if one.starts_at]
    return TandemState(
        tandem_id=row.id,
        names=tuple(member.person.name for member in row.memberships),
        status=row.status,
        stage=current[0].stage if current else Stage.KICK_OFF,
        sessions_held=len(held),
        sessions_planned=len(planned),
        next_session_at=min(coming, default=None),
        last_held_at=max(last_held, default=None),
        help_flag=row.help_flag,
    )
