"""Why two people were put together: read by the two alone, and only what is still released."""

from dataclasses import replace

import pytest

from tandems.domain.match import PairScore, Proposal, Reason
from tandems.errors import Forbidden
from tests.tandems.world import NOW, World, a_wish, an_offer, fresh


def propose(world: World, *, approved: bool = True) -> tuple[str, str]:
    """Keep a proposal with the pair of the world; return its wish and its offer."""
    met, left = (
        a_wish(world.enrolment_of(world.mentee), text=text)
        for text in ("Kurzvideos schneiden", "Tabellen pflegen")
    )
    offer = an_offer(world.enrolment_of(world.mentor), text="Videos mit dem Handy")
    world.store.wishes.release_wishes(world.mentee, met.enrolment_id, wishes=[met, left], now=NOW)
    world.store.wishes.release_offers(world.mentor, offer.enrolment_id, offers=[offer], now=NOW)
    reason = Reason(met.id, met.text, met.label, offer.id, offer.text, offer.label, 0.8)
    pair = PairScore(
        str(world.mentee.person_id), str(world.mentor.person_id), 80.0, (reason,), (left.id,)
    )
    proposal = Proposal(fresh(), world.programme_id, NOW, "encoder", False, (pair,), (), ())
    world.store.matching.save(world.coordinator, proposal)
    if approved:
        world.store.matching.mark_approved(world.coordinator, proposal.id, now=NOW)
    return met.id, offer.id


def test_both_read_which_wish_met_which_offer_and_what_stays_open(world: World) -> None:
    propose(world)
    for account in (world.mentor, world.mentee):
        fit = world.store.matching.fit(account, world.tandem_id)
        assert fit is not None
        assert [one.wish_text for one in fit.reasons] == ["Kurzvideos schneiden"]
        assert [one.offer_text for one in fit.reasons] == ["Videos mit dem Handy"]
        assert fit.uncovered == ("Tabellen pflegen",)


def test_nobody_else_reads_it(world: World) -> None:
    propose(world)
    for account in world.outsiders:
        with pytest.raises(Forbidden):
            world.store.matching.fit(account, world.tandem_id)


@pytest.mark.parametrize("side", ["wish", "offer"])
def test_what_was_withdrawn_since_is_left_out(world: World, side: str) -> None:
    wish, offer = propose(world)
    if side == "wish":
        world.store.wishes.withdraw_wish(world.mentee, wish)
    else:
        world.store.wishes.withdraw_offer(world.mentor, offer)
    fit = world.store.matching.fit(world.mentor, world.tandem_id)
    assert fit is not None
    assert fit.reasons == ()


def test_what_was_changed_since_is_left_out(world: World) -> None:
    wish, _ = propose(world)
    own = world.store.programmes.my_participation(world.mentee, world.programme_id)
    kept = next(one for one in own.wishes if one.id == wish)
    changed = replace(kept, text="lieber doch Tabellen")
    world.store.wishes.release_wishes(world.mentee, kept.enrolment_id, wishes=[changed], now=NOW)
    fit = world.store.matching.fit(world.mentor, world.tandem_id)
    assert fit is not None
    assert fit.reasons == ()


def test_a_proposal_that_nobody_approved_says_nothing(world: World) -> None:
    propose(world, approved=False)
    assert world.store.matching.fit(world.mentor, world.tandem_id) is None
