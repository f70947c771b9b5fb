"""The demo programme: loaded through the same services, whole, once, and with no rule broken."""

import csv
import re
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from embeddings.encoder import Encoder
from embeddings.matching.rules import Facts, violations
from programme.demo import PASSWORD, PROGRAMME_ID, SIGN_INS, load_demo
from programme.demo.people import FOLDER, INVITED
from programme.demo.stories import load_stories
from tandems.domain.person import Account, AccountRole
from tandems.domain.tandem import TandemStatus
from tandems.domain.vocabulary import Language, Role
from tandems.errors import Forbidden
from tandems.storage import Store, open_store
from tests.programme.conftest import NOW
from tests.tandems.world import CHEAP

OFFICE = Account("office", "office", AccountRole.COORDINATOR, None, Language.DE)
GERMAN = re.compile(r"\b(und|ich|wie|der|die|das|nicht|mit|für|man|wir|auf|im|von|fürs)\b", re.I)
ENGLISH = re.compile(r"\b(and|I|the|how|to|with|of|that|what|for|my|people|like)\b", re.I)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Store:
    folder: Path = tmp_path_factory.mktemp("demo")
    from cryptography.fernet import Fernet

    store = open_store(
        f"sqlite:///{folder / 'tandem.db'}", keys=[Fernet.generate_key()], passwords=CHEAP
    )
    assert load_demo(store, encoder, now=NOW).created
    return store


def sign_in(store: Store, login: str) -> Account:
    return store.accounts.verify(login, PASSWORD, now=NOW)


def test_a_second_load_changes_nothing_and_is_quick(demo: Store, encoder: Encoder) -> None:
    before = (
        demo.people.everyone(OFFICE),
        demo.programmes.participants(OFFICE, PROGRAMME_ID),
        demo.tandems.states(OFFICE, PROGRAMME_ID),
        demo.audit.entries(OFFICE),
    )
    started = time.perf_counter()
    assert not load_demo(demo, encoder, now=NOW + timedelta(days=1)).created
    assert time.perf_counter() - started < 2
    assert before == (
        demo.people.everyone(OFFICE),
        demo.programmes.participants(OFFICE, PROGRAMME_ID),
        demo.tandems.states(OFFICE, PROGRAMME_ID),
        demo.audit.entries(OFFICE),
    )


def test_twenty_eight_tandems_none_of_which_breaks_a_rule(demo: Store) -> None:
    states = demo.tandems.states(OFFICE, PROGRAMME_ID)
    statuses = Counter(state.status for state in states)
    assert statuses == {
        TandemStatus.ACTIVE: 23,
        TandemStatus.PROPOSED: 4,
        TandemStatus.DECLINED: 1,
    }
    participants = demo.programmes.participants(OFFICE, PROGRAMME_ID)
    mentees = {one.person_id for one in participants if one.enrolment.role is Role.MENTEE}
    pairs = [
        (first, second) if first in mentees else (second, first)
        for first, second in demo.tandems.pairs(OFFICE, PROGRAMME_ID).values()
    ]
    facts = Facts.of(demo.people.reporting_edges(), demo.people.exclusions())
    assert violations(pairs, participants, facts, trial=False) == ()
    assert len({mentee for mentee, _ in pairs}) == len(pairs)


def test_some_cannot_be_matched_and_the_proposal_says_why(demo: Store) -> None:
    proposal = demo.matching.latest(OFFICE, PROGRAMME_ID)
    assert proposal is not None
    assert len(proposal.pairs) == 7
    assert proposal.approved_at is None
    assert proposal.violations == ()
    names = {person.id: person.name for person in demo.people.everyone(OFFICE)}
    reasons = {names[one.person_id]: one.reason.value for one in proposal.left_out}
    assert reasons["Volker Timm"] == "nothing_released"
    assert reasons["Jean-Luc Perrin"] == "all_barred"


def test_the_rules_have_something_to_bar(demo: Store) -> None:
    facts = Facts.of(demo.people.reporting_edges(), demo.people.exclusions())
    participants = demo.programmes.participants(OFFICE, PROGRAMME_ID)
    mentors = [one for one in participants if one.enrolment.role is Role.MENTOR]
    assert 34 <= sum(bool(one.offers) and one.enrolment.capacity > 0 for one in mentors) <= 38
    assert {one.enrolment.capacity for one in mentors} == {0, 1, 2}
    above = [facts.above.get(one.person_id, frozenset()) for one in mentors]
    mentees = {one.person_id for one in participants if one.enrolment.role is Role.MENTEE}
    assert sum(bool(mentees & superiors) for superiors in above) >= 30
    assert {edge.kind.value for edge in demo.people.reporting_edges()} == {
        "line",
        "dotted",
        "project",
        "appraisal",
    }


def test_half_of_the_profiles_are_german_and_a_third_english() -> None:
    lines = (FOLDER / "people.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(lines, delimiter=";")
    texts = [f"{row['wishes']} {row['offers']}" for row in rows]
    kinds = Counter(language_of(text) for text in texts if text.strip())
    total = sum(kinds.values())
    assert 0.4 < kinds["de"] / total < 0.65
    assert 0.25 < kinds["en"] / total < 0.45
    assert kinds["mixed"] >= 5


def language_of(text: str) -> str:
    german, english = len(GERMAN.findall(text)), len(ENGLISH.findall(text))
    if german and english and min(german, english) * 4 >= max(german, english):
        return "mixed"
    return "de" if german >= english else "en"


def test_everybody_can_sign_in_and_stands_where_the_journeys_begin(demo: Store) -> None:
    accounts = {one.login: sign_in(demo, one.login) for one in SIGN_INS}
    assert all(account.demo for account in accounts.values())
    (tandem,) = demo.tandems.mine(accounts["mentorin"])
    assert [one.id for one in demo.tandems.mine(accounts["partner"])] == [tandem.id]
    assert tandem.member(Role.MENTOR).person_id == accounts["mentorin"].person_id
    assert tandem.agreement.signed_at is not None
    for login in ("mentee", "mentee-en"):
        mine = demo.programmes.my_participation(accounts[login], PROGRAMME_ID)
        assert mine.enrolment.joined_at is None
        assert mine.wishes == ()
        assert demo.tandems.mine(accounts[login]) == []


def test_the_pilot_tandems_have_a_history(demo: Store) -> None:
    states = {state.names: state for state in demo.tandems.states(OFFICE, PROGRAMME_ID)}
    emails = {person.email: person.name for person in demo.people.everyone(OFFICE)}
    for story in load_stories():
        state = states[emails[story.mentor], emails[story.mentee]]
        assert state.sessions_held == story.held
        assert state.help_flag is story.help
    mentor = sign_in(demo, "mentorin")
    (tandem,) = demo.tandems.mine(mentor)
    assert len(demo.tandems.goals(mentor, tandem.id)) == 2
    statuses = [one.status.value for one in demo.tandems.commitments(mentor, tandem.id)]
    assert sorted(statuses) == ["done", "open"]
    notes = demo.tandems.notes(sign_in(demo, "partner"), tandem.id)
    assert [note.visibility for note in notes] == ["shared"]
    days = [one.starts_at for one in demo.tandems.sessions(mentor, tandem.id)]
    assert all(day is not None and day.isoweekday() <= 5 for day in days)


def test_the_coordinator_reads_no_content_of_a_demo_tandem(demo: Store) -> None:
    office = sign_in(demo, "koordination")
    for state in demo.tandems.states(office, PROGRAMME_ID):
        with pytest.raises(Forbidden):
            demo.tandems.goals(office, state.tandem_id)


def test_only_the_invited_have_not_joined(demo: Store) -> None:
    emails = {person.id: person.email for person in demo.people.everyone(OFFICE)}
    invited = {
        emails[one.person_id]
        for one in demo.programmes.participants(OFFICE, PROGRAMME_ID)
        if one.enrolment.joined_at is None
    }
    assert invited == INVITED
