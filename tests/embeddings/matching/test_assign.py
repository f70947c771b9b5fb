"""Whole cohorts: sensible pairs, capacities kept, reasons with both texts, always the same."""

import random
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embeddings.encoder import Encoder
from embeddings.matching.assign import propose, suggest_mentors
from embeddings.matching.rules import Facts
from tandems.domain.match import LeftOutReason
from tandems.domain.person import EdgeKind, ReportingEdge
from tandems.domain.programme import Participant
from tests.embeddings.matching.people import mentee, mentor

NOW = datetime(2026, 11, 25, tzinfo=UTC)
NOBODY = Facts.of((), ())
COHORT = (
    mentee("renate", "Ich möchte verstehen, wie wir Kurzvideos fürs Recruiting nutzen können."),
    mentee("george", "I want to feel safer with AI tools like chat assistants."),
    mentee("hanne", "Wie plant ein Team mit agilen Boards?"),
    mentor("paula", "Ich drehe Kurzvideos und Reels für Stellenanzeigen."),
    mentor("tarek", "KI-Werkzeuge sicher im Alltag einsetzen, Chat-Assistenten prüfen"),
    mentor("mia", "Agile project boards and sprint planning"),
)


def pairs_of(
    people: tuple[Participant, ...], encoder: Encoder, facts: Facts = NOBODY
) -> set[tuple[str, str]]:
    proposal = propose(people, facts, encoder, programme_id="run", now=NOW)
    return {(pair.mentee_id, pair.mentor_id) for pair in proposal.pairs}


def test_wishes_meet_offers_within_and_across_languages(encoder: Encoder) -> None:
    expected = {("renate", "paula"), ("george", "tarek"), ("hanne", "mia")}
    assert pairs_of(COHORT, encoder) == expected


def test_every_pair_carries_both_texts(encoder: Encoder) -> None:
    proposal = propose(COHORT, NOBODY, encoder, programme_id="run", now=NOW)
    for pair in proposal.pairs:
        reason = pair.reasons[0]
        assert reason.wish_text in {w.text for p in COHORT for w in p.wishes}
        assert reason.offer_text in {o.text for p in COHORT for o in p.offers}
        assert 0 < pair.score <= 100
    assert proposal.violations == ()


def test_a_barred_best_pair_is_replaced_or_left_out(encoder: Encoder) -> None:
    facts = Facts.of([ReportingEdge("renate", "paula", EdgeKind.DOTTED)], ())
    proposal = propose(COHORT, facts, encoder, programme_id="run", now=NOW)
    assert ("renate", "paula") not in {(p.mentee_id, p.mentor_id) for p in proposal.pairs}
    assert proposal.violations == ()


def test_who_released_nothing_is_left_out_and_says_why(encoder: Encoder) -> None:
    people = (*COHORT, mentee("otto"), mentor("quinn", "🌲🌲"))
    proposal = propose(people, NOBODY, encoder, programme_id="run", now=NOW)
    reasons = {one.person_id: one.reason for one in proposal.left_out}
    assert reasons["otto"] is LeftOutReason.NOTHING_RELEASED
    assert reasons["quinn"] is LeftOutReason.NO_FIT


def test_capacity_of_two_takes_two_mentees(encoder: Encoder) -> None:
    wish = "Kurzvideos für Recruiting schneiden"
    people = (mentee("ann", wish), mentee("ben", wish), mentor("cem", wish, capacity=2))
    assert pairs_of(people, encoder) == {("ann", "cem"), ("ben", "cem")}
    tight = (*people[:2], mentor("cem", wish, capacity=1))
    proposal = propose(tight, NOBODY, encoder, programme_id="run", now=NOW)
    assert len(proposal.pairs) == 1
    assert [one.reason for one in proposal.left_out] == [LeftOutReason.NO_CAPACITY_LEFT]


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 1000))
def test_input_order_never_matters(encoder: Encoder, seed: int) -> None:
    shuffled = list(COHORT)
    random.Random(seed).shuffle(shuffled)  # noqa: S311  # a shuffle, not a secret
    assert pairs_of(tuple(shuffled), encoder) == pairs_of(COHORT, encoder)


def test_an_offer_does_not_count_fully_twice(encoder: Encoder) -> None:
    twice = mentee("ann", "Kurzvideos schneiden", "Kurzvideos schneiden lernen")
    once = mentee("ben", "Kurzvideos schneiden")
    paula = mentor("paula", "Kurzvideos schneiden")
    (double,) = suggest_mentors(twice, [paula], NOBODY, encoder)
    (single,) = suggest_mentors(once, [paula], NOBODY, encoder)
    assert double.score < single.score


def test_suggestions_are_best_first_and_leave_out_the_barred(encoder: Encoder) -> None:
    renate, mentors = COHORT[0], COHORT[3:]
    found = suggest_mentors(renate, mentors, NOBODY, encoder)
    assert found[0].mentor_id == "paula"
    assert [one.score for one in found] == sorted((o.score for o in found), reverse=True)
    barred = Facts.of([ReportingEdge("paula", "renate", EdgeKind.PROJECT)], ())
    assert "paula" not in {o.mentor_id for o in suggest_mentors(renate, mentors, barred, encoder)}


@pytest.mark.parametrize("empty", [(), (mentee("ann", "Excel"),), (mentor("ben", "Excel"),)])
def test_a_cohort_without_one_side_gives_no_pairs(
    encoder: Encoder, empty: tuple[Participant, ...]
) -> None:
    assert pairs_of(empty, encoder) == set()
