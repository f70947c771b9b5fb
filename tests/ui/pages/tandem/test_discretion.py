"""The tandem page is for its two people alone, and takes what they send as text."""

from uuid import uuid4

import pytest

from tests.ui.pages.tandem.steps import SECRET, ask, is_unchanged
from tests.ui.queue import call, join, result
from tests.ui.tandem_site import TandemSite, Visitor


def test_the_coordinator_and_other_tandems_get_nothing(mentor: Visitor, site: TandemSite) -> None:
    ask(mentor, site)
    world = site.world
    for account in (world.other_mentor, world.other_mentee):
        visitor = site.visitor(account)
        for section in ("chat", "plan", "commitments", "goals", "notes", "agreement"):
            said = visitor.act(section, tandem=world.tandem_id, do="add", text="x")
            assert "nicht freigegeben" in said
        assert SECRET not in visitor.page()
    office = site.visitor(world.coordinator)
    number = site.site.function("act_chat")
    joined = join(office.client, number, ["{}"], "e" * 32)
    assert joined.status_code == 200
    assert SECRET not in office.page()


def test_a_coordinator_in_no_tandem_sees_none(site: TandemSite) -> None:
    shown = site.visitor(site.world.coordinator).load()
    assert "Noch kein Tandem" in shown["head"]
    assert shown["show_chat"] == ""


def test_what_people_write_is_text_and_never_markup(
    mentor: Visitor, mentee: Visitor, site: TandemSite
) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    tandem = site.world.tandem_id
    mentee.act("goals", tandem=tandem, do="write", goal_text=evil, label=evil, evidence=evil)
    mentee.act(
        "commitments",
        tandem=tandem,
        do="add",
        what=evil,
        owner=str(site.world.mentee.person_id),
        due="2026-04-01",
        sign=evil,
    )
    mentee.act("notes", tandem=tandem, do="add", text=evil, visibility="shared")
    ask(mentor, site)
    ask(mentor, site, f"Wie gebe ich Rückmeldung? {evil}")
    for visitor in (mentor, mentee):
        shown = visitor.page()
        assert "&lt;script&gt;alert(1)" in shown
        assert "<script" not in shown
        assert "<img" not in shown


@pytest.mark.parametrize("payload", ["", "[]", "null", "{", '{"do": "nothing"}', "{}", "[" * 9999])
def test_a_payload_no_form_sends_changes_nothing(
    mentor: Visitor, site: TandemSite, payload: str
) -> None:
    number = site.site.function("act_goals")
    found = call(mentor.client, number, [payload], uuid4().hex)
    said, *rest = result(found)["output"]["data"]
    assert "td-notice-bad" in said
    assert all(is_unchanged(place) for place in rest)
