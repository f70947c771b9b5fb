"""Goals, commitments and sessions of a tandem: its two people's, and nobody else's."""

from datetime import date

import pytest

from programme.commitments import Commitments, Promise
from programme.goals import Goals, GoalWords
from programme.sessions import Sessions
from programme.zone import ZONE
from tandems.domain.person import Account
from tandems.domain.tandem import CommitmentStatus, GoalStatus, SessionStatus
from tandems.domain.vocabulary import Language
from tandems.errors import Forbidden, MinutesOutOfRange, NotAllowedNow, NotFound
from tandems.storage import Store
from tests.tandems.world import NOW, World, a_draft, a_wish, build_world

WORDS = GoalWords("Ein Video selbst drehen und schneiden, ganz ohne Hilfe", "", "", Language.DE)


@pytest.fixture
def world(store: Store) -> World:
    return build_world(store)


def a_promise(owner: Account) -> Promise:
    assert owner.person_id
    return Promise(owner.person_id, "lesen", date(2026, 4, 1), "Buch liegt da", Language.DE)


def plan(world: World) -> Sessions:
    sessions = Sessions(world.store)
    tandem = world.store.tandems.get(world.mentor, world.tandem_id)
    sessions.plan_run(world.mentor, tandem, world.store.programmes.get(world.programme_id))
    return sessions


def test_a_goal_without_a_label_gets_a_short_one(world: World) -> None:
    goal = Goals(world.store).write(world.mentee, world.tandem_id, words=WORDS)
    assert goal.label == "Ein Video selbst drehen und schneiden"
    assert goal.owner_id == world.mentee.person_id


def test_outsiders_write_no_goal_and_see_no_wish(world: World) -> None:
    goals = Goals(world.store)
    for account in world.outsiders:
        with pytest.raises(Forbidden):
            goals.write(account, world.tandem_id, words=WORDS)
        with pytest.raises(Forbidden):
            goals.open_wishes(account, world.tandem_id)


def test_only_own_released_wishes_become_goals_and_each_once(world: World) -> None:
    goals, enrolment = Goals(world.store), world.enrolment_of(world.mentee)
    wish = a_wish(enrolment, text="Kurzvideos")
    world.store.wishes.release_wishes(world.mentee, enrolment, wishes=[wish], now=NOW)
    with pytest.raises(NotFound):
        goals.take_over(world.mentor, world.tandem_id, wish_id=wish.id, language=Language.DE)
    goal = goals.take_over(world.mentee, world.tandem_id, wish_id=wish.id, language=Language.DE)
    assert (goal.text, goal.from_wish_id) == ("Kurzvideos", wish.id)
    assert goals.open_wishes(world.mentee, world.tandem_id) == []
    with pytest.raises(NotFound):
        goals.take_over(world.mentee, world.tandem_id, wish_id=wish.id, language=Language.DE)


def test_a_goal_is_sharpened_and_settled_by_its_owner_alone(world: World) -> None:
    goals = Goals(world.store)
    goal = goals.write(world.mentee, world.tandem_id, words=WORDS)
    with pytest.raises(Forbidden):
        goals.settle(world.mentor, world.tandem_id, goal_id=goal.id, status=GoalStatus.REACHED)
    reached = goals.settle(
        world.mentee, world.tandem_id, goal_id=goal.id, status=GoalStatus.REACHED
    )
    assert reached.status is GoalStatus.REACHED


def test_a_commitment_is_settled_by_either_and_by_nobody_else(world: World) -> None:
    commitments = Commitments(world.store)
    kept = commitments.add(world.mentor, world.tandem_id, promise=a_promise(world.mentee))
    done = commitments.settle(
        world.mentor,
        world.tandem_id,
        commitment_id=kept.id,
        status=CommitmentStatus.DONE,
    )
    assert done.status is CommitmentStatus.DONE
    for account in world.outsiders:
        with pytest.raises(Forbidden):
            commitments.settle(
                account,
                world.tandem_id,
                commitment_id=kept.id,
                status=CommitmentStatus.OPEN,
            )


def test_nobody_outside_the_pair_can_owe_a_commitment(world: World) -> None:
    with pytest.raises(Forbidden):
        Commitments(world.store).add(
            world.mentor, world.tandem_id, promise=a_promise(world.other_mentee)
        )


def test_a_run_is_planned_on_working_days_at_ten(world: World) -> None:
    plan(world)
    for session in world.store.tandems.sessions(world.mentor, world.tandem_id):
        assert session.starts_at is not None
        local = session.starts_at.astimezone(ZONE)
        assert local.weekday() < 5
        assert (local.hour, local.minute) == (10, 0)


@pytest.mark.parametrize("minutes", [9, 181])
def test_a_session_is_moved_within_ten_and_a_hundred_and_eighty_minutes(
    world: World, minutes: int
) -> None:
    sessions = plan(world)
    first = world.store.tandems.sessions(world.mentor, world.tandem_id)[0]
    with pytest.raises(MinutesOutOfRange):
        sessions.reschedule(
            world.mentor, world.tandem_id, session_id=first.id, starts_at=NOW, minutes=minutes
        )
    moved = sessions.reschedule(
        world.mentee, world.tandem_id, session_id=first.id, starts_at=NOW, minutes=10
    )
    assert (moved.starts_at, moved.minutes) == (NOW, 10)


def test_a_session_with_an_agenda_keeps_its_length(world: World) -> None:
    sessions = plan(world)
    draft = a_draft(world.mentor, world.tandem_id, minutes=45)
    world.store.suggestions.save_draft(world.mentor, draft)
    accepted = sessions.accept(world.mentor, draft.id, now=NOW)
    assert accepted.session_id
    moved = sessions.reschedule(
        world.mentor,
        world.tandem_id,
        session_id=accepted.session_id,
        starts_at=NOW,
        minutes=90,
    )
    assert (moved.minutes, moved.agenda_id) == (45, draft.id)


def test_a_held_session_stays_where_it_was(world: World) -> None:
    sessions = plan(world)
    first = world.store.tandems.sessions(world.mentor, world.tandem_id)[0]
    held = world.store.tandems.hold_session(world.mentor, first.id, now=NOW)
    assert held.status is SessionStatus.HELD
    with pytest.raises(NotAllowedNow):
        sessions.reschedule(
            world.mentor, world.tandem_id, session_id=first.id, starts_at=NOW, minutes=60
        )


def test_outsiders_move_no_session(world: World) -> None:
    sessions = plan(world)
    first = world.store.tandems.sessions(world.mentor, world.tandem_id)[0]
    for account in world.outsiders:
        with pytest.raises(Forbidden):
            sessions.reschedule(
                account, world.tandem_id, session_id=first.id, starts_at=NOW, minutes=60
            )
