"""People, programmes and what is released: who sees what, and whose act joining is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tandems.domain.person import (
    AccountRole,
    EdgeKind,
    Exclusion,
    ExclusionKind,
    ReportingEdge,
)
from tandems.domain.programme import Enrolment
from tandems.domain.vocabulary import Role
from tandems.errors import (
    Conflict,
    Forbidden,
    InvalidInput,
    NotAllowedNow,
    NotFound,
)
from tests.tandems.test_sealing import proposal_with
from tests.tandems.world import (
    NOW,
    OFFICE,
    World,
    a_person,
    a_tandem,
    a_wish,
    add_account,
    an_offer,
    enrol,
    fresh,
)


def test_a_person_is_seen_by_self_partner_and_coordinator(world: World) -> None:
    mia = world.mentor.person_id
    assert mia
    for actor in (world.mentor, world.mentee, world.coordinator):
        assert world.store.people.person(actor, mia).name == "Mia"
    for actor in (world.operator, world.other_mentor, world.other_mentee):
        with pytest.raises(Forbidden):
            world.store.people.person(actor, mia)
    with pytest.raises(Forbidden):
        world.store.people.person(world.coordinator, "nobody")


def test_all_people_are_the_coordinators_list(world: World) -> None:
    assert len(world.store.people.everyone(world.coordinator)) == 5
    for actor in (world.operator, world.mentor):
        with pytest.raises(Forbidden):
            world.store.people.everyone(actor)


def test_a_person_is_changed_in_place_and_an_address_is_one_persons(world: World) -> None:
    people = world.store.people
    person = people.by_email(" MIA@example.org ")
    assert person
    changed = replace(person, availability="dienstags", languages=("de",))
    assert people.save_person(world.mentor, changed).version == person.version + 1
    again = people.by_email("mia@example.org")
    assert again
    assert (again.availability, again.languages) == ("dienstags", ("de",))
    with pytest.raises(Conflict):
        people.save_person(OFFICE, a_person("mia", world.organisation_id))
    with pytest.raises(Conflict):
        people.save_person(world.coordinator, replace(person, title="Leitung"))


def test_a_person_is_written_by_themself_and_the_coordinator_alone(world: World) -> None:
    people = world.store.people
    person = people.person(world.mentor, world.mentor.person_id or "")
    for actor in (world.mentee, world.other_mentor, world.operator):
        with pytest.raises(Forbidden):
            people.save_person(actor, replace(person, availability="nie"))
        with pytest.raises(Forbidden):
            people.save_person(actor, a_person("neu", world.organisation_id))
    assert people.person(world.mentor, person.id) == person
    kept = people.save_person(world.coordinator, replace(person, title="Leitung"))
    assert (kept.title, kept.version) == ("Leitung", person.version + 1)


def test_an_organisation_goes_by_its_name(world: World) -> None:
    people = world.store.people
    assert people.add_organisation("Musterwerk").id == world.organisation_id
    people.add_organisation("Beispiel AG")
    assert [one.name for one in people.organisations()] == ["Musterwerk", "Beispiel AG"]


def test_reporting_lines_are_replaced_whole_or_not_at_all(world: World) -> None:
    people = world.store.people
    mia, sven = world.mentor.person_id, world.mentee.person_id
    assert mia
    assert sven
    line = ReportingEdge(sven, mia, EdgeKind.LINE)
    dotted = ReportingEdge(mia, sven, EdgeKind.DOTTED)
    people.set_reporting([line, line, dotted])
    assert set(people.reporting_edges()) == {line, dotted}
    with pytest.raises(Conflict):
        people.set_reporting([ReportingEdge("nobody", mia, EdgeKind.LINE)])
    assert set(people.reporting_edges()) == {line, dotted}
    people.set_reporting([line])
    assert people.reporting_edges() == [line]


def test_an_exclusion_has_no_direction(world: World) -> None:
    people = world.store.people
    people.add_exclusion(Exclusion("b", "a", ExclusionKind.RIVAL, "old"))
    people.add_exclusion(Exclusion("a", "b", ExclusionKind.RIVAL, "new"))
    assert people.exclusions() == [Exclusion("a", "b", ExclusionKind.RIVAL, "new")]


def test_programmes_are_listed_to_the_enrolled_and_the_office(world: World) -> None:
    stranger = add_account(world.store, "nora", organisation_id=world.organisation_id)
    for actor in (world.mentor, world.coordinator, world.operator):
        assert [one.id for one in world.store.programmes.list(actor)] == [world.programme_id]
    assert world.store.programmes.list(stranger) == []


def test_a_programme_changed_by_two_is_a_conflict(world: World) -> None:
    programmes = world.store.programmes
    loaded = programmes.get(world.programme_id)
    changed = programmes.create(replace(loaded, weeks=30))
    assert (changed.weeks, changed.version) == (30, loaded.version + 1)
    with pytest.raises(Conflict):
        programmes.create(replace(loaded, weeks=20))
    assert programmes.get(world.programme_id) == changed
    with pytest.raises(NotFound):
        programmes.get("none")


def test_joining_is_the_persons_own_act(world: World) -> None:
    store = world.store
    nora = add_account(store, "nora", organisation_id=world.organisation_id)
    assert nora.person_id
    with pytest.raises(InvalidInput):
        store.programmes.enrol(
            Enrolment(fresh(), world.programme_id, nora.person_id, Role.MENTEE, joined_at=NOW)
        )
    invited = store.programmes.enrol(
        Enrolment(fresh(), world.programme_id, nora.person_id, Role.MENTEE)
    )
    for actor in (world.coordinator, world.operator, world.mentor):
        with pytest.raises(Forbidden):
            store.programmes.join(actor, invited.id, now=NOW)
    joined = store.programmes.join(nora, invited.id, now=NOW)
    assert joined.joined_at == NOW
    later = store.programmes.join(nora, invited.id, now=NOW + timedelta(days=1))
    assert later.joined_at == NOW
    changed = store.programmes.enrol(replace(later, capacity=2, joined_at=None))
    assert (changed.capacity, changed.joined_at) == (2, NOW)


def test_an_enrolment_is_seen_by_its_person_and_the_coordinator(world: World) -> None:
    mia = world.mentor.person_id
    assert mia
    for actor in (world.mentor, world.coordinator):
        found = world.store.programmes.enrolment(actor, world.programme_id, person_id=mia)
        assert found.role is Role.MENTOR
    for actor in (world.mentee, world.operator):
        with pytest.raises(Forbidden):
            world.store.programmes.enrolment(actor, world.programme_id, person_id=mia)


def test_only_what_is_released_leaves_its_person(world: World) -> None:
    store, enrolment = world.store, world.enrolment_of(world.mentee)
    first, second = a_wish(enrolment, text="Videos"), a_wish(enrolment, text="KI", priority=1)
    released = store.wishes.release_wishes(world.mentee, enrolment, wishes=[first, second], now=NOW)
    assert [one.released_at for one in released] == [NOW, NOW]
    store.wishes.withdraw_wish(world.mentee, first.id)
    seen = {
        one.person_id: one
        for one in store.programmes.participants(world.coordinator, world.programme_id)
    }
    assert world.mentee.person_id
    assert [one.text for one in seen[world.mentee.person_id].wishes] == ["KI"]
    own = store.programmes.my_participation(world.mentee, world.programme_id)
    assert [(one.text, bool(one.released_at)) for one in own.wishes] == [
        ("Videos", False),
        ("KI", True),
    ]
    store.wishes.delete_wish(world.mentee, first.id)
    own = store.programmes.my_participation(world.mentee, world.programme_id)
    assert [one.text for one in own.wishes] == ["KI"]


def test_a_wish_is_changed_and_released_by_its_person_alone(world: World) -> None:
    wishes, enrolment = world.store.wishes, world.enrolment_of(world.mentee)
    wish = a_wish(enrolment)
    for actor in (world.mentor, *world.outsiders):
        with pytest.raises(Forbidden):
            wishes.release_wishes(actor, enrolment, wishes=[wish], now=NOW)
    [kept] = wishes.release_wishes(world.mentee, enrolment, wishes=[wish], now=NOW)
    for actor in (world.mentor, *world.outsiders):
        with pytest.raises(Forbidden):
            wishes.withdraw_wish(actor, kept.id)
        with pytest.raises(Forbidden):
            wishes.delete_wish(actor, kept.id)
    stolen = replace(kept, enrolment_id=world.enrolment_of(world.other_mentee), text="mine")
    with pytest.raises(Forbidden):
        wishes.release_wishes(world.other_mentee, stolen.enrolment_id, wishes=[stolen], now=NOW)
    changed = replace(kept, text="anders")
    [newer] = wishes.release_wishes(world.mentee, enrolment, wishes=[changed], now=NOW)
    assert newer.version > kept.version
    with pytest.raises(Conflict):
        wishes.release_wishes(world.mentee, enrolment, wishes=[changed], now=NOW)


def test_an_import_speaks_for_the_invited_alone(world: World) -> None:
    store = world.store
    nora = add_account(store, "nora", organisation_id=world.organisation_id)
    assert nora.person_id
    invited = store.programmes.enrol(
        Enrolment(fresh(), world.programme_id, nora.person_id, Role.MENTOR)
    )
    wish, offer = a_wish(invited.id, text="alt"), an_offer(invited.id, text="Agil")
    bring = store.wishes.import_released
    bring(world.coordinator, invited.id, wishes=[wish], offers=[offer], now=NOW)
    new = a_wish(invited.id, text="neu")
    bring(world.coordinator, invited.id, wishes=[new], offers=[offer], now=NOW)
    own = store.programmes.my_participation(nora, world.programme_id)
    assert ([one.text for one in own.wishes], len(own.offers)) == (["neu"], 1)
    with pytest.raises(Forbidden):
        bring(nora, invited.id, wishes=[], offers=[], now=NOW)
    store.programmes.join(nora, invited.id, now=NOW)
    with pytest.raises(NotAllowedNow):
        bring(world.coordinator, invited.id, wishes=[], offers=[], now=NOW)


def test_candidates_are_the_joined_people_of_the_other_role(world: World) -> None:
    store = world.store
    nora, ravi = (
        add_account(store, name, organisation_id=world.organisation_id) for name in ("nora", "ravi")
    )
    assert nora.person_id
    store.programmes.enrol(Enrolment(fresh(), world.programme_id, nora.person_id, Role.MENTOR))
    enrol(store, ravi, programme_id=world.programme_id, role=Role.MENTOR)
    mentors = store.programmes.candidates(world.mentee, world.programme_id)
    assert {one.person_id for one in mentors} == {ravi.person_id}
    with pytest.raises(NotAllowedNow):
        store.programmes.candidates(nora, world.programme_id)
    for actor in (world.coordinator, world.operator):
        with pytest.raises(Forbidden):
            store.programmes.candidates(actor, world.programme_id)
        with pytest.raises(Forbidden):
            store.programmes.my_participation(actor, world.programme_id)
    for actor in (world.mentor, world.operator):
        with pytest.raises(Forbidden):
            store.programmes.participants(actor, world.programme_id)


def test_a_candidate_has_a_place_that_no_open_tandem_takes(world: World) -> None:
    store = world.store
    pia, ravi = (
        add_account(store, name, organisation_id=world.organisation_id) for name in ("pia", "ravi")
    )
    enrol(store, pia, programme_id=world.programme_id, role=Role.MENTEE)
    enrol(store, ravi, programme_id=world.programme_id, role=Role.MENTOR)

    def names() -> set[str]:
        found = store.programmes.candidates(pia, world.programme_id)
        return {one.name for one in found}

    assert names() == {"Ravi"}
    tandem = a_tandem(world.programme_id, ravi, mentee=world.mentee)
    store.tandems.create(world.coordinator, tandem)
    assert names() == set()
    store.tandems.decline(ravi, tandem.id, now=NOW)
    store.tandems.pause(world.coordinator, world.tandem_id)
    assert names() == {"Ravi"}
    store.tandems.close(world.mentor, world.tandem_id)
    assert names() == {"Ravi", "Mia"}


def test_a_ranking_is_ones_own_and_names_participants_once(world: World) -> None:
    rankings, programme_id = world.store.rankings, world.programme_id
    mia, tuva = world.mentor.person_id, world.other_mentor.person_id
    assert mia
    assert tuva
    rankings.rank(world.mentee, programme_id, mentor_ids=[mia, tuva], now=NOW)
    rankings.rank(world.mentee, programme_id, mentor_ids=[tuva, mia], now=NOW)
    assert rankings.ranking(world.mentee, programme_id) == (tuva, mia)
    assert rankings.ranking(world.other_mentee, programme_id) == ()
    everybody = rankings.all_rankings(world.coordinator, programme_id)
    assert everybody == {world.mentee.person_id: (tuva, mia)}
    for wrong in ([mia, mia], [mia, "nobody"], [world.mentee.person_id or ""]):
        with pytest.raises(InvalidInput):
            rankings.rank(world.mentee, programme_id, mentor_ids=wrong, now=NOW)
    for actor in (world.mentee, world.operator):
        with pytest.raises(Forbidden):
            rankings.all_rankings(actor, programme_id)


def test_a_proposal_is_kept_changed_and_approved_once(world: World) -> None:
    matching, cora = world.store.matching, world.coordinator
    proposal = proposal_with("Videos", world.programme_id)
    assert matching.latest(cora, world.programme_id) is None
    first = matching.save(cora, proposal)
    assert first == proposal
    changed = matching.save(cora, replace(first, pairs=()))
    with pytest.raises(Conflict):
        matching.save(cora, first)
    approved = matching.mark_approved(cora, proposal.id, now=NOW)
    assert approved == replace(changed, approved_at=NOW, version=changed.version + 1)
    assert matching.get(cora, proposal.id) == approved
    with pytest.raises(NotAllowedNow):
        matching.save(cora, approved)
    newer = matching.save(cora, proposal_with("KI", world.programme_id))
    assert matching.latest(cora, world.programme_id) == newer
    for actor in (world.mentor, world.operator):
        with pytest.raises(Forbidden):
            matching.get(actor, proposal.id)


def test_a_trial_is_never_approved(world: World) -> None:
    trial = replace(proposal_with("Videos", world.programme_id), trial=True)
    world.store.matching.save(world.coordinator, trial)
    with pytest.raises(NotAllowedNow):
        world.store.matching.mark_approved(world.coordinator, trial.id, now=NOW)


def test_somebody_is_enrolled_once(world: World) -> None:
    with pytest.raises(Conflict):
        enrol(world.store, world.mentor, programme_id=world.programme_id, role=Role.MENTEE)


def test_a_coordinator_who_takes_part_joins_as_anybody(world: World) -> None:
    assert world.coordinator.role is AccountRole.COORDINATOR
    enrol(world.store, world.coordinator, programme_id=world.programme_id, role=Role.MENTEE)
    own = world.store.programmes.my_participation(world.coordinator, world.programme_id)
    assert own.person_id == world.coordinator.person_id
