"""The chat of the tandem page: agendas, questions and answers, for their writer until accepted."""

import re
from datetime import timedelta

import pytest

from tandems.domain.agenda import Agenda
from tests.tandems.world import NOW, a_goal
from tests.ui.pages.tandem.steps import SECRET, ask, drafts, is_unchanged
from tests.ui.tandem_site import TandemSite, Visitor


def test_a_message_becomes_an_agenda_of_the_length_asked_for(
    mentor: Visitor, site: TandemSite
) -> None:
    assert ask(mentor, site) == ""
    shown = mentor.load()["show_chat"]
    minutes = [int(m) for m in re.findall(r'td-clock-minutes">(\d+) Min', shown)]
    assert sum(minutes) == 45
    assert shown.count('class="td-block"') == len(minutes) > 4
    assert "nur für dich sichtbar" in shown
    assert "ohne Sprachmodell" in shown
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


def test_a_question_is_answered_from_a_guide_with_its_passage(
    mentor: Visitor, site: TandemSite
) -> None:
    ask(mentor, site, "Wie gebe ich gute Rückmeldung?")
    shown = mentor.load()["show_chat"]
    assert "td-citation" in shown
    assert "Abschnitt" in shown


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
