"""Drafts are their requester's, accepting shares and plans in one step, chats stay private."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from tandems.domain.agenda import Answer, Citation, Contact
from tandems.domain.conversation import SuggestionStatus
from tandems.domain.vocabulary import Language
from tandems.errors import Conflict, Forbidden, InvalidInput, NotAllowedNow
from tests.tandems.world import (
    NOW,
    World,
    a_draft,
    a_message,
    a_question_draft,
    a_session,
    a_text,
    fresh,
)


def test_a_draft_is_hidden_even_from_the_partner(world: World) -> None:
    suggestions = world.store.suggestions
    draft = suggestions.save_draft(world.mentor, a_draft(world.mentor, world.tandem_id))
    assert suggestions.get(world.mentor, draft.id) == draft
    assert suggestions.drafts(world.mentor, world.tandem_id) == [draft]
    assert suggestions.drafts(world.mentee, world.tandem_id) == []
    for actor in (world.mentee, *world.outsiders):
        with pytest.raises(Forbidden):
            suggestions.get(actor, draft.id)
        with pytest.raises(Forbidden):
            suggestions.save_draft(actor, draft)
        with pytest.raises(Forbidden):
            suggestions.delete_draft(actor, draft.id)
        with pytest.raises(Forbidden):
            session = a_session(world.tandem_id)
            suggestions.accept(actor, draft.id, session=session, now=NOW)
    assert world.store.tandems.sessions(world.mentor, world.tandem_id) == []
    with pytest.raises(Forbidden):
        suggestions.get(world.mentor, "none")


def test_accepting_shares_with_both_and_nobody_else(world: World) -> None:
    suggestions = world.store.suggestions
    draft = a_draft(world.mentor, world.tandem_id, text="Übung")
    suggestions.save_draft(world.mentor, draft)
    session = a_session(world.tandem_id)
    accepted = suggestions.accept(world.mentor, draft.id, session=session, now=NOW)
    assert (accepted.status, accepted.accepted_at) == (SuggestionStatus.ACCEPTED, NOW)
    assert (accepted.session_id, accepted.content) == (session.id, draft.content)
    for actor in (world.mentor, world.mentee):
        assert suggestions.get(actor, draft.id) == accepted
        assert suggestions.accepted(actor, world.tandem_id) == [accepted]
        assert suggestions.used_block_ids(actor, world.tandem_id) == {"check-in-1"}
        assert suggestions.used_question_ids(actor, world.tandem_id) == {"q-1"}
    for actor in world.outsiders:
        with pytest.raises(Forbidden):
            suggestions.get(actor, draft.id)
    assert suggestions.drafts(world.mentor, world.tandem_id) == []


def test_accepting_plans_a_missing_session_or_changes_the_planned_one(world: World) -> None:
    suggestions, tandems = world.store.suggestions, world.store.tandems
    new, planned = a_session(world.tandem_id, 1), a_session(world.tandem_id, 2)
    tandems.plan_sessions(world.mentee, world.tandem_id, sessions=[planned])
    for session, minutes in ((new, 45), (planned, 30)):
        draft = a_draft(world.mentor, world.tandem_id, minutes=minutes)
        suggestions.save_draft(world.mentor, draft)
        suggestions.accept(world.mentor, draft.id, session=session, now=NOW)
        kept = {one.id: one for one in tandems.sessions(world.mentee, world.tandem_id)}[session.id]
        assert (kept.agenda_id, kept.minutes) == (draft.id, minutes)
        assert (kept.number, kept.starts_at) == (session.number, session.starts_at)


def test_accepting_twice_changes_nothing(world: World) -> None:
    suggestions = world.store.suggestions
    draft = suggestions.save_draft(world.mentor, a_draft(world.mentor, world.tandem_id))
    session = a_session(world.tandem_id)
    first = suggestions.accept(world.mentor, draft.id, session=session, now=NOW)
    later = NOW + timedelta(days=1)
    other = a_session(world.tandem_id, 2)
    assert suggestions.accept(world.mentor, draft.id, session=other, now=later) == first
    assert suggestions.accept(world.mentee, draft.id, session=other, now=later) == first
    assert len(world.store.tandems.sessions(world.mentor, world.tandem_id)) == 1


def test_accepting_at_once_from_many_threads_happens_once(world: World) -> None:
    suggestions = world.store.suggestions
    draft = suggestions.save_draft(world.mentor, a_draft(world.mentor, world.tandem_id))

    def accept(number: int) -> str | None:
        session = a_session(world.tandem_id, number)
        return suggestions.accept(world.mentor, draft.id, session=session, now=NOW).session_id

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(accept, range(1, 17)))) == 1
    assert len(world.store.tandems.sessions(world.mentor, world.tandem_id)) == 1


def test_a_session_that_cannot_take_an_agenda_leaves_the_draft_a_draft(world: World) -> None:
    suggestions, tandems = world.store.suggestions, world.store.tandems
    planned, held = a_session(world.tandem_id, 1), a_session(world.tandem_id, 2)
    tandems.plan_sessions(world.mentor, world.tandem_id, sessions=[planned, held])
    held = tandems.hold_session(world.mentor, held.id, now=NOW)
    draft = suggestions.save_draft(world.mentor, a_draft(world.mentor, world.tandem_id))
    for session, error in (
        (replace(planned, version=9), Conflict),
        (a_session(world.tandem_id, 1), Conflict),
        (a_session(world.other_tandem_id, 3), Forbidden),
        (held, NotAllowedNow),
    ):
        with pytest.raises(error):
            suggestions.accept(world.mentor, draft.id, session=session, now=NOW)
        assert suggestions.get(world.mentor, draft.id) == draft
    assert all(one.agenda_id is None for one in tandems.sessions(world.mentor, world.tandem_id))


def test_a_question_set_joins_a_session_and_leaves_its_agenda(world: World) -> None:
    suggestions, tandems = world.store.suggestions, world.store.tandems
    agenda = suggestions.save_draft(world.mentor, a_draft(world.mentor, world.tandem_id))
    questions = a_question_draft(world.mentor, world.tandem_id)
    suggestions.save_draft(world.mentor, questions)
    session = a_session(world.tandem_id)
    suggestions.accept(world.mentor, agenda.id, session=session, now=NOW)
    [planned] = tandems.sessions(world.mentor, world.tandem_id)
    accepted = suggestions.accept(world.mentor, questions.id, session=planned, now=NOW)
    assert accepted.content == questions.content
    [kept] = tandems.sessions(world.mentor, world.tandem_id)
    assert (kept.agenda_id, kept.minutes) == (agenda.id, 45)
    used = suggestions.used_question_ids(world.mentee, world.tandem_id)
    assert used == {"q-1", "q-9"}


def test_a_draft_is_changed_until_it_is_accepted(world: World) -> None:
    suggestions = world.store.suggestions
    draft = suggestions.save_draft(world.mentor, a_draft(world.mentor, world.tandem_id))
    shorter = a_draft(world.mentor, world.tandem_id, minutes=30).content
    changed = suggestions.save_draft(world.mentor, replace(draft, content=shorter))
    assert (changed.content, changed.version) == (shorter, 2)
    with pytest.raises(Conflict):
        suggestions.save_draft(world.mentor, draft)
    session = a_session(world.tandem_id)
    suggestions.accept(world.mentor, draft.id, session=session, now=NOW)
    with pytest.raises(NotAllowedNow):
        suggestions.save_draft(world.mentor, changed)
    with pytest.raises(NotAllowedNow):
        suggestions.delete_draft(world.mentor, draft.id)


def test_a_draft_that_claims_too_much_is_refused(world: World) -> None:
    draft = a_draft(world.mentor, world.tandem_id)
    for wrong in (
        replace(draft, status=SuggestionStatus.ACCEPTED),
        replace(draft, content=a_draft(world.mentor, world.other_tandem_id).content),
    ):
        with pytest.raises(InvalidInput):
            world.store.suggestions.save_draft(world.mentor, wrong)
    with pytest.raises(Forbidden):
        elsewhere = a_draft(world.mentor, world.other_tandem_id)
        world.store.suggestions.save_draft(world.mentor, elsewhere)


def test_a_draft_is_deleted_by_its_requester(world: World) -> None:
    suggestions = world.store.suggestions
    draft = suggestions.save_draft(world.mentor, a_draft(world.mentor, world.tandem_id))
    suggestions.delete_draft(world.mentor, draft.id)
    assert suggestions.drafts(world.mentor, world.tandem_id) == []


def test_a_chat_is_its_writers_alone_and_keeps_its_order(world: World) -> None:
    chats, tandem_id = world.store.conversations, world.tandem_id
    texts = [f"Nachricht {number}" for number in range(6)]
    for text in texts:
        chats.add(world.mentor, a_message(world.mentor, tandem_id, text=text))
    chats.add(world.mentor, a_message(world.mentor, None, text="Profil"))
    assert [one.text for one in chats.history(world.mentor, tandem_id)] == texts
    assert [one.text for one in chats.history(world.mentor, tandem_id, limit=2)] == texts[-2:]
    assert [one.text for one in chats.history(world.mentor, None)] == ["Profil"]
    for actor in (world.mentee, *world.outsiders):
        assert chats.history(actor, tandem_id) == []
        assert chats.history(actor, None) == []
        with pytest.raises(Forbidden):
            chats.add(actor, a_message(world.mentor, None))


def test_a_chat_is_deleted_by_its_writer_alone(world: World) -> None:
    chats, tandem_id = world.store.conversations, world.tandem_id
    for chat in (tandem_id, None):
        chats.add(world.mentor, a_message(world.mentor, chat))
    for actor in (world.mentee, world.coordinator):
        chats.delete_history(actor, tandem_id)
    assert len(chats.history(world.mentor, tandem_id)) == 1
    chats.delete_history(world.mentor, tandem_id)
    assert chats.history(world.mentor, tandem_id) == []
    assert len(chats.history(world.mentor, None)) == 1


def test_an_answer_comes_back_with_its_sources_and_contacts(world: World) -> None:
    citation = Citation(fresh(), "guide", "Titel", "anker", Language.DE, "Text")
    contact = Contact(a_text("Hilfe"), ("112",), hours=a_text("immer"))
    answer = Answer(fresh(), "refer", Language.DE, a_text("Wort"), (citation,), (contact,))
    message = replace(a_message(world.mentor, world.tandem_id), sender="assistant", answer=answer)
    world.store.conversations.add(world.mentor, message)
    assert world.store.conversations.history(world.mentor, world.tandem_id) == [message]


def test_the_audit_trail_is_the_offices(world: World) -> None:
    audit = world.store.audit
    first = audit.record(world.mentor, "accept", kind="suggestion", record_id="s1", now=NOW)
    second = audit.record(world.coordinator, "approve", kind="proposal", record_id="p", now=NOW)
    for actor in (world.coordinator, world.operator):
        assert audit.entries(actor) == [second, first]
        assert audit.entries(actor, limit=1) == [second]
    with pytest.raises(Forbidden):
        audit.entries(world.mentor)
