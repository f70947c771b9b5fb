"""Tandems: two yeses start one, and what is theirs is nobody else's."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from tandems.domain.person import Account
from tandems.domain.programme import Enrolment
from tandems.domain.tandem import (
    Agreement,
    CommitmentStatus,
    GoalStatus,
    SessionStatus,
    TandemStatus,
)
from tandems.domain.vocabulary import Role, Stage
from tandems.errors import Conflict, Forbidden, InvalidInput, NotAllowedNow, NotFound
from tests.tandems.world import (
    NOW,
    World,
    a_commitment,
    a_draft,
    a_goal,
    a_message,
    a_note,
    a_session,
    a_tandem,
    add_account,
    enrol,
    fresh,
)

Attempt = Callable[[World, Account], object]
BY_MEMBERS_ALONE: dict[str, Attempt] = {
    "get": lambda w, a: w.store.tandems.get(a, w.tandem_id),
    "say_yes": lambda w, a: w.store.tandems.say_yes(a, w.tandem_id, now=NOW),
    "decline": lambda w, a: w.store.tandems.decline(a, w.tandem_id, now=NOW),
    "agreement": lambda w, a: w.store.tandems.update_agreement(
        a, w.tandem_id, agreement=Agreement()
    ),
    "sign": lambda w, a: w.store.tandems.sign_agreement(a, w.tandem_id, version=1, now=NOW),
    "help": lambda w, a: w.store.tandems.set_help_flag(a, w.tandem_id, on=True),
    "close": lambda w, a: w.store.tandems.close(a, w.tandem_id),
    "sessions": lambda w, a: w.store.tandems.sessions(a, w.tandem_id),
    "plan": lambda w, a: w.store.tandems.plan_sessions(
        a, w.tandem_id, sessions=[a_session(w.tandem_id, 7)]
    ),
    "hold": lambda w, a: w.store.tandems.hold_session(a, planned(w), now=NOW),
    "goals": lambda w, a: w.store.tandems.goals(a, w.tandem_id),
    "save goal": lambda w, a: w.store.tandems.save_goal(a, a_goal(w.tandem_id, w.mentor)),
    "commitments": lambda w, a: w.store.tandems.commitments(a, w.tandem_id),
    "save commitment": lambda w, a: w.store.tandems.save_commitment(
        a, a_commitment(w.tandem_id, w.mentor)
    ),
    "notes": lambda w, a: w.store.tandems.notes(a, w.tandem_id),
    "add note": lambda w, a: w.store.tandems.add_note(
        a, a_note(w.tandem_id, w.mentor, private=False)
    ),
    "message": lambda w, a: w.store.conversations.add(a, a_message(w.mentor, w.tandem_id)),
    "save draft": lambda w, a: w.store.suggestions.save_draft(a, a_draft(w.mentor, w.tandem_id)),
    "drafts": lambda w, a: w.store.suggestions.drafts(a, w.tandem_id),
    "accepted": lambda w, a: w.store.suggestions.accepted(a, w.tandem_id),
    "used blocks": lambda w, a: w.store.suggestions.used_block_ids(a, w.tandem_id),
    "used questions": lambda w, a: w.store.suggestions.used_question_ids(a, w.tandem_id),
}


def planned(world: World) -> str:
    """Return the id of a session the mentor planned."""
    plan = world.store.tandems.sessions(world.mentor, world.tandem_id)
    if not plan:
        plan = world.store.tandems.plan_sessions(
            world.mentor, world.tandem_id, sessions=[a_session(world.tandem_id)]
        )
    return plan[0].id


@pytest.mark.parametrize("name", BY_MEMBERS_ALONE)
def test_nobody_but_the_two_gets_near_a_tandem(world: World, name: str) -> None:
    for actor in world.outsiders:
        with pytest.raises(Forbidden):
            BY_MEMBERS_ALONE[name](world, actor)
    assert world.store.tandems.goals(world.mentor, world.tandem_id) == []


@pytest.mark.parametrize("name", BY_MEMBERS_ALONE)
def test_the_mentor_is_not_stopped_by_rights(world: World, name: str) -> None:
    try:
        BY_MEMBERS_ALONE[name](world, world.mentor)
    except NotAllowedNow:
        assert name == "decline"


def test_a_tandem_that_is_not_there_looks_like_somebody_elses(world: World) -> None:
    for actor in (world.mentor, world.coordinator):
        with pytest.raises(Forbidden):
            world.store.tandems.get(actor, "none")


def proposed(world: World) -> tuple[str, Account, Account]:
    """Return a proposed tandem and its two accounts."""
    accounts = []
    for name, role in (("lina", Role.MENTOR), ("kurt", Role.MENTEE)):
        account = add_account(world.store, name, organisation_id=world.organisation_id)
        enrol(world.store, account, programme_id=world.programme_id, role=role)
        accounts.append(account)
    tandem = a_tandem(world.programme_id, accounts[0], mentee=accounts[1])
    created = world.store.tandems.create(world.coordinator, tandem)
    assert [one.name for one in created.members] == ["Lina", "Kurt"]
    assert created.agreement == tandem.agreement
    return created.id, accounts[0], accounts[1]


def test_a_tandem_starts_with_the_second_yes(world: World) -> None:
    tandem_id, mentor, mentee = proposed(world)
    first = world.store.tandems.say_yes(mentor, tandem_id, now=NOW)
    assert (first.status, first.started_on) == (TandemStatus.PROPOSED, None)
    again = world.store.tandems.say_yes(mentor, tandem_id, now=NOW + timedelta(days=1))
    assert again.member(Role.MENTOR).pair_yes_at == NOW
    second = world.store.tandems.say_yes(mentee, tandem_id, now=NOW + timedelta(days=2))
    assert second.status is TandemStatus.ACTIVE
    assert second.started_on == (NOW + timedelta(days=2)).date()
    assert second == world.store.tandems.get(mentor, tandem_id)
    assert world.store.tandems.mine(mentee) == [second]


def test_two_yeses_at_once_start_it_too(world: World) -> None:
    tandem_id, mentor, mentee = proposed(world)
    with ThreadPoolExecutor(2) as pool:
        for done in [
            pool.submit(world.store.tandems.say_yes, one, tandem_id, now=NOW)
            for one in (mentor, mentee)
        ]:
            done.result()
    assert world.store.tandems.get(mentor, tandem_id).status is TandemStatus.ACTIVE


def test_one_no_ends_it(world: World) -> None:
    tandem_id, mentor, mentee = proposed(world)
    world.store.tandems.say_yes(mentor, tandem_id, now=NOW)
    declined = world.store.tandems.decline(mentee, tandem_id, now=NOW)
    assert declined.status is TandemStatus.DECLINED
    with pytest.raises(NotAllowedNow):
        world.store.tandems.say_yes(mentee, tandem_id, now=NOW)


def test_nobody_says_yes_for_somebody_else(world: World) -> None:
    _, mentor, mentee = proposed(world)
    tandem = a_tandem(world.programme_id, mentor, mentee=mentee)
    members = (replace(tandem.members[0], pair_yes_at=NOW), tandem.members[1])
    for wrong in (
        replace(tandem, members=members),
        replace(tandem, status=TandemStatus.ACTIVE),
        a_tandem(world.programme_id, mentor, mentee=mentor),
    ):
        with pytest.raises(InvalidInput):
            world.store.tandems.create(world.coordinator, wrong)
    for actor in (world.operator, mentor):
        with pytest.raises(Forbidden):
            world.store.tandems.create(actor, tandem)


def test_nobody_is_proposed_before_joining(world: World) -> None:
    nora = add_account(world.store, "nora", organisation_id=world.organisation_id)
    assert nora.person_id
    world.store.programmes.enrol(
        Enrolment(fresh(), world.programme_id, nora.person_id, Role.MENTEE)
    )
    tandem = a_tandem(world.programme_id, world.mentor, mentee=nora)
    with pytest.raises(NotAllowedNow):
        world.store.tandems.create(world.coordinator, tandem)
    assert len(world.store.tandems.mine(world.mentor)) == 1


def test_content_waits_for_both_yeses_and_ends_with_closing(world: World) -> None:
    tandem_id, mentor, mentee = proposed(world)
    goal = a_goal(tandem_id, mentee)
    with pytest.raises(NotAllowedNow):
        world.store.tandems.save_goal(mentee, goal)
    for account in (mentor, mentee):
        world.store.tandems.say_yes(account, tandem_id, now=NOW)
    world.store.tandems.save_goal(mentee, goal)
    world.store.tandems.close(mentor, tandem_id)
    with pytest.raises(NotAllowedNow):
        world.store.tandems.add_note(mentor, a_note(tandem_id, mentor, private=False))
    assert len(world.store.tandems.goals(mentee, tandem_id)) == 1


def test_a_coordinator_in_a_tandem_sees_it_as_that_member_alone(world: World) -> None:
    store = world.store
    lina = add_account(store, "lina", organisation_id=world.organisation_id)
    for account, role in ((lina, Role.MENTOR), (world.coordinator, Role.MENTEE)):
        enrol(store, account, programme_id=world.programme_id, role=role)
    tandem = a_tandem(world.programme_id, lina, mentee=world.coordinator)
    store.tandems.create(world.coordinator, tandem)
    for account in (lina, world.coordinator):
        store.tandems.say_yes(account, tandem.id, now=NOW)
    store.tandems.add_note(lina, a_note(tandem.id, lina, private=True, text="lina's"))
    store.tandems.add_note(lina, a_note(tandem.id, lina, private=False, text="both's"))
    seen = store.tandems.notes(world.coordinator, tandem.id)
    assert [one.text for one in seen] == ["both's"]
    with pytest.raises(Forbidden):
        store.tandems.notes(world.coordinator, world.tandem_id)


def test_a_private_note_is_hidden_from_the_partner(world: World) -> None:
    tandems, tandem_id = world.store.tandems, world.tandem_id
    private = a_note(tandem_id, world.mentor, private=True, text="mine")
    shared = a_note(tandem_id, world.mentee, private=False, text="ours")
    tandems.add_note(world.mentor, private)
    tandems.add_note(world.mentee, shared)
    assert tandems.notes(world.mentor, tandem_id) == [private, shared]
    assert tandems.notes(world.mentee, tandem_id) == [shared]
    for note in (private, shared):
        actor = world.mentee if note is private else world.mentor
        with pytest.raises(Forbidden):
            tandems.delete_note(actor, note.id)
    with pytest.raises(Forbidden):
        tandems.add_note(world.mentee, replace(private, id=fresh()))
    tandems.delete_note(world.mentor, private.id)
    assert tandems.notes(world.mentor, tandem_id) == [shared]


def test_goals_and_commitments_are_both_members_and_lose_no_update(world: World) -> None:
    tandems, tandem_id = world.store.tandems, world.tandem_id
    goal = tandems.save_goal(world.mentor, a_goal(tandem_id, world.mentee, text="Mut"))
    assert tandems.goals(world.mentee, tandem_id) == [goal]
    reached = tandems.save_goal(world.mentee, replace(goal, status=GoalStatus.REACHED))
    with pytest.raises(Conflict):
        tandems.save_goal(world.mentor, replace(goal, text="anders"))
    assert tandems.goals(world.mentor, tandem_id) == [reached]
    promise = tandems.save_commitment(world.mentor, a_commitment(tandem_id, world.mentor))
    done = tandems.save_commitment(world.mentee, replace(promise, status=CommitmentStatus.DONE))
    with pytest.raises(Conflict):
        tandems.save_commitment(world.mentor, promise)
    assert tandems.commitments(world.mentor, tandem_id) == [done]


def test_of_many_who_change_one_goal_at_once_one_wins(world: World) -> None:
    tandems = world.store.tandems
    goal = tandems.save_goal(world.mentor, a_goal(world.tandem_id, world.mentor))

    def change(number: int) -> bool:
        try:
            tandems.save_goal(world.mentor, replace(goal, text=f"version {number}"))
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(change, range(16))) == 1
    assert tandems.goals(world.mentor, world.tandem_id)[0].version == goal.version + 1


def test_a_goal_is_not_carried_into_another_tandem(world: World) -> None:
    tandems = world.store.tandems
    goal = tandems.save_goal(world.mentor, a_goal(world.tandem_id, world.mentor))
    theirs = replace(goal, tandem_id=world.other_tandem_id)
    with pytest.raises(Forbidden):
        tandems.save_goal(world.other_mentor, theirs)
    owned = replace(theirs, owner_id=world.other_mentor.person_id or "")
    with pytest.raises(Forbidden):
        tandems.save_goal(world.other_mentor, owned)
    with pytest.raises(Forbidden):
        tandems.save_goal(world.mentor, a_goal(world.tandem_id, world.other_mentor))


def test_sessions_are_planned_changed_and_held(world: World) -> None:
    tandems, tandem_id = world.store.tandems, world.tandem_id
    first, second = a_session(tandem_id, 1), a_session(tandem_id, 2)
    kept = tandems.plan_sessions(world.mentor, tandem_id, sessions=[second, first])
    assert tandems.sessions(world.mentee, tandem_id) == [first, second]
    moved = replace(kept[1], minutes=30, agenda_id="smuggled")
    [moved] = tandems.plan_sessions(world.mentee, tandem_id, sessions=[moved])
    assert (moved.minutes, moved.agenda_id, moved.version) == (30, None, 2)
    with pytest.raises(Conflict):
        tandems.plan_sessions(world.mentor, tandem_id, sessions=[first])
    with pytest.raises(Conflict):
        tandems.plan_sessions(world.mentor, tandem_id, sessions=[a_session(tandem_id, 2)])
    stray = a_session(world.other_tandem_id, 1)
    with pytest.raises(Forbidden):
        tandems.plan_sessions(world.mentor, tandem_id, sessions=[stray])
    held = tandems.hold_session(world.mentor, first.id, now=NOW)
    assert held.status is SessionStatus.HELD
    with pytest.raises(Forbidden):
        tandems.hold_session(world.mentor, "none", now=NOW)


def test_a_plan_is_changed_whole_or_not_at_all(world: World) -> None:
    tandems, tandem_id = world.store.tandems, world.tandem_id
    with pytest.raises(Conflict):
        tandems.plan_sessions(
            world.mentor, tandem_id, sessions=[a_session(tandem_id, 1), a_session(tandem_id, 1)]
        )
    assert tandems.sessions(world.mentor, tandem_id) == []


def test_the_coordinator_sees_dates_and_the_help_flag(world: World) -> None:
    tandems, tandem_id = world.store.tandems, world.tandem_id
    first = replace(a_session(tandem_id, 1), stage=Stage.KICK_OFF)
    second = replace(a_session(tandem_id, 2), stage=Stage.GOALS)
    tandems.plan_sessions(world.mentor, tandem_id, sessions=[first, second])
    tandems.hold_session(world.mentor, first.id, now=NOW)
    tandems.set_help_flag(world.mentee, tandem_id, on=True)
    state, other = tandems.states(world.coordinator, world.programme_id)
    assert state.tandem_id == tandem_id
    assert state.names == ("Mia", "Sven")
    assert (state.sessions_held, state.sessions_planned, state.stage) == (1, 1, Stage.GOALS)
    assert state.last_held_at == first.starts_at
    assert state.next_session_at == second.starts_at
    assert (state.help_flag, other.help_flag) == (True, False)
    assert (other.stage, other.next_session_at) == (Stage.KICK_OFF, None)
    for actor in (world.mentor, world.operator):
        with pytest.raises(Forbidden):
            tandems.states(actor, world.programme_id)


def test_the_coordinator_pauses_a_pair_that_breaks_a_rule(world: World) -> None:
    tandems, tandem_id = world.store.tandems, world.tandem_id
    pairs = tandems.pairs(world.coordinator, world.programme_id)
    assert pairs[tandem_id] == (world.mentor.person_id, world.mentee.person_id)
    tandems.pause(world.coordinator, tandem_id)
    assert tandems.get(world.mentor, tandem_id).status is TandemStatus.PAUSED
    with pytest.raises(NotAllowedNow):
        tandems.pause(world.coordinator, tandem_id)
    tandems.resume(world.coordinator, tandem_id)
    assert tandems.get(world.mentor, tandem_id).status is TandemStatus.ACTIVE
    with pytest.raises(NotFound):
        tandems.pause(world.coordinator, "none")
    for actor in (world.mentor, world.operator):
        with pytest.raises(Forbidden):
            tandems.pause(actor, tandem_id)
        with pytest.raises(Forbidden):
            tandems.pairs(actor, world.programme_id)
