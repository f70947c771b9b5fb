"""Matching a cohort over its store: who has declined, is together or is full is left alone."""

from collections import Counter
from dataclasses import replace

import pytest
from cryptography.fernet import Fernet

from embeddings import blended
from embeddings.encoder import Encoder
from embeddings.matching.weights import Terms, Weights
from programme.demo import PASSWORD, PROGRAMME_ID, load_demo
from programme.matching import Matching, terms_of
from tandems.domain.match import Objective, Obstacle, PartName, Proposal, RuleCode
from tandems.domain.person import Account, AccountRole
from tandems.domain.tandem import TandemStatus
from tandems.domain.vocabulary import Language, Role
from tandems.errors import Forbidden, NotFound
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


def two_apart(matching: Matching, proposal: Proposal) -> tuple[str, str]:
    """Return a mentee and somebody else's mentor of a proposal whom no rule keeps apart."""
    asked = proposal.pairs[0].mentee_id
    held = {pair.mentor_id for pair in proposal.pairs if pair.mentee_id == asked}
    others = (one.mentor_id for one in reversed(proposal.pairs) if one.mentor_id not in held)
    return next(
        (asked, other)
        for other in others
        if not matching.why_not(OFFICE, PROGRAMME_ID, pair=(asked, other), terms=Terms()).rules
    )


@pytest.fixture
def kept(roomy: Store, encoder: Encoder) -> tuple[Matching, Proposal]:
    matching = Matching(roomy, encoder)
    return matching, matching.run(OFFICE, PROGRAMME_ID, now=NOW)


@pytest.fixture(scope="module")
def roomy(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Store:
    """The demo whose people have room for a second tandem."""
    url = f"sqlite:///{tmp_path_factory.mktemp('roomy') / 'tandem.db'}"
    store = open_store(url, keys=[Fernet.generate_key()], passwords=CHEAP)
    load_demo(store, encoder, now=NOW)
    for one in store.programmes.participants(OFFICE, PROGRAMME_ID):
        store.programmes.enrol(replace(one.enrolment, capacity=2))
    return store


def test_what_was_run_with_is_kept(kept: tuple[Matching, Proposal]) -> None:
    matching, proposal = kept
    pair = two_apart(matching, proposal)
    forbidden = (proposal.pairs[1].mentee_id, proposal.pairs[1].mentor_id)
    terms = Terms(
        weights=Weights(department=0.4),
        objective=Objective.FAIREST,
        minimum=12,
        locked=frozenset({pair}),
        forbidden=frozenset({forbidden}),
    )
    run = matching.run(OFFICE, PROGRAMME_ID, terms=terms, now=NOW)
    assert terms_of(run) == terms
    found = [(one.mentee_id, one.mentor_id) for one in run.pairs]
    assert pair in found
    assert forbidden not in found
    assert run.violations == ()


def test_trying_out_keeps_nothing_and_says_what_would_change(
    kept: tuple[Matching, Proposal], roomy: Store
) -> None:
    matching, proposal = kept
    pair = two_apart(matching, proposal)
    tried = matching.try_out(OFFICE, PROGRAMME_ID, terms=Terms(locked=frozenset({pair})), now=NOW)
    assert roomy.matching.latest(OFFICE, PROGRAMME_ID) == proposal
    assert tried.difference.total_before == proposal.total
    assert tried.difference.total_after == tried.proposal.total
    change = next(one for one in tried.difference.changes if one.person_id == pair[0])
    assert pair[1] in change.after
    assert pair[1] not in change.before


def test_other_weights_alone_change_no_total_of_the_same_pairs(
    kept: tuple[Matching, Proposal],
) -> None:
    matching, proposal = kept
    pairs = frozenset((one.mentee_id, one.mentor_id) for one in proposal.pairs)
    terms = Terms(weights=Weights(department=0.5), locked=pairs)
    tried = matching.try_out(OFFICE, PROGRAMME_ID, terms=terms, now=NOW)
    assert tried.difference.total_before == tried.difference.total_after
    assert tried.difference.total_before != proposal.total
    assert tried.difference.changes == ()


def test_the_same_settings_change_nothing(kept: tuple[Matching, Proposal]) -> None:
    matching, _ = kept
    tried = matching.try_out(OFFICE, PROGRAMME_ID, terms=Terms(), now=NOW)
    assert tried.difference.changes == ()


def test_against_an_approved_proposal_today_is_compared_with_today(
    demo: Store, encoder: Encoder
) -> None:
    matching = Matching(demo, encoder)
    approved = matching.run(OFFICE, PROGRAMME_ID, now=NOW)
    matching.approve(OFFICE, approved.id, now=NOW)
    tried = matching.try_out(OFFICE, PROGRAMME_ID, terms=Terms(), now=NOW)
    assert tried.difference.changes == ()
    assert tried.difference.pairs_before == len(tried.proposal.pairs)


def test_why_not_names_a_full_mentor_and_who_has_not_joined(demo: Store, encoder: Encoder) -> None:
    matching = Matching(demo, encoder)
    together = next(iter(demo.tandems.pairs(OFFICE, PROGRAMME_ID).values()))
    people = demo.programmes.participants(OFFICE, PROGRAMME_ID)
    mentor = next(
        one.person_id
        for one in people
        if one.person_id in together and one.enrolment.role is Role.MENTOR
    )
    invited = next(
        one.person_id
        for one in people
        if one.enrolment.joined_at is None and one.enrolment.role is Role.MENTEE
    )
    why = matching.why_not(OFFICE, PROGRAMME_ID, pair=(invited, mentor), terms=Terms())
    assert why.obstacle is Obstacle.RULE
    assert {RuleCode.CAPACITY, RuleCode.NOT_JOINED} <= set(why.rules)
    assert why.price is None
    with pytest.raises(NotFound):
        matching.why_not(OFFICE, PROGRAMME_ID, pair=(mentor, invited), terms=Terms())


def test_rankings_of_participants_count(kept: tuple[Matching, Proposal], roomy: Store) -> None:
    matching, proposal = kept
    person, wanted = two_apart(matching, proposal)
    actor = Account("x", "x", AccountRole.PARTICIPANT, person, Language.DE)
    before = matching.why_not(OFFICE, PROGRAMME_ID, pair=(person, wanted), terms=Terms()).score
    roomy.rankings.rank(actor, PROGRAMME_ID, mentor_ids=[wanted], now=NOW)
    after = matching.why_not(OFFICE, PROGRAMME_ID, pair=(person, wanted), terms=Terms()).score
    assert after.score > before.score
    assert PartName.RANKING in {part.name for part in after.parts}


def test_only_coordinators_try_out_and_ask(demo: Store, encoder: Encoder) -> None:
    matching = Matching(demo, encoder)
    mentee = demo.accounts.verify("partner", PASSWORD, now=NOW)
    for act in (
        lambda: matching.try_out(mentee, PROGRAMME_ID, terms=Terms(), now=NOW),
        lambda: matching.why_not(mentee, PROGRAMME_ID, pair=("a", "b"), terms=Terms()),
        lambda: matching.run(mentee, PROGRAMME_ID, now=NOW),
    ):
        with pytest.raises(Forbidden):
            act()


def test_a_large_cohort_is_read_by_the_quick_model(
    demo: Store, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = blended.BlendedEncoder(encoder, encoder)
    few = Matching(demo, encoder, quick=quick).run(OFFICE, PROGRAMME_ID, trial=True, now=NOW)
    monkeypatch.setattr("programme.matching.LARGE", 10)
    many = Matching(demo, encoder, quick=quick).run(OFFICE, PROGRAMME_ID, trial=True, now=NOW)
    assert few.encoder == encoder.fingerprint
    assert many.encoder == quick.fingerprint
