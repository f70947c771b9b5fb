"""Programmes, who is enrolled, and what matching and suggested partners may see of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Final, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tandems.access import NOBODYS, Action, Resource, may, require
from tandems.domain.person import Account
from tandems.domain.programme import Enrolment, LearningWish, Offer, Participant, Programme
from tandems.domain.vocabulary import Role
from tandems.errors import Forbidden, InvalidInput, NotAllowedNow
from tandems.storage.records import OPEN, Records, find, found, save
from tandems.storage.rows import (
    EnrolmentRow,
    MembershipRow,
    OfferRow,
    PersonRow,
    ProgrammeRow,
    TandemRow,
    WishRow,
    value_of,
)

_OPPOSITE: Final = {Role.MENTOR: Role.MENTEE, Role.MENTEE: Role.MENTOR, Role.PEER: Role.PEER}
Text = TypeVar("Text", LearningWish, Offer)
ProgrammeList = list[Programme]
ParticipantList = list[Participant]
Pick = Callable[[EnrolmentRow], bool]


class Programmes(Records):
    """Runs of mentoring and their participants."""

    def create(self, programme: Programme) -> Programme:
        """Add a programme or change the one with the same id; return what was kept.

        Raises:
            Conflict: it changed in the meantime.
        """
        with self._database.write() as session:
            return value_of(save(session, ProgrammeRow, programme), Programme)

    def list(self, actor: Account) -> ProgrammeList:
        """Return the programmes the actor is enrolled in; all for coordinator and operator."""
        query = select(ProgrammeRow).order_by(ProgrammeRow.seq)
        if not may(actor, Action.LIST_PROGRAMMES, NOBODYS):
            own = select(EnrolmentRow.programme_id).where(EnrolmentRow.person_id == actor.person_id)
            query = query.where(ProgrammeRow.id.in_(own))
        with self._database.read() as session:
            return [value_of(row, Programme) for row in session.scalars(query)]

    def get(self, programme_id: str) -> Programme:
        """Return a programme.

        Raises:
            NotFound: nothing by that id.
        """
        with self._database.read() as session:
            return value_of(found(session, ProgrammeRow, programme_id), Programme)

    def enrol(self, enrolment: Enrolment) -> Enrolment:
        """Invite a person, or change role or capacity; whether they joined is theirs to say.

        Raises:
            InvalidInput: a new enrolment claims that the person has joined.
            Conflict: it changed in the meantime, or the person is enrolled under another id.
        """
        with self._database.write() as session:
            if enrolment.joined_at and find(session, EnrolmentRow, enrolment.id) is None:
                raise InvalidInput(given=enrolment.joined_at.isoformat(), wanted="")
            row = save(session, EnrolmentRow, enrolment, skip=frozenset({"joined_at"}))
            return value_of(row, Enrolment)

    def enrolment(self, actor: Account, programme_id: str, *, person_id: str) -> Enrolment:
        """Return a person's enrolment, for the person and the coordinator.

        Raises:
            Forbidden: not for this account, or the person is not enrolled.
        """
        require(actor, Action.READ_ENROLMENT, Resource(person_id=person_id))
        with self._database.read() as session:
            return value_of(_enrolled(session, programme_id, person_id), Enrolment)

    def join(self, actor: Account, enrolment_id: str, *, now: datetime) -> Enrolment:
        """Let the person join by an act of their own; joining twice keeps the first date.

        Raises:
            Forbidden: not the person's own account, or no such enrolment.
        """
        with self._database.write() as session:
            row = own_enrolment(session, actor, Action.JOIN, enrolment_id=enrolment_id)
            row.joined_at = row.joined_at or now
            session.flush()
            return value_of(row, Enrolment)

    def participants(self, actor: Account, programme_id: str) -> ParticipantList:
        """Return everyone enrolled with what they released, for the coordinator's matching.

        Raises:
            Forbidden: not a coordinator.
        """
        require(actor, Action.READ_PARTICIPANTS)
        with self._database.read() as session:
            return _participants(session, programme_id, lambda _row: True)

    def candidates(self, actor: Account, programme_id: str) -> ParticipantList:
        """Return the joined people of the opposite role who have room, with what they released.

        From these the matching suggests partners; mentees are shown offers, mentors wishes.

        Raises:
            Forbidden: the actor is not enrolled.
            NotAllowedNow: the actor has not joined.
        """
        with self._database.read() as session:
            own = _own(session, actor, Action.READ_CANDIDATES, programme_id=programme_id)
            if own.joined_at is None:
                raise NotAllowedNow(state="invited")
            wanted = _OPPOSITE[own.role]
            held = _held_places(session, programme_id)

            def pick(row: EnrolmentRow) -> bool:
                joined = row.joined_at is not None and row.person_id != own.person_id
                return joined and row.role is wanted and row.capacity > held[row.person_id]

            return _participants(session, programme_id, pick)

    def my_participation(self, actor: Account, programme_id: str) -> Participant:
        """Return the actor's own participation, with what is not released as well.

        Raises:
            Forbidden: the actor is not enrolled.
        """
        with self._database.read() as session:
            own = _own(session, actor, Action.READ_PARTICIPATION, programme_id=programme_id)
            return _participants(session, programme_id, lambda row: row is own, everything=True)[0]


def _enrolled(session: Session, programme_id: str, person_id: str | None) -> EnrolmentRow:
    query = select(EnrolmentRow).where(
        EnrolmentRow.programme_id == programme_id, EnrolmentRow.person_id == person_id
    )
    row = session.scalar(query)
    if row is None:
        raise Forbidden
    return row


def _own(session: Session, actor: Account, action: Action, *, programme_id: str) -> EnrolmentRow:
    """Return the actor's own enrolment in a programme."""
    row = _enrolled(session, programme_id, actor.person_id)
    require(actor, action, Resource(person_id=row.person_id))
    return row


def own_enrolment(
    session: Session, actor: Account, action: Action, *, enrolment_id: str
) -> EnrolmentRow:
    """Return the enrolment if ``actor`` may do ``action`` to it.

    Raises:
        Forbidden: may not, or there is no such enrolment.
    """
    row = find(session, EnrolmentRow, enrolment_id, lock=True)
    require(actor, action, NOBODYS if row is None else Resource(person_id=row.person_id))
    if row is None:
        raise Forbidden
    return row


def joined_enrolment(
    session: Session, actor: Account, action: Action, *, programme_id: str
) -> EnrolmentRow:
    """Return the actor's own enrolment once joined.

    Raises:
        Forbidden: the actor is not enrolled.
        NotAllowedNow: the actor has not joined.
    """
    row = _own(session, actor, action, programme_id=programme_id)
    if row.joined_at is None:
        raise NotAllowedNow(state="invited")
    return row


def _held_places(session: Session, programme_id: str) -> Counter[str]:
    """Return how many open tandems of the programme each person is in."""
    query = (
        select(MembershipRow.person_id, func.count())
        .join(TandemRow, TandemRow.id == MembershipRow.tandem_id)
        .where(TandemRow.programme_id == programme_id, TandemRow.status.in_(OPEN))
        .group_by(MembershipRow.person_id)
    )
    return Counter({person_id: places for person_id, places in session.execute(query)})


def _participants(
    session: Session, programme_id: str, pick: Pick, *, everything: bool = False
) -> list[Participant]:
    """Return the picked enrolments with person and texts; three queries, whatever the size."""
    query = (
        select(EnrolmentRow, PersonRow)
        .join(PersonRow, PersonRow.id == EnrolmentRow.person_id)
        .where(EnrolmentRow.programme_id == programme_id)
        .order_by(EnrolmentRow.seq)
    )
    pairs = session.execute(query)
    picked = [(row, person) for row, person in pairs if pick(row)]
    texts = _Texts(session, programme_id, {row.id for row, _ in picked}, everything)
    return [texts.participant(row, person) for row, person in picked]


class _Texts:
    """The wishes and offers of some enrolments, by enrolment."""

    def __init__(
        self, session: Session, programme_id: str, wanted: set[str], everything: bool
    ) -> None:
        mine = select(EnrolmentRow.id).where(EnrolmentRow.programme_id == programme_id)
        if len(wanted) == 1:
            mine = mine.where(EnrolmentRow.id.in_(wanted))
        wishes = select(WishRow).where(WishRow.enrolment_id.in_(mine)).order_by(WishRow.seq)
        offers = select(OfferRow).where(OfferRow.enrolment_id.in_(mine)).order_by(OfferRow.seq)
        if not everything:
            wishes = wishes.where(WishRow.released_at.is_not(None))
            offers = offers.where(OfferRow.released_at.is_not(None))
        self._wishes = _grouped(value_of(row, LearningWish) for row in session.scalars(wishes))
        self._offers = _grouped(value_of(row, Offer) for row in session.scalars(offers))

    def participant(self, row: EnrolmentRow, person: PersonRow) -> Participant:
        """Return the participation of one person."""
        return Participant(
            enrolment=value_of(row, Enrolment),
            person_id=person.id,
            name=person.name,
            languages=person.languages,
            organisation_id=person.organisation_id,
            department=person.department,
            wishes=tuple(self._wishes.get(row.id, ())),
            offers=tuple(self._offers.get(row.id, ())),
            location=person.location,
            availability=person.availability,
            working_style=person.working_style,
            under_18=person.under_18,
        )


def _grouped(values: Iterable[Text]) -> dict[str, Sequence[Text]]:
    groups: dict[str, list[Text]] = {}
    for value in values:
        groups.setdefault(value.enrolment_id, []).append(value)
    return dict(groups)
