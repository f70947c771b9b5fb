"""Imports: everything a file brings is kept in one transaction, or nothing of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, TypeVar

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tandems.access import Action, require
from tandems.domain.intake import Intake
from tandems.domain.person import Account, Exclusion, Person, ReportingEdge
from tandems.domain.programme import Enrolment, LearningWish, Offer
from tandems.errors import Conflict, InvalidInput, NotAllowedNow
from tandems.storage.people import one_spelling
from tandems.storage.records import Records
from tandems.storage.rows import (
    EnrolmentRow,
    ExclusionRow,
    OfferRow,
    OrganisationRow,
    PersonRow,
    Record,
    ReportingRow,
    WishRow,
    fill,
)

R = TypeVar("R", bound=Record)
T = TypeVar("T", WishRow, OfferRow)
_CHUNK: Final = 500
"""Ids in one statement; SQLite takes at most 999 parameters in old builds."""


class Intakes(Records):
    """Whole imports of an organisation's people."""

    def apply(self, actor: Account, intake: Intake, *, now: datetime) -> None:
        """Keep an import whole; a failure anywhere leaves everything as it was.

        Whom it enrols is invited: joining stays the person's own act.

        Raises:
            Forbidden: not a coordinator.
            InvalidInput: a new enrolment claims that its person has joined.
            NotAllowedNow: a text belongs to somebody who has joined.
            Conflict: something changed in the meantime, or an edge names nobody known.
        """
        require(actor, Action.IMPORT_RELEASED)
        with self._database.write() as session:
            for organisation in intake.organisations:
                row = OrganisationRow()
                fill(row, organisation)
                session.add(row)
            session.flush()
            _put_people(session, intake.people)
            session.flush()
            enrolments = _put_enrolments(session, intake.enrolments)
            session.flush()
            _replace_texts(session, WishRow, intake.wishes, enrolments=enrolments, now=now)
            _replace_texts(session, OfferRow, intake.offers, enrolments=enrolments, now=now)
            _replace_edges(session, intake.edges)
            _add_exclusions(session, intake.exclusions)


def _by_id(session: Session, kind: type[R]) -> dict[str, R]:
    return {row.id: row for row in session.scalars(select(kind))}


def _put_people(session: Session, people: Sequence[Person]) -> None:
    known = _by_id(session, PersonRow)
    for person in people:
        row = known.get(person.id)
        if (row.version if row else 1) != person.version:
            raise Conflict
        if row is None:
            row = PersonRow()
            session.add(row)
        fill(row, replace(person, email=one_spelling(person.email)))


def _put_enrolments(session: Session, enrolments: Sequence[Enrolment]) -> dict[str, EnrolmentRow]:
    known = _by_id(session, EnrolmentRow)
    for enrolment in enrolments:
        row = known.get(enrolment.id)
        if (row.version if row else 1) != enrolment.version:
            raise Conflict
        if row is None:
            if enrolment.joined_at is not None:
                raise InvalidInput(given=enrolment.joined_at.isoformat(), wanted="")
            row = known[enrolment.id] = EnrolmentRow()
            session.add(row)
        fill(row, enrolment, skip=frozenset({"joined_at"}))
    return known


def _replace_texts(
    session: Session,
    kind: type[T],
    texts: Sequence[LearningWish] | Sequence[Offer],
    *,
    enrolments: dict[str, EnrolmentRow],
    now: datetime,
) -> None:
    owners = list(dict.fromkeys(text.enrolment_id for text in texts))
    for enrolment_id in owners:
        row = enrolments.get(enrolment_id)
        if row is None:
            raise Conflict
        if row.joined_at is not None:
            raise NotAllowedNow(state="joined")
    for start in range(0, len(owners), _CHUNK):
        old = delete(kind).where(kind.enrolment_id.in_(owners[start : start + _CHUNK]))
        session.execute(old, execution_options={"synchronize_session": False})
    for text in texts:
        new = kind(released_at=now)
        fill(new, text, skip=frozenset({"released_at"}))
        session.add(new)
    session.flush()


def _replace_edges(session: Session, edges: Sequence[ReportingEdge]) -> None:
    stated = {(edge.report_id, edge.kind) for edge in edges}
    for old in session.scalars(select(ReportingRow)):
        if (old.report_id, old.kind) in stated:
            session.delete(old)
    session.flush()
    for edge in dict.fromkeys(edges):
        row = ReportingRow()
        fill(row, edge)
        session.add(row)
    session.flush()


def _add_exclusions(session: Session, exclusions: Sequence[Exclusion]) -> None:
    for exclusion in exclusions:
        first, second = sorted((exclusion.first_id, exclusion.second_id))
        row = session.get(ExclusionRow, (first, second, exclusion.kind))
        if row is None:
            row = ExclusionRow(first_id=first, second_id=second, kind=exclusion.kind)
            session.add(row)
        row.reason_code = exclusion.reason_code
    session.flush()
