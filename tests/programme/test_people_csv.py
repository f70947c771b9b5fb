"""Imports: every error is named by row and column, and nothing is ever half saved."""

from datetime import UTC, datetime

import pytest

from programme.intake.table import MAX_BYTES, MAX_ROWS, CsvFile
from programme.people_csv import ImportFiles, ImportReport, import_people
from tandems.domain.intake import Intake
from tandems.domain.person import (
    Account,
    AccountRole,
    EdgeKind,
    ExclusionKind,
    Person,
    ReportingEdge,
)
from tandems.domain.programme import Enrolment, LearningWish, Offer
from tandems.domain.tandem import Agreement, Membership, Tandem, TandemStatus
from tandems.domain.vocabulary import Address, Language, Mode, Role
from tandems.errors import Conflict, Forbidden, ImportFailed, InvalidInput, NotAllowedNow
from tests.programme.conftest import NOW, Office

HEAD = "email;name;role;languages"
FULL = (
    "email;name;organisation;role;department;title;location;languages;language;address;capacity;"
    "superior_email;dotted_superior_email;availability;wishes;offers"
)


def load(
    office: Office,
    people: str | bytes,
    *,
    reporting: str | None = None,
    exclusions: str | None = None,
) -> ImportReport:
    def file(name: str, content: str | bytes) -> CsvFile:
        return CsvFile(name, content if isinstance(content, bytes) else content.encode())

    files = ImportFiles(
        file("people.csv", people),
        file("reporting.csv", reporting) if reporting is not None else None,
        file("exclusions.csv", exclusions) if exclusions is not None else None,
    )
    return import_people(
        office.store, office.coordinator, programme_id=office.programme_id, files=files, now=NOW
    )


def errors_of(
    office: Office,
    people: str | bytes,
    *,
    reporting: str | None = None,
    exclusions: str | None = None,
) -> list[tuple[str, int, str, str]]:
    with pytest.raises(ImportFailed) as failed:
        load(office, people, reporting=reporting, exclusions=exclusions)
    assert office.store.people.everyone(office.coordinator) == []
    return [(one.file, one.row, one.column, one.code) for one in failed.value.errors]


def table(*rows: str, head: str = HEAD) -> str:
    return "\n".join((head, *rows))


ANNA = "anna@example.org;Anna Brandt;mentee;de"
BELA = "bela@example.org;Béla Kovács;mentor;de;"


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ("", (1, "", "no_rows")),
        (HEAD, (1, "", "no_rows")),
        ("\n\n", (1, "", "no_rows")),
        (b"\x00\x01\x02email", (1, "", "not_csv")),
        (b"PK\x03\x04 a spreadsheet", (1, "", "not_csv")),
        (b"email;name\x81;role", (1, "", "not_csv")),
        (b"x" * (MAX_BYTES + 1), (1, "", "file_too_large")),
        (table(ANNA, '"b@example.org;Bo;mentee;de'), (3, "", "quotes")),
        ("email;name\na@example.org;A", (1, "role", "column_missing")),
        (table(ANNA, head=f"{HEAD};wihses"), (1, "wihses", "column_unknown")),
        (table(f"{ANNA};x", head=f"{HEAD};Mail"), (1, "email", "column_twice")),
        (table(f"{ANNA};de"), (2, "", "cells_too_many")),
        (table(";Anna;mentee;de"), (2, "email", "email_missing")),
        (table("anna.example.org;Anna;mentee;de"), (2, "email", "email_invalid")),
        (table(ANNA, "ANNA@example.org ;Anna;mentor;de"), (3, "email", "email_twice")),
        (table("a@example.org;;mentee;de"), (2, "name", "name_missing")),
        (table("a@example.org;Anna;;de"), (2, "role", "role_missing")),
        (table("a@example.org;Anna;boss;de"), (2, "role", "role_unknown")),
        (table("a@example.org;Anna;peer;de"), (2, "role", "role_unknown")),
        (table("a@example.org;Anna;mentee;de|xx"), (2, "languages", "languages_unknown")),
        (table(f"{ANNA};fr", head=f"{HEAD};language"), (2, "language", "language_unknown")),
        (table(f"{ANNA};ihr", head=f"{HEAD};address"), (2, "address", "address_unknown")),
        (table(f"{ANNA};zwei", head=f"{HEAD};capacity"), (2, "capacity", "capacity_invalid")),
        (table(f"{ANNA};-1", head=f"{HEAD};capacity"), (2, "capacity", "capacity_invalid")),
        (table(f"{ANNA};11", head=f"{HEAD};capacity"), (2, "capacity", "capacity_invalid")),
        (table(f"{ANNA};{'x' * 201}", head=f"{HEAD};title"), (2, "title", "too_long")),
        (table(f"{ANNA};{'x' * 2001}", head=f"{HEAD};wishes"), (2, "wishes", "too_long")),
        (
            table(f"{ANNA};{'|'.join(str(n) for n in range(13))}", head=f"{HEAD};wishes"),
            (2, "wishes", "too_many_texts"),
        ),
        (
            table(f"{ANNA};boss@example.org", head=f"{HEAD};superior_email"),
            (2, "superior_email", "person_unknown"),
        ),
        (
            table(f"{ANNA};anna@example.org", head=f"{HEAD};dotted_superior_email"),
            (2, "dotted_superior_email", "superior_self"),
        ),
    ],
)
def test_an_error_is_named_by_row_and_column(
    office: Office, people: str | bytes, expected: tuple[int, str, str]
) -> None:
    assert ("people.csv", *expected) in errors_of(office, people)


REPORTING = "report_email;superior_email;kind\n"
EXCLUSIONS = "first_email;second_email;kind;reason_code\n"


@pytest.mark.parametrize(
    ("reporting", "expected"),
    [
        ("anna@example.org;nobody@example.org;line", (2, "superior_email", "person_unknown")),
        ("anna@example.org;anna@example.org;line", (2, "superior_email", "superior_self")),
        ("anna@example.org;bela@example.org;boss", (2, "kind", "kind_unknown")),
        (";bela@example.org;line", (2, "report_email", "email_missing")),
    ],
)
def test_reporting_errors_are_named_in_their_own_file(
    office: Office, reporting: str, expected: tuple[int, str, str]
) -> None:
    found = errors_of(office, table(ANNA, BELA), reporting=REPORTING + reporting)
    assert found == [("reporting.csv", *expected)]


@pytest.mark.parametrize(
    ("exclusions", "expected"),
    [
        ("anna@example.org;anna@example.org;rival;", (2, "second_email", "same_person")),
        ("anna@example.org;bela@example.org;;", (2, "kind", "kind_missing")),
        ("anna@example.org;bela@example.org;foe;", (2, "kind", "kind_unknown")),
        ("nobody@example.org;bela@example.org;rival;", (2, "first_email", "person_unknown")),
    ],
)
def test_exclusion_errors_are_named_in_their_own_file(
    office: Office, exclusions: str, expected: tuple[int, str, str]
) -> None:
    found = errors_of(office, table(ANNA, BELA), exclusions=EXCLUSIONS + exclusions)
    assert found == [("exclusions.csv", *expected)]


def test_all_errors_of_all_files_are_told_at_once(office: Office) -> None:
    people = table("x;;mentee;de", ANNA, "c@example.org;C;boss;zz")
    found = errors_of(office, people, reporting=REPORTING + "anna@example.org;q@example.org;line")
    assert {code for *_, code in found} == {
        "email_invalid",
        "name_missing",
        "role_unknown",
        "languages_unknown",
        "person_unknown",
    }


def test_rows_count_as_a_spreadsheet_does_over_empty_rows_and_line_breaks(office: Office) -> None:
    head = f"{HEAD};wishes"
    people = table(f'{ANNA};"Erste Zeile\nzweite Zeile"', "", ";;;;", "b@e.org;B;no;de;", head=head)
    assert errors_of(office, people) == [("people.csv", 5, "role", "role_unknown")]


def test_more_rows_than_allowed_are_refused(office: Office) -> None:
    rows = (f"a{n}@e.org;A;mentor;de" for n in range(MAX_ROWS + 1))
    assert errors_of(office, table(*rows)) == [
        ("people.csv", MAX_ROWS + 2, "", "too_many_rows"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_files_of_every_origin_read_the_same(
    office: Office, encoding: str, delimiter: str, line_end: str
) -> None:
    rows = ("E-Mail;Name;Rolle;Sprachen", "j@example.org;Jörg Groß;Mentor;de", "")
    content = line_end.join(rows).replace(";", delimiter).encode(encoding)
    load(office, content)
    (person,) = office.store.people.everyone(office.coordinator)
    assert (person.name, person.languages) == ("Jörg Groß", ("de",))


def test_a_stated_separator_is_understood(office: Office) -> None:
    load(office, f"sep=;\r\n{table(ANNA)}")
    with pytest.raises(ImportFailed) as failed:
        load(office, "sep=,\na@b.org,,mentor,de".replace("a@b", "email,name,role,languages\na@b"))
    assert [one.row for one in failed.value.errors] == [3]


def test_everything_in_a_row_is_kept(office: Office) -> None:
    row = (
        "Anna@Example.org;Anna  Brandt;Zweigwerk;mentee;Einkauf;Leiterin;Kassel;de;en-GB;de;du;0;"
        "b@example.org;c@example.org;freitags;=1+1 | Ich möchte KI-Werkzeuge verstehen;Erfahrung"
    ).replace("de;en-GB;de;du", '"de;en-GB";de;du')
    bosses = ("b@example.org;B;;none" + ";" * 12, "c@example.org;C;;none" + ";" * 12)
    report = load(office, table(row, *bosses, head=FULL))
    people = {one.email: one for one in office.store.people.everyone(office.coordinator)}
    anna = people["anna@example.org"]
    organisations = {one.id: one.name for one in office.store.people.organisations()}
    assert organisations[anna.organisation_id] == "Zweigwerk"
    assert (anna.name, anna.department, anna.title) == ("Anna Brandt", "Einkauf", "Leiterin")
    assert (anna.languages, anna.language, anna.address) == (
        ("de", "en"),
        Language.DE,
        Address.DU,
    )
    assert anna.availability == "freitags"
    (participant,) = office.store.programmes.participants(office.coordinator, "run")
    assert (participant.enrolment.role, participant.enrolment.capacity) == (Role.MENTEE, 0)
    assert participant.enrolment.joined_at is None
    assert [wish.text for wish in participant.wishes] == [
        "=1+1",
        "Ich möchte KI-Werkzeuge verstehen",
    ]
    assert participant.wishes[1].label == "KI-Werkzeuge"
    assert [wish.priority for wish in participant.wishes] == [1, 2]
    assert [offer.text for offer in participant.offers] == ["Erfahrung"]
    edges = set(office.store.people.reporting_edges())
    assert edges == {
        ReportingEdge(people["b@example.org"].id, anna.id, EdgeKind.LINE),
        ReportingEdge(people["c@example.org"].id, anna.id, EdgeKind.DOTTED),
    }
    assert (report.created, report.mentees, report.mentors) == (3, 1, 0)


def test_thirty_four_pairs_come_in_at_once(office: Office) -> None:
    rows = [
        f"p{n}@example.org;Person {n};{role};de;Thema {n % 34}"
        for n, role in enumerate(["mentor"] * 34 + ["mentee"] * 34)
    ]
    report = load(office, table(*rows, head=f"{HEAD};wishes"))
    assert (report.created, report.mentors, report.mentees, report.wishes) == (68, 34, 34, 68)
    assert report.warnings == ()


def test_a_second_import_changes_and_an_empty_cell_changes_nothing(office: Office) -> None:
    head = f"{HEAD};department;wishes"
    load(office, table(f"{ANNA};Einkauf;Kurzvideos", BELA + ";", head=head))
    report = load(office, table("anna@example.org;Anna Brandt-Sommer;mentee;;;Podcasts", head=head))
    people = {one.email: one for one in office.store.people.everyone(office.coordinator)}
    anna = people["anna@example.org"]
    assert (report.created, report.updated) == (0, 1)
    assert (anna.name, anna.department, anna.languages) == (
        "Anna Brandt-Sommer",
        "Einkauf",
        ("de",),
    )
    participants = office.store.programmes.participants(office.coordinator, "run")
    assert [[wish.text for wish in one.wishes] for one in participants] == [["Podcasts"], []]


def test_texts_of_people_who_joined_stay_theirs(office: Office) -> None:
    head = f"{HEAD};wishes"
    load(office, table(f"{ANNA};Kurzvideos", head=head))
    (participant,) = office.store.programmes.participants(office.coordinator, "run")
    anna = Account("a", "anna", AccountRole.PARTICIPANT, participant.person_id, Language.DE)
    office.store.programmes.join(anna, participant.enrolment.id, now=NOW)
    report = load(office, table(f"{ANNA};Podcasts", head=head))
    (participant,) = office.store.programmes.participants(office.coordinator, "run")
    assert [wish.text for wish in participant.wishes] == ["Kurzvideos"]
    assert [(one.row, one.code) for one in report.warnings] == [(2, "texts_kept")]
    with pytest.raises(ImportFailed) as failed:
        load(office, table(ANNA.replace("mentee", "mentor")))
    assert [one.code for one in failed.value.errors] == ["role_fixed"]


def test_a_missing_language_is_a_warning(office: Office) -> None:
    report = load(office, table("a@example.org;A;mentee;"))
    assert [(one.row, one.column, one.code) for one in report.warnings] == [
        (2, "languages", "languages_missing")
    ]


def test_a_stated_superior_replaces_the_earlier_one_of_its_kind(office: Office) -> None:
    people = [f"{name}@example.org;{name};none;de" for name in "abc"]
    load(office, table(*people), reporting=REPORTING + "a@example.org;b@example.org;line")
    reporting = "a@example.org;c@example.org;line\na@example.org;b@example.org;project"
    load(office, table(*people), reporting=REPORTING + reporting)
    by_id = {one.id: one.name for one in office.store.people.everyone(office.coordinator)}
    edges = {
        (by_id[edge.report_id], by_id[edge.superior_id], edge.kind)
        for edge in office.store.people.reporting_edges()
    }
    assert edges == {("a", "c", EdgeKind.LINE), ("a", "b", EdgeKind.PROJECT)}


def test_exclusions_are_added_once(office: Office) -> None:
    exclusions = EXCLUSIONS + "anna@example.org;bela@example.org;rival;same_post"
    for _ in range(2):
        load(office, table(ANNA, BELA), exclusions=exclusions)
    (found,) = office.store.people.exclusions()
    assert (found.kind, found.reason_code) == (ExclusionKind.RIVAL, "same_post")


def test_new_lines_pause_a_running_tandem(office: Office) -> None:
    load(office, table(ANNA, BELA))
    accounts = []
    for one in office.store.programmes.participants(office.coordinator, "run"):
        account = Account(
            one.person_id, one.name, AccountRole.PARTICIPANT, one.person_id, Language.DE
        )
        office.store.programmes.join(account, one.enrolment.id, now=NOW)
        accounts.append(account)
    mentee, mentor = accounts
    members = (
        Membership("t", mentor.id, "", Role.MENTOR),
        Membership("t", mentee.id, "", Role.MENTEE),
    )
    tandem = Tandem("t", "run", Mode.REVERSE, TandemStatus.PROPOSED, members, Agreement())
    office.store.tandems.create(office.coordinator, tandem)
    for account in accounts:
        office.store.tandems.say_yes(account, "t", now=NOW)
    report = load(
        office, table(ANNA, BELA), reporting=REPORTING + "bela@example.org;anna@example.org;dotted"
    )
    assert report.paused == ("t",)
    (state,) = office.store.tandems.states(office.coordinator, "run")
    assert state.status is TandemStatus.PAUSED


def test_a_participant_may_not_import(office: Office) -> None:
    participant = Account("x", "x", AccountRole.PARTICIPANT, None, Language.DE)
    with pytest.raises(Forbidden):
        load(Office(office.store, participant, "run"), table(ANNA))


def test_a_failure_in_the_middle_leaves_nothing(office: Office) -> None:
    organisation_id = office.store.people.organisations()[0].id
    person = Person("p", organisation_id, "P", "p@example.org", ("de",), Language.DE, Address.DU)
    edge = ReportingEdge("nobody", "p", EdgeKind.LINE)
    intake = Intake(
        people=(person,),
        enrolments=(Enrolment("e", "run", "p", Role.MENTEE),),
        wishes=(LearningWish("w", "e", "x", "x"),),
        offers=(Offer("o", "e", "x", "x"),),
        edges=(edge,),
    )
    with pytest.raises(Conflict):
        office.store.intakes.apply(office.coordinator, intake, now=NOW)
    assert office.store.people.everyone(office.coordinator) == []
    assert office.store.programmes.participants(office.coordinator, "run") == []


def test_an_intake_cannot_claim_a_yes_or_touch_joined_texts(office: Office) -> None:
    load(office, table(ANNA))
    (known,) = office.store.programmes.participants(office.coordinator, "run")
    claimed = Enrolment(
        "new", "run", known.person_id, Role.MENTEE, joined_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    with pytest.raises(InvalidInput):
        office.store.intakes.apply(office.coordinator, Intake(enrolments=(claimed,)), now=NOW)
    anna = Account("a", "anna", AccountRole.PARTICIPANT, known.person_id, Language.DE)
    office.store.programmes.join(anna, known.enrolment.id, now=NOW)
    wish = LearningWish("w", known.enrolment.id, "x", "x")
    with pytest.raises(NotAllowedNow):
        office.store.intakes.apply(office.coordinator, Intake(wishes=(wish,)), now=NOW)
