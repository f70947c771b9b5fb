"""Any cohort at all: rules and capacities hold, order never matters, nobody is left out mutely."""

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from embeddings.encoder import Encoder
from embeddings.matching import assign, candidates
from embeddings.matching.assign import CohortMatch, propose
from embeddings.matching.candidates import all_pairs, candidate_pairs, listed
from embeddings.matching.rules import Facts
from embeddings.matching.score import Scorer
from embeddings.matching.weights import Terms
from tandems.domain.match import LeftOutReason, Objective, Proposal, RuleCode
from tandems.domain.person import EdgeKind, Exclusion, ExclusionKind, ReportingEdge
from tandems.domain.programme import Participant
from tandems.domain.vocabulary import Role
from tests.embeddings.matching.people import mentee, mentor, person

NOW = datetime(2026, 11, 25, tzinfo=UTC)
NOBODY = Facts.of((), ())
TEXTS = (
    "Kurzvideos schneiden",
    "agile boards for teams",
    "KI-Assistenten sicher nutzen",
    "Präsentieren ohne Folien",
    "negotiating with suppliers",
)
NAMES = ("ann", "bea", "cem", "dora", "eli")
ANY = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def cohorts(draw: st.DrawFn) -> list[Participant]:
    found = []
    for role in (Role.MENTEE, Role.MENTOR):
        for name in draw(st.lists(st.sampled_from(NAMES), max_size=5, unique=True)):
            texts = draw(st.lists(st.sampled_from(TEXTS), max_size=3, unique=True))
            languages = draw(st.sampled_from([("de",), ("en",), ("de", "en"), ()]))
            capacity = draw(st.integers(0, 2))
            found.append(person(name, role, *texts, capacity=capacity, languages=languages))
    return found


def key(proposal: Proposal) -> list[tuple[str, str, float]]:
    return [(pair.mentee_id, pair.mentor_id, pair.score) for pair in proposal.pairs]


def run(people: list[Participant], facts: Facts, encoder: Encoder, terms: Terms) -> Proposal:
    return propose(people, facts, encoder, programme_id="run", now=NOW, terms=terms)


@ANY
@given(
    cohorts(),
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=3),
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=2),
    st.sampled_from(list(Objective)),
    st.integers(0, 1000),
)
def test_rules_and_capacities_hold_and_order_never_matters(
    encoder: Encoder,
    people: list[Participant],
    lines: list[tuple[str, str]],
    locks: list[tuple[str, str]],
    objective: Objective,
    seed: int,
) -> None:
    facts = Facts.of(
        [ReportingEdge(up, down, EdgeKind.PROJECT) for up, down in lines],
        [Exclusion("ann", "bea", ExclusionKind.RIVAL)],
    )
    terms = Terms(objective=objective, locked=frozenset(locks))
    proposal = run(people, facts, encoder, terms)
    assert proposal.violations == ()
    held = Counter((Role.MENTEE, pair.mentee_id) for pair in proposal.pairs)
    held += Counter((Role.MENTOR, pair.mentor_id) for pair in proposal.pairs)
    rooms = {(one.enrolment.role, one.person_id): one.enrolment.capacity for one in people}
    assert all(count <= rooms[seat] for seat, count in held.items())
    left = {(one.role, one.person_id) for one in proposal.left_out}
    assert left | held.keys() == rooms.keys()
    assert not left & held.keys()
    shuffled = list(people)
    random.Random(seed).shuffle(shuffled)  # noqa: S311  # a shuffle, not a secret
    again = run(shuffled, facts, encoder, terms)
    assert key(again) == key(proposal)
    assert again.left_out == proposal.left_out


def test_who_is_left_out_learns_who_would_be_nearest(encoder: Encoder) -> None:
    people = [mentee("ann", TEXTS[0]), mentee("bea", TEXTS[0]), mentor("cem", TEXTS[0])]
    (out,) = run(people, NOBODY, encoder, Terms()).left_out
    assert (out.reason, out.nearest_id) == (LeftOutReason.NO_CAPACITY_LEFT, "cem")
    assert out.nearest_score > 50


def test_who_is_barred_from_all_learns_by_which_rule(encoder: Encoder) -> None:
    german = person("ann", Role.MENTEE, TEXTS[0], languages=("de",))
    english = person("cem", Role.MENTOR, TEXTS[0], languages=("en",))
    out = run([german, english], NOBODY, encoder, Terms()).left_out
    assert {(one.reason, one.rules) for one in out} == {
        (LeftOutReason.ALL_BARRED, (RuleCode.LANGUAGE,))
    }


def test_a_minimum_score_leaves_pairs_out_and_keeps_locked_ones(encoder: Encoder) -> None:
    people = [mentee("ann", TEXTS[0], TEXTS[1]), mentor("cem", TEXTS[0])]
    assert len(run(people, NOBODY, encoder, Terms()).pairs) == 1
    strict = Terms(minimum=90)
    out = run(people, NOBODY, encoder, strict)
    assert out.pairs == ()
    assert out.left_out[0].nearest_id == "cem"
    locked = replace(strict, locked=frozenset({("ann", "cem")}))
    (pair,) = run(people, NOBODY, encoder, locked).pairs
    assert pair.locked


def test_a_lock_that_breaks_a_rule_or_a_capacity_is_refused_by_name(encoder: Encoder) -> None:
    people = [mentee("ann", TEXTS[0]), mentee("bea", TEXTS[0]), mentor("cem", TEXTS[0])]
    both = Terms(locked=frozenset({("ann", "cem"), ("bea", "cem")}))
    proposal = run(people, NOBODY, encoder, both)
    assert [(one.mentee_id, one.rule) for one in proposal.refused] == [("bea", RuleCode.CAPACITY)]
    assert [pair.mentee_id for pair in proposal.pairs] == ["ann"]
    facts = Facts.of([ReportingEdge("cem", "ann", EdgeKind.LINE)], ())
    refused = run(people, facts, encoder, both).refused
    assert [(one.mentee_id, one.rule) for one in refused] == [("ann", RuleCode.REPORTING_LINE)]


def test_candidates_are_widened_for_those_who_would_stay_without_anybody(
    encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [mentee(f"m{n}", TEXTS[0]) for n in range(4)]
    people += [mentor(f"o{n}", TEXTS[0]) for n in range(4)]
    monkeypatch.setattr(candidates, "ALL_PAIRS", 0)
    monkeypatch.setattr(candidates, "_ASKED", (1, 1))
    monkeypatch.setattr(candidates, "_THIN", (0, 0))
    match = CohortMatch(people, NOBODY, encoder, terms=Terms())
    assert len(match.pairs()) == 4


def test_nearest_candidates_hold_what_a_full_look_would_choose(
    encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(5)  # noqa: S311  # a draw, not a secret
    topics = [f"{first} {second}" for first in TEXTS for second in ("Grundlagen", "in der Praxis")]
    people = [mentee(f"m{n:02}", *rng.sample(topics, 2)) for n in range(40)]
    people += [mentor(f"o{n:02}", *rng.sample(topics, 2)) for n in range(40)]
    full = CohortMatch(people, NOBODY, encoder, terms=Terms()).pairs()
    monkeypatch.setattr(candidates, "ALL_PAIRS", 0)
    near = CohortMatch(people, NOBODY, encoder, terms=Terms()).pairs()
    assert len(near) == len(full)
    assert sum(p.score for p in near) >= 0.999 * sum(p.score for p in full)


def test_pairs_that_somebody_decided_on_are_always_looked_at(
    encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "ALL_PAIRS", 0)
    monkeypatch.setattr(candidates, "_ASKED", (1, 1))
    monkeypatch.setattr(candidates, "_THIN", (0, 0))
    people = [mentee("a", TEXTS[0])], [mentor(f"o{n}", text) for n, text in enumerate(TEXTS)]
    scorer = Scorer(*people, encoder, rankings={})
    found = candidate_pairs(scorer.wishes, scorer.offers, extra=listed([(0, 4)]))
    assert 4 in found.right.tolist()
    assert len(found) < len(all_pairs(1, 5))


@pytest.mark.parametrize("objective", list(Objective))
def test_a_very_large_cohort_pairs_the_rest_among_themselves(
    encoder: Encoder, monkeypatch: pytest.MonkeyPatch, objective: Objective
) -> None:
    monkeypatch.setattr(candidates, "ALL_PAIRS", 0)
    monkeypatch.setattr(candidates, "_ASKED", (1, 1))
    monkeypatch.setattr(candidates, "_THIN", (0, 0))
    monkeypatch.setattr(assign, "_SOLVED_AGAIN", 0)
    people = [mentee(f"m{n}", TEXTS[n % 2]) for n in range(6)]
    people += [mentor(f"o{n}", TEXTS[n % 2], capacity=2) for n in range(4)]
    proposal = run(people, NOBODY, encoder, Terms(objective=objective))
    assert len(proposal.pairs) == 6
    assert proposal.violations == ()
