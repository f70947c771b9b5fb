"""A whole cohort at once: min-cost flow over the candidate graph, and one mentee's suggestions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import uuid4

from embeddings.encoder import Encoder
from embeddings.matching.rules import Facts, broken_rules, violations
from embeddings.matching.score import Scorer
from tandems.domain.match import LeftOut, LeftOutReason, PairScore, Proposal
from tandems.domain.programme import Participant
from tandems.domain.vocabulary import Role

_COST_SCALE: Final = 10
"""Scores have one decimal; the solver wants whole numbers."""


Seat = tuple[Role, str]
"""A person in one role; the same person may also hold the other."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """Everybody in a programme by role, each in a fixed order."""

    mentees: tuple[Participant, ...]
    mentors: tuple[Participant, ...]

    @classmethod
    def of(cls, participants: Sequence[Participant]) -> "Cohort":
        """Split by role and sort by person, so that input order never matters."""
        ordered = sorted(participants, key=lambda p: p.person_id)
        return cls(
            tuple(p for p in ordered if p.enrolment.role is Role.MENTEE),
            tuple(p for p in ordered if p.enrolment.role is Role.MENTOR),
        )


def propose(
    participants: Sequence[Participant],
    facts: Facts,
    encoder: Encoder,
    *,
    programme_id: str,
    now: datetime,
    trial: bool = False,
) -> Proposal:
    """Match a cohort: as many pairs as possible, then the best total score.

    A pair needs at least one wish that an offer meets. Repeated runs and any input order give
    the same pairs; the rule check at the end is recomputed from the raw data.
    """
    cohort = Cohort.of(participants)
    scorer = Scorer(cohort.mentees, cohort.mentors, encoder)
    allowed, barred = _edges(cohort, scorer, facts, trial=trial)
    pairs = _assign(cohort, allowed)
    pair_ids = [(pair.mentee_id, pair.mentor_id) for pair in pairs]
    return Proposal(
        id=uuid4().hex,
        programme_id=programme_id,
        created_at=now,
        encoder=encoder.fingerprint,
        trial=trial,
        pairs=pairs,
        left_out=_left_out(cohort, allowed, barred, pairs),
        violations=violations(pair_ids, participants, facts, trial=trial),
    )


def suggest_mentors(
    mentee: Participant,
    mentors: Sequence[Participant],
    facts: Facts,
    encoder: Encoder,
    *,
    count: int = 5,
) -> tuple[PairScore, ...]:
    """Return up to ``count`` mentors for one mentee, best first; every hard rule holds."""
    allowed, _ = _edges(
        Cohort((mentee,), tuple(mentors)), Scorer((mentee,), mentors, encoder), facts, trial=False
    )
    return tuple(sorted(allowed, key=lambda pair: (-pair.score, pair.mentor_id))[:count])


def _edges(
    cohort: Cohort, scorer: Scorer, facts: Facts, *, trial: bool
) -> tuple[list[PairScore], set[Seat]]:
    mentors = {mentor.person_id: mentor for mentor in cohort.mentors}
    allowed: list[PairScore] = []
    barred: set[Seat] = set()
    for mentee in cohort.mentees:
        for mentor_id in scorer.candidates(mentee.person_id):
            pair = scorer.score(mentee.person_id, mentor_id)
            if not pair.reasons:
                continue
            if broken_rules(mentee, mentors[mentor_id], facts, trial=trial):
                barred |= {(Role.MENTEE, mentee.person_id), (Role.MENTOR, mentor_id)}
            else:
                allowed.append(pair)
    return allowed, barred


def _assign(cohort: Cohort, allowed: Sequence[PairScore]) -> tuple[PairScore, ...]:
    from ortools.graph.python import min_cost_flow

    place = {p.enrolment.id: n for n, p in enumerate((*cohort.mentees, *cohort.mentors), start=1)}
    mentee_node = {p.person_id: place[p.enrolment.id] for p in cohort.mentees}
    mentor_node = {p.person_id: place[p.enrolment.id] for p in cohort.mentors}
    source, sink = 0, len(place) + 1
    flow = min_cost_flow.SimpleMinCostFlow()
    arcs = [
        flow.add_arc_with_capacity_and_unit_cost(
            mentee_node[pair.mentee_id],
            mentor_node[pair.mentor_id],
            1,
            -round(_COST_SCALE * pair.score),
        )
        for pair in allowed
    ]
    for mentee in cohort.mentees:
        node = mentee_node[mentee.person_id]
        flow.add_arc_with_capacity_and_unit_cost(source, node, mentee.enrolment.capacity, 0)
    for mentor in cohort.mentors:
        node = mentor_node[mentor.person_id]
        flow.add_arc_with_capacity_and_unit_cost(node, sink, mentor.enrolment.capacity, 0)
    supply = sum(mentee.enrolment.capacity for mentee in cohort.mentees)
    flow.set_node_supply(source, supply)
    flow.set_node_supply(sink, -supply)
    flow.solve_max_flow_with_min_cost()
    chosen = [pair for pair, arc in zip(allowed, arcs, strict=True) if flow.flow(arc)]
    return tuple(sorted(chosen, key=lambda pair: (-pair.score, pair.mentee_id)))


def _left_out(
    cohort: Cohort,
    allowed: Sequence[PairScore],
    barred: set[Seat],
    pairs: Sequence[PairScore],
) -> tuple[LeftOut, ...]:
    paired, linked = _seats(pairs), _seats(allowed)
    out: list[LeftOut] = []
    for person in (*cohort.mentees, *cohort.mentors):
        seat = (person.enrolment.role, person.person_id)
        if seat in paired:
            continue
        released = person.wishes if person.enrolment.role is Role.MENTEE else person.offers
        if not released:
            reason = LeftOutReason.NOTHING_RELEASED
        elif seat in linked:
            reason = LeftOutReason.NO_CAPACITY_LEFT
        elif seat in barred:
            reason = LeftOutReason.ALL_BARRED
        else:
            reason = LeftOutReason.NO_FIT
        out.append(LeftOut(person.person_id, person.enrolment.role, reason))
    return tuple(out)


def _seats(pairs: Sequence[PairScore]) -> set[Seat]:
    return {(Role.MENTEE, pair.mentee_id) for pair in pairs} | {
        (Role.MENTOR, pair.mentor_id) for pair in pairs
    }
