"""Imports: what a file brings, what it leaves alone, and nothing is ever half saved."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

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
from tests.programme.files import (
    ANNA,
    BELA,
    EXCLUSIONS,
    FULL,
    HEAD,
    REPORTING,
    load,
    table,
)


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


def test_a_person_who_changed_since_the_file_was_read_is_not_overwritten(office: Office) -> None:
    load(office, table("a@example.org;A;mentee;de"))
    (person,) = office.store.people.everyone(office.coordinator)
    office.store.people.save_person(office.coordinator, replace(person, title="Leitung"))
    stale = Intake(people=(replace(person, title="Team"),))
    with pytest.raises(Conflict):
        office.store.intakes.apply(office.coordinator, stale, now=NOW)
    assert office.store.people.everyone(office.coordinator)[0].title == "Leitung"


def test_ways_of_working_and_who_is_under_18_come_in(office: Office) -> None:
    head = f"{HEAD};Arbeitsweise;unter 18"
    load(office, table(f"{ANNA};erst ausprobieren;ja", f"{BELA};;", head=head))
    load(office, table(f"{ANNA};;", head=head))
    people = {one.name: one for one in office.store.people.everyone(office.coordinator)}
    anna, bela = people["Anna Brandt"], people["Béla Kovács"]
    assert (anna.working_style, anna.under_18) == ("erst ausprobieren", True)
    assert (bela.working_style, bela.under_18) == ("", False)
    with pytest.raises(ImportFailed) as failed:
        load(office, table(f"{ANNA};;17", head=head))
    assert [one.code for one in failed.value.errors] == ["under_18_unknown"]
