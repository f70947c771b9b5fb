"""Commitments, goals and notes of a tandem."""

import pytest

from tandems.domain.tandem import GoalStatus
from tests.tandems.world import NOW, a_wish
from tests.ui.tandem_site import TandemSite, Visitor


def test_a_crisis_is_not_kept_as_a_goal(mentor: Visitor, site: TandemSite) -> None:
    goals = site.world.store.tandems.goals
    before = goals(site.world.mentor, site.world.tandem_id)
    said = mentor.act(
        "goals",
        tandem=site.world.tandem_id,
        do="write",
        goal_text="Ich will mich umbringen.",
    )
    assert "td-answer-refer" in said
    assert goals(site.world.mentor, site.world.tandem_id) == before


def test_a_commitment_is_kept_settled_and_reopened_by_either(
    mentor: Visitor, mentee: Visitor, site: TandemSite
) -> None:
    world, tandem = site.world, site.world.tandem_id
    said = mentor.act(
        "commitments",
        tandem=tandem,
        do="add",
        what="zwei Videos ansehen",
        owner=str(world.mentee.person_id),
        due="2026-03-20",
        sign="Links liegen bereit",
    )
    assert "Festgehalten" in said
    kept = world.store.tandems.commitments(world.mentee, tandem)[-1]
    assert (kept.text, kept.due.isoformat()) == ("zwei Videos ansehen", "2026-03-20")
    assert kept.text in mentee.load()["show_commitments"]
    for visitor, do, status in ((mentee, "done", "done"), (mentor, "reopen", "open")):
        visitor.act("commitments", tandem=tandem, do=do, commitment=kept.id)
        assert world.store.tandems.commitments(world.mentor, tandem)[-1].status == status


@pytest.mark.parametrize(
    ("field", "given", "said"),
    [
        ("due", "2026-02-01", "ein Tag ab heute"),
        ("due", "31.12.2026", "ein Tag, den es gibt"),
        ("due", "", "Bis wann?"),
        ("what", "", "Was genau?"),
        ("owner", "somebody", "eine der angebotenen Möglichkeiten"),
    ],
)
def test_an_unusable_commitment_is_refused_by_field(
    mentor: Visitor, site: TandemSite, field: str, given: str, said: str
) -> None:
    world = site.world
    before = world.store.tandems.commitments(world.mentor, world.tandem_id)
    fields = {"what": "lesen", "owner": str(world.mentor.person_id), "due": "2026-03-20"}
    fields |= {field: given}
    assert said in mentor.act("commitments", tandem=world.tandem_id, do="add", **fields)
    assert world.store.tandems.commitments(world.mentor, world.tandem_id) == before


def test_a_released_wish_becomes_a_goal_that_only_its_owner_changes(
    mentor: Visitor, mentee: Visitor, site: TandemSite
) -> None:
    world = site.world
    enrolment = world.enrolment_of(world.mentee)
    wish = a_wish(enrolment, text="Ich möchte mit Kurzvideos umgehen")
    world.store.wishes.release_wishes(world.mentee, enrolment, wishes=[wish], now=NOW)
    assert wish.text in mentee.load()["show_wishes"]
    assert "bleibt für die Koordination" in mentee.load()["show_wishes"]
    mentee.act("goals", tandem=world.tandem_id, do="take", wish=wish.id)
    goal = world.store.tandems.goals(world.mentor, world.tandem_id)[-1]
    assert (goal.from_wish_id, goal.text) == (wish.id, wish.text)
    assert "nicht freigegeben" in mentor.act(
        "goals", tandem=world.tandem_id, do="sharpen", goal=goal.id, goal_text="anders"
    )
    mentee.act("goals", tandem=world.tandem_id, do="sharpen", goal=goal.id, goal_text="geschärft")
    mentee.act("goals", tandem=world.tandem_id, do="reach", goal=goal.id)
    changed = world.store.tandems.goals(world.mentor, world.tandem_id)[-1]
    assert (changed.text, changed.status) == ("geschärft", GoalStatus.REACHED)
    assert wish.text not in mentee.load()["show_wishes"]


def test_a_private_note_is_its_writers_alone(
    mentor: Visitor, mentee: Visitor, site: TandemSite
) -> None:
    tandem = site.world.tandem_id
    mentor.act("notes", tandem=tandem, do="add", text="nur für mich", visibility="private")
    mentor.act("notes", tandem=tandem, do="add", text="für uns beide", visibility="shared")
    assert "nur für mich" in mentor.load()["show_notes"]
    seen = mentee.load()["show_notes"]
    assert "nur für mich" not in seen
    assert "für uns beide" in seen
    note = site.world.store.tandems.notes(site.world.mentor, tandem)[-1]
    assert "nicht freigegeben" in mentee.act("notes", tandem=tandem, do="delete", note=note.id)
