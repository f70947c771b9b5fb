"""The tandem page through the running app: two people, and nobody else."""

import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest

from tandems.domain.agenda import Agenda
from tandems.domain.conversation import Suggestion
from tandems.domain.tandem import GoalStatus, SessionStatus
from tests.tandems.world import NOW, a_goal, a_wish
from tests.ui.queue import call, join, result
from tests.ui.tandem_site import TandemSite, Visitor, tandem_site

SECRET = "sie ist nervös wegen der KI-Schulung"
ASKED = f"Wir haben morgen nur 45 Minuten, {SECRET}."


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TandemSite]:
    with tandem_site(tmp_path_factory.mktemp("tandem")) as served:
        yield served


@pytest.fixture
def site(running: TandemSite) -> TandemSite:
    """The site with no chat and no drafts left over."""
    world = running.world
    for account in (world.mentor, world.mentee):
        world.store.conversations.delete_history(account, world.tandem_id)
        for draft in drafts(running):
            world.store.suggestions.delete_draft(world.mentor, draft.id)
    return running


@pytest.fixture
def mentor(site: TandemSite) -> Visitor:
    return site.visitor(site.world.mentor)


@pytest.fixture
def mentee(site: TandemSite) -> Visitor:
    return site.visitor(site.world.mentee)


def is_unchanged(place: object) -> bool:
    """Tell whether Gradio is told to leave a place as it is."""
    skipped = {"__type__": "update"}
    return place in (skipped, {**skipped, "props": skipped})


def drafts(site: TandemSite) -> list[Suggestion]:
    return site.world.store.suggestions.drafts(site.world.mentor, site.world.tandem_id)


def ask(visitor: Visitor, site: TandemSite, text: str = ASKED) -> str:
    return visitor.act("chat", tandem=site.world.tandem_id, do="say", message=text)


def test_a_message_becomes_an_agenda_of_the_length_asked_for(
    mentor: Visitor, site: TandemSite
) -> None:
    assert ask(mentor, site) == ""
    shown = mentor.load()["show_chat"]
    minutes = [int(m) for m in re.findall(r'td-clock-minutes">(\d+) Min', shown)]
    assert sum(minutes) == 45
    assert shown.count('class="td-block"') == len(minutes) > 4
    assert "nur für dich sichtbar" in shown
    assert "Planer" in shown
    assert "Weil du geschrieben hast" in shown


def test_a_draft_is_hidden_from_the_partner_until_it_is_accepted(
    mentor: Visitor, mentee: Visitor, site: TandemSite
) -> None:
    ask(mentor, site)
    draft = drafts(site)[-1]
    assert draft.content.id not in mentee.page()
    refused = mentee.act("chat", tandem=site.world.tandem_id, do="accept", suggestion=draft.id)
    assert "td-notice-bad" in refused
    assert [one.id for one in drafts(site)] == [draft.id]

    said = mentor.act("chat", tandem=site.world.tandem_id, do="accept", suggestion=draft.id)
    assert "Geteilt mit" in said
    session_id = site.world.store.suggestions.get(site.world.mentee, draft.id).session_id
    assert f"/downloads/session/{session_id}?language=de" in said
    seen = mentee.load()
    assert draft.content.id in seen["show_plan"]
    assert draft.content.id not in seen["show_chat"]
    assert "nervös" not in mentee.page()


def test_the_chat_of_one_is_never_shown_to_the_other(
    mentor: Visitor, mentee: Visitor, site: TandemSite
) -> None:
    ask(mentor, site)
    assert SECRET in mentor.page()
    assert SECRET not in mentee.page()


def test_an_english_reader_gets_the_same_blocks(mentor: Visitor, site: TandemSite) -> None:
    ask(mentor, site)
    english = site.visitor(site.world.mentor, "en").load()["show_chat"]
    german = mentor.load()["show_chat"]
    ids = [re.findall(r'data-(?:block|question)="([^"]+)"', shown) for shown in (german, english)]
    assert ids[0] == ids[1] != []
    assert "only you can see this" in english
    assert "Leitfaden" not in english


def test_another_suggestion_takes_one_click_and_replaces_the_draft(
    mentor: Visitor, site: TandemSite
) -> None:
    ask(mentor, site)
    before = drafts(site)
    mentor.act("chat", tandem=site.world.tandem_id, do="other", suggestion=before[-1].id)
    after = drafts(site)
    assert len(after) == len(before)
    assert before[-1].id not in [one.id for one in after]


def test_a_discarded_draft_is_gone(mentor: Visitor, site: TandemSite) -> None:
    ask(mentor, site)
    draft = drafts(site)[-1]
    mentor.act("chat", tandem=site.world.tandem_id, do="drop", suggestion=draft.id)
    assert drafts(site) == []
    assert "gibt es nicht mehr" in mentor.load()["show_chat"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Wir haben 7 Minuten.", "7 Minuten sind nicht möglich"),
        ("Wir haben 200 Minuten.", "200 Minuten sind nicht möglich"),
        ("   ", "Das Feld ist leer"),
        ("x" * 20_000, "20000 Zeichen"),
    ],
)
def test_what_cannot_be_used_is_said_beside_the_form_and_stays_typed(
    mentor: Visitor, site: TandemSite, text: str, said: str
) -> None:
    message, bridge, *places = mentor.answer(
        "chat", tandem=site.world.tandem_id, do="say", message=text
    )
    assert said in message
    assert all(is_unchanged(place) for place in (bridge, *places))
    assert drafts(site) == []


def test_a_crisis_is_answered_with_people_and_no_agenda(mentor: Visitor, site: TandemSite) -> None:
    ask(mentor, site, "Ich kann nicht mehr, ich will mich umbringen.")
    shown = mentor.load()
    assert "td-answer-refer" in shown["show_chat"]
    assert 'href="tel:112"' in shown["show_chat"]
    assert "td-chips" not in shown["show_ask"]
    assert drafts(site) == []


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


def test_a_question_is_answered_from_a_guide_with_its_passage(
    mentor: Visitor, site: TandemSite
) -> None:
    ask(mentor, site, "Wie gebe ich gute Rückmeldung?")
    shown = mentor.load()["show_chat"]
    assert "td-citation" in shown
    assert "Abschnitt" in shown


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


def test_a_session_moves_to_the_time_typed_in_the_peoples_zone(
    mentor: Visitor, site: TandemSite
) -> None:
    world = site.world
    session = world.store.tandems.sessions(world.mentor, world.tandem_id)[-1]
    fields = {"session": session.id, "day": "2026-07-01", "clock": "14:30"}
    said = mentor.act("plan", tandem=world.tandem_id, do="move", minutes="50", **fields)
    assert "Mi., 1. Juli 2026, 14:30 Uhr" in said
    moved = world.store.tandems.sessions(world.mentor, world.tandem_id)[-1]
    assert moved.starts_at is not None
    assert moved.starts_at.isoformat() == "2026-07-01T12:30:00+00:00"
    assert moved.minutes == 50
    refused = mentor.act("plan", tandem=world.tandem_id, do="move", minutes="7", **fields)
    assert "7 Minuten sind nicht möglich" in refused


def test_a_held_session_is_ticked_off_and_can_not_be_moved(
    mentor: Visitor, site: TandemSite
) -> None:
    world = site.world
    session = next(
        one
        for one in world.store.tandems.sessions(world.mentor, world.tandem_id)
        if one.status is SessionStatus.PLANNED
    )
    mentor.act("plan", tandem=world.tandem_id, do="hold", session=session.id)
    refused = mentor.act(
        "plan",
        tandem=world.tandem_id,
        do="move",
        session=session.id,
        day="2026-07-02",
        clock="10:00",
    )
    assert "bereits stattgefunden" in refused


def test_the_agreement_is_settled_and_a_change_unsettles_it(
    mentor: Visitor, mentee: Visitor, site: TandemSite
) -> None:
    world = site.world
    terms = {"minutes": "50", "cadence": "3", "place": "remote", "address": "sie"}

    def send(visitor: Visitor, do: str, **changed: str) -> str:
        version = world.store.tandems.get(world.mentor, world.tandem_id).agreement.version
        fields = {**terms, "languages": "de,en", "version": str(version), **changed}
        return visitor.act("agreement", tandem=world.tandem_id, do=do, **fields)

    assert "Gemeinsam festgehalten" in send(mentor, "sign")
    agreement = world.store.tandems.get(world.mentee, world.tandem_id).agreement
    assert (agreement.minutes, agreement.cadence_weeks, agreement.place) == (50, 3, "remote")
    assert agreement.signed_at == NOW
    assert "gemeinsam festgehalten am" in mentee.load()["show_agreement"]
    assert "inzwischen geändert" in send(mentee, "save", version="1")
    assert "200 Minuten sind nicht möglich" in send(mentee, "save", minutes="200")
    assert "Sprachen der Treffen" in send(mentee, "save", languages="")
    send(mentee, "save", address="du")
    assert world.store.tandems.get(world.mentee, world.tandem_id).agreement.signed_at is None


def test_the_help_flag_is_all_the_coordinator_sees(mentor: Visitor, site: TandemSite) -> None:
    world = site.world
    assert "nur, dass dieses Tandem" in mentor.load()["show_help"]
    for do, on in (("raise", True), ("lower", False)):
        mentor.act("agreement", tandem=world.tandem_id, do=do)
        states = world.store.tandems.states(world.coordinator, world.programme_id)
        assert [s.help_flag for s in states if s.tandem_id == world.tandem_id] == [on]


@pytest.mark.parametrize("payload", ["", "[]", "null", "{", '{"do": "nothing"}', "{}", "[" * 9999])
def test_a_payload_no_form_sends_changes_nothing(
    mentor: Visitor, site: TandemSite, payload: str
) -> None:
    number = site.site.function("act_goals")
    found = call(mentor.client, number, [payload], uuid4().hex)
    said, *rest = result(found)["output"]["data"]
    assert "td-notice-bad" in said
    assert all(is_unchanged(place) for place in rest)


def test_the_accepted_agenda_names_people_in_the_form_they_agreed_on(
    mentor: Visitor, site: TandemSite
) -> None:
    world = site.world
    world.store.tandems.save_goal(world.mentee, a_goal(world.tandem_id, world.mentee, text="Ziel"))
    ask(mentor, site, "Wir haben 60 Minuten.")
    draft = drafts(site)[-1].content
    assert isinstance(draft, Agenda)
    assert draft.next_date > (NOW + timedelta(days=1)).date()
    shown = mentor.load()["show_chat"]
    assert "Mia leitet." in shown or "Mia beginnt." in shown
