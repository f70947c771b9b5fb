"""A proposed tandem: why the two fit, and a yes or no of one's own."""

from dataclasses import dataclass

import pytest

from tandems.domain.match import PairScore, Proposal, Reason
from tandems.domain.person import Account
from tests.tandems.world import NOW, a_tandem, a_wish, an_offer, fresh
from tests.ui.tandem_site import PLACES, TandemSite, Visitor

WISH = "<b>Kurzvideos</b> schneiden und im Haus zeigen"
OFFER = "I record short videos with my phone and like to show others how"
LEFT = "Tabellen pflegen, ohne jedes Mal zu fragen"


@dataclass(frozen=True)
class Asked:
    """A proposed tandem of two people who are in other tandems as well."""

    tandem_id: str
    wish_id: str
    mentor: Account
    mentee: Account


@pytest.fixture
def asked(site: TandemSite) -> Asked:
    world = site.world
    store, mentor, mentee = world.store, world.mentor, world.other_mentee
    met, left = (a_wish(world.enrolment_of(mentee), text=text) for text in (WISH, LEFT))
    offer = an_offer(world.enrolment_of(mentor), text=OFFER)
    store.wishes.release_wishes(mentee, met.enrolment_id, wishes=[met, left], now=NOW)
    store.wishes.release_offers(mentor, offer.enrolment_id, offers=[offer], now=NOW)
    reason = Reason(met.id, WISH, WISH, offer.id, OFFER, OFFER, 0.7)
    pair = PairScore(str(mentee.person_id), str(mentor.person_id), 70.0, (reason,), (left.id,))
    proposal = Proposal(fresh(), world.programme_id, NOW, "encoder", False, (pair,), (), ())
    store.matching.save(world.coordinator, proposal)
    store.matching.mark_approved(world.coordinator, proposal.id, now=NOW)
    tandem = a_tandem(world.programme_id, mentor, mentee=mentee)
    store.tandems.create(world.coordinator, tandem)
    return Asked(tandem.id, met.id, mentor, mentee)


def yes(site: TandemSite, asked: Asked, account: Account, language: str = "de") -> str:
    """Say yes; return what stands where the question stood."""
    visitor = site.visitor(account, language)
    _, _, *places = visitor.answer("proposed", tandem=asked.tandem_id, do="yes")
    return str(dict(zip(PLACES, places, strict=True))["show_proposed"])


def no(site: TandemSite, asked: Asked) -> None:
    visitor: Visitor = site.visitor(asked.mentee)
    visitor.act("proposed", tandem=asked.tandem_id, do="no")


def test_both_read_which_wish_met_which_offer(site: TandemSite, asked: Asked) -> None:
    shown = yes(site, asked, asked.mentor)
    assert "Warum dieser Vorschlag" in shown
    assert "Olaf möchte lernen" in shown
    assert "Du bietest an" in shown
    assert "&lt;b&gt;Kurzvideos" in shown and "<b>" not in shown
    assert OFFER in shown
    assert f"noch kein Angebot:</strong> {LEFT}" in shown
    no(site, asked)


def test_words_in_another_language_are_said_to_be_so(site: TandemSite, asked: Asked) -> None:
    german = yes(site, asked, asked.mentor)
    assert german.count("auf Englisch geschrieben") == 1
    assert f'lang="en">{OFFER}' in german
    english = yes(site, asked, asked.mentor, "en")
    assert english.count("written in German") == 1
    no(site, asked)


def test_what_was_withdrawn_since_is_not_shown(site: TandemSite, asked: Asked) -> None:
    site.world.store.wishes.withdraw_wish(asked.mentee, asked.wish_id)
    shown = yes(site, asked, asked.mentor)
    assert "Dein Ja ist da" in shown
    assert "Kurzvideos" not in shown
    no(site, asked)
