"""Organisations, people, who reports to whom, and who is kept apart."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import delete, select

from tandems.access import Action, Resource, require
from tandems.domain.person import Account, Exclusion, Person, ReportingEdge
from tandems.domain.programme import Organisation
from tandems.errors import Forbidden
from tandems.storage.records import Records, find, new_id, save
from tandems.storage.rows import (
    ExclusionRow,
    MembershipRow,
    OrganisationRow,
    PersonRow,
    ReportingRow,
    fill,
    value_of,
)


class People(Records):
    """The people of all organisations."""

    def add_organisation(self, name: str) -> Organisation:
        """Return the organisation of that name, created if it is new."""
        with self._database.write() as session:
            row = session.scalar(select(OrganisationRow).where(OrganisationRow.name == name))
            if row is None:
                row = OrganisationRow(id=new_id(), name=name)
                session.add(row)
            return value_of(row, Organisation)

    def organisations(self) -> list[Organisation]:
        """Return all organisations, oldest first."""
        with self._database.read() as session:
            rows = session.scalars(select(OrganisationRow).order_by(OrganisationRow.seq))
            return [value_of(row, Organisation) for row in rows]

    def save_person(self, actor: Account, person: Person) -> Person:
        """Add or change a person; return them with their new version.

        A coordinator adds and changes anybody; everybody else changes themself.

        Raises:
            Forbidden: somebody else's record.
            Conflict: it changed in the meantime, or somebody else has this e-mail address.
        """
        require(actor, Action.WRITE_PERSON, Resource(person_id=person.id))
        spelt = replace(person, email=one_spelling(person.email))
        with self._database.write() as session:
            return value_of(save(session, PersonRow, spelt), Person)

    def person(self, actor: Account, person_id: str) -> Person:
        """Return a person: oneself, one's tandem partner, or anyone for a coordinator.

        Raises:
            Forbidden: not for this account, or nobody goes by that id.
        """
        own = select(MembershipRow.tandem_id).where(MembershipRow.person_id == person_id)
        near = select(MembershipRow.person_id).where(MembershipRow.tandem_id.in_(own))
        with self._database.read() as session:
            partners = frozenset(session.scalars(near))
            require(actor, Action.READ_PERSON, Resource(None, person_id, partners))
            row = find(session, PersonRow, person_id)
            if row is None:
                raise Forbidden
            return value_of(row, Person)

    def everyone(self, actor: Account) -> list[Person]:
        """Return all people, oldest first, for a coordinator.

        Raises:
            Forbidden: not a coordinator.
        """
        require(actor, Action.READ_PERSON)
        with self._database.read() as session:
            rows = session.scalars(select(PersonRow).order_by(PersonRow.seq))
            return [value_of(row, Person) for row in rows]

    def by_email(self, email: str) -> Person | None:
        """Return whose address this is; capitals do not matter."""
        query = select(PersonRow).where(PersonRow.email == one_spelling(email))
        with self._database.read() as session:
            row = session.scalar(query)
            return None if row is None else value_of(row, Person)

    def set_reporting(self, edges: Sequence[ReportingEdge]) -> None:
        """Replace all reporting lines by these; doubles count once.

        Raises:
            Conflict: an edge names somebody who is not there.
        """
        with self._database.write() as session:
            session.execute(delete(ReportingRow))
            for edge in dict.fromkeys(edges):
                row = ReportingRow()
                fill(row, edge)
                session.add(row)

    def reporting_edges(self) -> list[ReportingEdge]:
        """Return all reporting lines."""
        query = select(ReportingRow).order_by(ReportingRow.superior_id, ReportingRow.report_id)
        with self._database.read() as session:
            return [value_of(row, ReportingEdge) for row in session.scalars(query)]

    def add_exclusion(self, exclusion: Exclusion) -> None:
        """Keep two people, or two organisations, apart; saying it twice is fine."""
        first, second = sorted((exclusion.first_id, exclusion.second_id))
        key = (first, second, exclusion.kind)
        with self._database.write() as session:
            row = session.get(ExclusionRow, key)
            if row is None:
                row = ExclusionRow(first_id=first, second_id=second, kind=exclusion.kind)
                session.add(row)
            row.reason_code = exclusion.reason_code

    def exclusions(self) -> list[Exclusion]:
        """Return everybody who is kept apart; the lesser id comes first."""
        query = select(ExclusionRow).order_by(ExclusionRow.first_id, ExclusionRow.second_id)
        with self._database.read() as session:
            return [value_of(row, Exclusion) for row in session.scalars(query)]


def one_spelling(email: str) -> str:
    """Return an e-mail address as it is kept and compared."""
    return email.strip().casefold()
