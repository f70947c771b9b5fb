"""What another decision changes, and why two people are not put together."""

from dataclasses import replace

import pytest

from embeddings.encoder import Encoder
from embeddings.matching.assign import CohortMatch
from embeddings.matching.rules import Facts
from embeddings.matching.weights import Terms, Weights
from embeddings.matching.whatif import compare, what_if, why_not
from tandems.domain.match import Obstacle, RuleCode
from tandems.domain.person import EdgeKind, ReportingEdge
from tests.embeddings.matching.people import mentee, mentor

VIDEO, BOARDS = "Kurzvideos schneiden", "Agile Boards planen"
PEOPLE = (
    mentee("ann", VIDEO),
    mentee("bea", BOARDS),
    mentee("cem", VIDEO),
    mentor("vic", VIDEO),
    mentor("wim", BOARDS),
    mentor("zoe", "Kurzvideos mit Untertiteln"),
)
NOBODY = Facts.of((), ())


@pytest.fixture(scope="module")
def match(encoder: Encoder) -> CohortMatch:
    return CohortMatch(PEOPLE, NOBODY, encoder, terms=Terms())


def partners(match: CohortMatch) -> dict[str, str]:
    return {pair.mentee_id: pair.mentor_id for pair in match.pairs()}


def test_a_locked_pair_is_taken_and_the_price_names_everybody_concerned(
    match: CohortMatch,
) -> None:
    now = partners(match)
    other = next(one for one in ("vic", "zoe") if one != now["ann"])
    why = why_not(match, "ann", other)
    assert why.obstacle is Obstacle.PRICE
    assert why.price is not None
    assert {change.person_id for change in why.price.changes} >= {"ann", "cem", "vic", "zoe"}
    assert why.price.total_after <= why.price.total_before
    locked = match.under(Terms(locked=frozenset({("ann", other)})))
    assert partners(locked)["ann"] == other
    assert [pair.locked for pair in locked.pairs() if pair.mentee_id == "ann"] == [True]


def test_what_a_lock_costs_is_what_the_proposals_differ_by(match: CohortMatch) -> None:
    terms = Terms(locked=frozenset({("bea", "vic")}))
    found = what_if(match, terms)
    assert found == compare(match.pairs(), match.under(terms).pairs())
    bea = next(change for change in found.changes if change.person_id == "bea")
    assert (bea.before, bea.after) == (("wim",), ("vic",))
    assert bea.score_after < bea.score_before


def test_the_same_terms_change_nothing(match: CohortMatch) -> None:
    found = what_if(match, match.terms)
    assert found.changes == ()
    assert found.total_before == found.total_after


def test_a_forbidden_pair_is_not_proposed_and_says_so(match: CohortMatch) -> None:
    pair = next((m, o) for m, o in partners(match).items() if m == "ann")
    without = match.under(Terms(forbidden=frozenset({pair})))
    assert partners(without).get("ann") != pair[1]
    assert why_not(without, *pair).obstacle is Obstacle.FORBIDDEN


def test_a_rule_answers_why_not_and_no_lock_overrides_it(encoder: Encoder) -> None:
    facts = Facts.of([ReportingEdge("vic", "ann", EdgeKind.LINE)], ())
    terms = Terms(locked=frozenset({("ann", "vic")}))
    match = CohortMatch(PEOPLE, facts, encoder, terms=terms)
    why = why_not(match, "ann", "vic")
    assert (why.obstacle, why.rules, why.price) == (
        Obstacle.RULE,
        (RuleCode.REPORTING_LINE,),
        None,
    )
    assert partners(match)["ann"] != "vic"


def test_no_fit_the_minimum_and_a_pair_that_is_one_already_are_told_apart(
    match: CohortMatch,
) -> None:
    assert why_not(match, "bea", "vic").obstacle is Obstacle.NO_FIT
    assert why_not(match, "bea", "wim").obstacle is Obstacle.NONE
    strict = match.under(replace(match.terms, minimum=100.0))
    assert why_not(strict, "ann", "zoe").obstacle is Obstacle.BELOW_MINIMUM


def test_moving_a_weight_moves_scores(match: CohortMatch) -> None:
    lenient = match.under(Terms(weights=Weights(ceiling=0.5)))
    assert sum(p.score for p in lenient.pairs()) >= sum(p.score for p in match.pairs())
    assert partners(match.under(match.terms)) == partners(match)


def test_who_is_not_in_the_cohort_is_an_error(match: CohortMatch) -> None:
    with pytest.raises(ValueError, match="nobody"):
        why_not(match, "nobody", "vic")
