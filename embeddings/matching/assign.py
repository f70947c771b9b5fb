"""A whole cohort at once: candidates, scores, rules, the choice, and its proof."""

from collections.abc import Sequence
from copy import copy
from datetime import datetime
from typing import Final, Self
from uuid import uuid4

import numpy as np

from embeddings.encoder import Encoder
from embeddings.matching.candidates import between, candidate_pairs, listed, union
from embeddings.matching.cohort import Cohort
from embeddings.matching.cover import Bools
from embeddings.matching.leftover import LeftOver, Looked
from embeddings.matching.locks import Locks, among
from embeddings.matching.rules import Facts, broken_rules, violations
from embeddings.matching.score import TENTHS, Rated, Scorer, merged
from embeddings.matching.screen import Screen
from embeddings.matching.similarity import Pairs
from embeddings.matching.solve import Graph, solve
from embeddings.matching.texts import Ints
from embeddings.matching.weights import Terms
from tandems.domain.match import PairScore, Proposal, RuleCode
from tandems.domain.programme import Participant

_SOLVED_AGAIN: Final = 3_000_000
"""Pairs up to which a cohort is solved as a whole a second time."""
_WIDENED: Final = 2_000_000
"""Pairs looked at in addition, at most, for people who would otherwise stay without anybody."""


def propose(
    participants: Sequence[Participant],
    facts: Facts,
    encoder: Encoder,
    *,
    programme_id: str,
    now: datetime,
    terms: Terms | None = None,
) -> Proposal:
    """Match a cohort: as many pairs as possible, then what the terms' objective asks for.

    A pair needs at least one wish that an offer meets. Repeated runs and any input order give
    the same pairs; the rule check at the end is recomputed from the raw data.
    """
    match = CohortMatch(participants, facts, encoder, terms=terms or Terms())
    return match.proposal(programme_id=programme_id, now=now)


def suggest_mentors(
    mentee: Participant,
    mentors: Sequence[Participant],
    facts: Facts,
    encoder: Encoder,
    *,
    count: int = 5,
) -> tuple[PairScore, ...]:
    """Return up to ``count`` mentors for one mentee, best first; every hard rule holds."""
    return CohortMatch((mentee, *mentors), facts, encoder, terms=Terms()).best(count)


class CohortMatch:
    """A cohort whose texts are encoded and whose pairs are scored, ready to be solved.

    With other terms it is solved again without encoding anything again.
    """

    def __init__(
        self,
        participants: Sequence[Participant],
        facts: Facts,
        encoder: Encoder,
        *,
        terms: Terms,
    ) -> None:
        self._participants, self._facts = participants, facts
        self._fingerprint = encoder.fingerprint
        self.cohort = Cohort.of(participants)
        self._scorer = Scorer(
            self.cohort.mentees, self.cohort.mentors, encoder, rankings=terms.rankings
        )
        self._pairs = candidate_pairs(
            self._scorer.wishes, self._scorer.offers, extra=self._scorer.wanted.pairs
        )
        self._rated: Rated | None = None
        self._decide(terms)

    def under(self, terms: Terms) -> Self:
        """Return the same cohort under other terms; the rankings stay."""
        other = copy(self)
        if terms.weights != self.terms.weights:
            other._rated = None
        other._decide(terms)
        return other

    def _decide(self, terms: Terms) -> None:
        self.terms = terms
        self._scorer = self._scorer.reweighted(terms.weights)
        self._screen = Screen(self.cohort, self._facts, trial=terms.trial)
        self._locks = Locks.of(self.cohort, self._facts, terms)
        pairs = union(self._pairs, self._locks.locked, size=len(self.cohort.mentors))
        if self._rated is None or len(self._rated.pairs) != len(pairs):
            self._rated = self._scorer.rate(pairs)
        self._looked = self._look(self._rated)

    def pairs(self) -> tuple[PairScore, ...]:
        """Solve the cohort; best pairs first."""
        return self._explained(*self._choose())

    def proposal(self, *, programme_id: str, now: datetime) -> Proposal:
        """Solve the cohort and prove that no pair breaks a rule."""
        looked, chosen = self._choose()
        pairs = self._explained(looked, chosen)
        people = LeftOver(self.cohort, looked, self._facts, trial=self.terms.trial)
        return Proposal(
            id=uuid4().hex,
            programme_id=programme_id,
            created_at=now,
            encoder=self._fingerprint,
            trial=self.terms.trial,
            pairs=pairs,
            left_out=tuple(people.without(chosen | among(looked.rated.pairs, self._locks.locked))),
            violations=violations(
                [(pair.mentee_id, pair.mentor_id) for pair in pairs],
                self._participants,
                self._facts,
                trial=self.terms.trial,
            ),
            objective=self.terms.objective,
            refused=self._locks.refused,
        )

    def best(self, count: int) -> tuple[PairScore, ...]:
        """Return the ``count`` best allowed pairs of all."""
        looked = self._looked
        at = np.flatnonzero(looked.allowed)
        order = at[np.lexsort((looked.rated.pairs.right[at], -looked.rated.tenths[at]))][:count]
        chosen = np.zeros(len(looked.allowed), dtype=np.bool_)
        chosen[order] = True
        return self._explained(looked, chosen)

    def score(self, mentee_id: str, mentor_id: str) -> PairScore:
        """Score one pair, whether or not it is allowed.

        Raises:
            ValueError: one of them is not in the cohort in this role.
        """
        places = self._places(mentee_id, mentor_id)
        locked = (mentee_id, mentor_id) in self.terms.locked
        return self._scorer.explain(listed([places]), locked=np.array([locked]))[0]

    def broken_rules(self, mentee_id: str, mentor_id: str) -> tuple[RuleCode, ...]:
        """Return the rules that a pair breaks.

        Raises:
            ValueError: one of them is not in the cohort in this role.
        """
        mentee, mentor = self._places(mentee_id, mentor_id)
        two = self.cohort.mentees[mentee], self.cohort.mentors[mentor]
        return broken_rules(*two, self._facts, trial=self.terms.trial)

    def _places(self, mentee_id: str, mentor_id: str) -> tuple[int, int]:
        mentees, mentors = self.cohort.mentees, self.cohort.mentors
        return (
            [one.person_id for one in mentees].index(mentee_id),
            [one.person_id for one in mentors].index(mentor_id),
        )

    def _look(self, rated: Rated) -> Looked:
        pairs = rated.pairs
        barred = self._screen.barred(pairs) | among(pairs, self._locks.forbidden)
        enough = rated.tenths >= round(self.terms.minimum * TENTHS)
        return Looked(rated, barred, rated.met & enough & ~barred)

    def _choose(self) -> tuple[Looked, Bools]:
        """Solve; then look at more pairs for those without a partner, and solve once more.

        A very large cohort is not solved again as a whole: what was chosen stays, and those
        without a partner are paired among themselves.
        """
        looked, chosen = self._looked, self._solved(self._looked)
        more = self._widened(looked, chosen)
        if more is None:
            return looked, chosen
        kept = looked.rated.pairs.chosen(chosen)
        looked = self._look(merged(looked.rated, self._scorer.rate(more)))
        if len(looked.allowed) <= _SOLVED_AGAIN:
            return looked, self._solved(looked)
        before = among(looked.rated.pairs, kept)
        return looked, before | self._solved(looked, before=before)

    def _solved(self, looked: Looked, *, before: Bools | None = None) -> Bools:
        """Choose among the allowed pairs of those who have room left by what is chosen before."""
        pairs, rooms = looked.rated.pairs, self._locks.rooms
        taken = among(pairs, self._locks.locked)
        if before is not None:
            rooms = self._left_by(pairs, before)
            taken |= before | (rooms[0][pairs.left] < 1) | (rooms[1][pairs.right] < 1)
        at = looked.allowed & ~taken
        graph = Graph(pairs.chosen(at), looked.rated.tenths[at], rooms, self._scorer.wanted)
        chosen = np.zeros(len(at), dtype=np.bool_)
        chosen[at] = solve(graph, self.terms.objective)
        return chosen

    def _left_by(self, pairs: Pairs, chosen: Bools) -> tuple[Ints, Ints]:
        """Return int32 [mentees] and [mentors]: the room that locked and chosen pairs leave."""
        left, right = (
            room - np.bincount(side[chosen], minlength=len(room)).astype(np.int32)
            for side, room in zip((pairs.left, pairs.right), self._locks.rooms, strict=True)
        )
        return left, right

    def _widened(self, looked: Looked, chosen: Bools) -> Pairs | None:
        """Return further pairs of people who both have room left, if there are any."""
        pairs, rooms = looked.rated.pairs, self._left_by(looked.rated.pairs, chosen)
        if len(pairs) == len(rooms[0]) * len(rooms[1]):
            return None
        left, right = (
            np.flatnonzero((room > 0) & released)
            for room, released in zip(rooms, self._scorer.released, strict=True)
        )
        if not len(left) or not len(right):
            return None
        more = between(left, right, most=_WIDENED)
        fresh = ~among(more, pairs)
        return more.chosen(fresh) if fresh.any() else None

    def _explained(self, looked: Looked, chosen: Bools) -> tuple[PairScore, ...]:
        own = looked.rated.pairs.chosen(chosen)
        pairs = union(own, self._locks.locked, size=len(self.cohort.mentors))
        found = self._scorer.explain(pairs, locked=among(pairs, self._locks.locked))
        return tuple(sorted(found, key=lambda pair: (-pair.score, pair.mentee_id, pair.mentor_id)))
