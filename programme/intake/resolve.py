"""From rows to one intake: known people are changed, new ones added, addresses become people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import uuid4

from programme.intake.lines import PairRow
from programme.intake.people import PersonRow
from programme.intake.table import Row
from programme.labels import imported_label
from tandems.domain.intake import Intake
from tandems.domain.person import (
    Account,
    EdgeKind,
    Exclusion,
    ExclusionKind,
    Person,
    ReportingEdge,
)
from tandems.domain.programme import Enrolment, LearningWish, Offer, Organisation, Programme
from tandems.domain.vocabulary import Address, Language
from tandems.errors import RowError, Value
from tandems.storage.store import Store


@dataclass(frozen=True, slots=True)
class Known:
    """What was there before: people by address, enrolments by person, organisations by name."""

    programme: Programme
    people: Mapping[str, Person]
    enrolments: Mapping[str, Enrolment]
    organisations: Mapping[str, str]

    @classmethod
    def of(cls, store: Store, actor: Account, programme_id: str) -> "Known":
        """Load it for a coordinator.

        Raises:
            Forbidden: not a coordinator.
            NotFound: no such programme.
        """
        return cls(
            programme=store.programmes.get(programme_id),
            people={person.email: person for person in store.people.everyone(actor)},
            enrolments={
                one.person_id: one.enrolment
                for one in store.programmes.participants(actor, programme_id)
            },
            organisations={one.name: one.id for one in store.people.organisations()},
        )


@dataclass(slots=True)
class Resolver:
    """Collects the intake; what does not fit goes to ``errors``, what is odd to ``warnings``."""

    known: Known
    errors: list[RowError]
    warnings: list[RowError] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)
    _organisations: dict[str, Organisation] = field(default_factory=dict)
    _enrolments: list[Enrolment] = field(default_factory=list)
    _wishes: list[LearningWish] = field(default_factory=list)
    _offers: list[Offer] = field(default_factory=list)
    _edges: list[ReportingEdge] = field(default_factory=list)
    _exclusions: list[Exclusion] = field(default_factory=list)

    def add_people(self, rows: Sequence[PersonRow]) -> None:
        """Take in people, then their superiors, who may stand further down."""
        for row in rows:
            person = self._person(row)
            self.people[row.email] = person
            self._enrol(row, person)
        for row in rows:
            for kind, email in row.superiors:
                column = "superior_email" if kind is EdgeKind.LINE else "dotted_superior_email"
                columns = ("email", column)
                self.add_reporting([PairRow(row.row, columns, row.email, email, kind)])

    def add_reporting(self, rows: Sequence[PairRow[EdgeKind]]) -> None:
        """Take in who reports to whom."""
        for row in rows:
            report, superior = self._pair(row, same="superior_self")
            if report and superior and report.id != superior.id:
                self._edges.append(ReportingEdge(superior.id, report.id, row.kind))

    def add_exclusions(self, rows: Sequence[PairRow[ExclusionKind]]) -> None:
        """Take in who is kept apart."""
        for row in rows:
            first, second = self._pair(row, same="same_person")
            if first and second:
                self._exclusions.append(Exclusion(first.id, second.id, row.kind, row.reason_code))

    def intake(self) -> Intake:
        """Return everything taken in."""
        return Intake(
            organisations=tuple(self._organisations.values()),
            people=tuple(self.people.values()),
            enrolments=tuple(self._enrolments),
            wishes=tuple(self._wishes),
            offers=tuple(self._offers),
            edges=tuple(self._edges),
            exclusions=tuple(self._exclusions),
        )

    def _person(self, row: PersonRow) -> Person:
        """Return the known person changed, or a new one; an empty cell changes nothing."""
        known = self.known.people.get(row.email)
        if known is None:
            spoken = next((Language(code) for code in row.languages if code in ("de", "en")), None)
            known = Person(
                id=uuid4().hex,
                organisation_id=self.known.programme.organisation_id,
                name=row.name,
                email=row.email,
                languages=(),
                language=spoken or Language.DE,
                address=Address.SIE,
            )
        if not (row.languages or known.languages):
            self._warn(row.row, "languages", "languages_missing")
        return replace(
            known,
            organisation_id=self._organisation(row.organisation) or known.organisation_id,
            name=row.name or known.name,
            languages=row.languages or known.languages,
            language=row.language or known.language,
            address=row.address or known.address,
            department=row.department or known.department,
            title=row.title or known.title,
            location=row.location or known.location,
            availability=row.availability or known.availability,
            working_style=row.working_style or known.working_style,
            under_18=known.under_18 if row.under_18 is None else row.under_18,
        )

    def _organisation(self, name: str) -> str:
        if not name:
            return ""
        if name in self.known.organisations:
            return self.known.organisations[name]
        return self._organisations.setdefault(name, Organisation(uuid4().hex, name)).id

    def _enrol(self, row: PersonRow, person: Person) -> None:
        if row.role is None:
            return
        known = self.known.enrolments.get(person.id)
        if known is None:
            known = Enrolment(uuid4().hex, self.known.programme.id, person.id, row.role)
        if known.joined_at is not None and known.role is not row.role:
            values = {"given": row.role.value, "kept": known.role.value}
            self._fail(row.row, "role", "role_fixed", values)
        capacity = known.capacity if row.capacity is None else row.capacity
        enrolment = replace(known, role=row.role, capacity=capacity)
        self._enrolments.append(enrolment)
        if known.joined_at is None:
            self._add_texts(row, enrolment.id, person.language)
        elif row.wishes or row.offers:
            self._warn(row.row, "wishes", "texts_kept")

    def _add_texts(self, row: PersonRow, enrolment_id: str, hint: Language) -> None:
        for priority, text in enumerate(row.wishes, start=1):
            wish = LearningWish(
                uuid4().hex,
                enrolment_id,
                text,
                imported_label(text, hint),
                priority=min(priority, 5),
            )
            self._wishes.append(wish)
        self._offers += [
            Offer(uuid4().hex, enrolment_id, text, imported_label(text, hint))
            for text in row.offers
        ]

    def _pair(
        self, row: PairRow[EdgeKind] | PairRow[ExclusionKind], *, same: str
    ) -> tuple[Person | None, Person | None]:
        found = []
        for column, email in zip(row.columns, (row.first, row.second), strict=True):
            person = self.people.get(email) or self.known.people.get(email)
            if person is None and email:
                self._fail(row.row, column, "person_unknown", {"given": email})
            found.append(person)
        if row.first and row.first == row.second:
            self._fail(row.row, row.columns[1], same, {"given": row.first})
        return found[0], found[1]

    def _fail(self, row: Row, column: str, code: str, values: Mapping[str, Value]) -> None:
        self.errors.append(RowError(row.file, row.number, column, code, values))

    def _warn(self, row: Row, column: str, code: str) -> None:
        self.warnings.append(RowError(row.file, row.number, column, code))
