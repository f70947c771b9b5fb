"""Matching a cohort over its store: who has declined, is together or is full is left alone."""

from collections import Counter
from dataclasses import replace

import pytest
from cryptography.fernet import Fernet

from embeddings.encoder import Encoder
from programme.demo import PASSWORD, PROGRAMME_ID, load_demo
from programme.matching import Matching
from tandems.domain.person import Account, AccountRole
from tandems.domain.tandem import TandemStatus
from tandems.domain.vocabulary import Language
from tandems.storage import Store, open_store
from tests.programme.conftest import NOW
from tests.tandems.world import CHEAP

OFFICE = Account("office", "office", AccountRole.COORDINATOR, None, Language.DE)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Store:
    """The demo with its declined pair, both of whom still have room."""
    url = f"sqlite:///{tmp_path_factory.mktemp('matching') / 'tandem.db'}"
    store = open_store(url, keys=[Fernet.generate_key()], passwords=CHEAP)
    load_demo(store, encoder, now=NOW)
    return store


def test_a_declined_pair_is_not_proposed_again(demo: Store, encoder: Encoder) -> None:
    declined = demo.tandems.declined_pairs(OFFICE, PROGRAMME_ID)
    assert len(declined) == 1
    matching = Matching(demo, encoder)
    proposal = matching.run(OFFICE, PROGRAMME_ID, now=NOW)
    proposed = {frozenset((pair.mentee_id, pair.mentor_id)) for pair in proposal.pairs}
    assert proposed.isdisjoint(frozenset(pair) for pair in declined.values())


def test_whom_a_mentee_declined_is_not_suggested_again(demo: Store, encoder: Encoder) -> None:
    ((_, (mentor_id, mentee_id)),) = demo.tandems.declined_pairs(OFFICE, PROGRAMME_ID).items()
    mentee = Account("m", "m", AccountRole.PARTICIPANT, mentee_id, Language.DE)
    (tandem,) = demo.tandems.mine(mentee)
    assert tandem.status is TandemStatus.DECLINED
    found = Matching(demo, encoder).suggestions(mentee, PROGRAMME_ID, count=50)
    assert mentor_id not in {mentor.person_id for _, mentor in found}


def test_no_mentor_whose_places_are_taken_is_suggested(demo: Store, encoder: Encoder) -> None:
    pairs = demo.tandems.pairs(OFFICE, PROGRAMME_ID).values()
    held = Counter(person_id for pair in pairs for person_id in pair)
    places = {
        one.person_id: one.enrolment.capacity
        for one in demo.programmes.participants(OFFICE, PROGRAMME_ID)
    }
    partner = demo.accounts.verify("partner", PASSWORD, now=NOW)
    found = Matching(demo, encoder).suggestions(partner, PROGRAMME_ID, count=50)
    assert found
    assert all(held[one.person_id] < places[one.person_id] for _, one in found)


def test_two_who_are_together_are_not_put_together_again(demo: Store, encoder: Encoder) -> None:
    pairs = [frozenset(pair) for pair in demo.tandems.pairs(OFFICE, PROGRAMME_ID).values()]
    for one in demo.programmes.participants(OFFICE, PROGRAMME_ID):
        demo.programmes.enrol(replace(one.enrolment, capacity=2))
    proposal = Matching(demo, encoder).run(OFFICE, PROGRAMME_ID, now=NOW)
    assert proposal.pairs
    assert {frozenset((one.mentee_id, one.mentor_id)) for one in proposal.pairs}.isdisjoint(pairs)
    assert proposal.violations == ()
