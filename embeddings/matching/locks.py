"""Pairs a coordinator decided on: locked ones are taken first, forbidden ones are out."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from embeddings.matching.candidates import listed
from embeddings.matching.cohort import Cohort
from embeddings.matching.cover import Bools
from embeddings.matching.rules import Facts, broken_rules
from embeddings.matching.similarity import Pairs
from embeddings.matching.texts import Ints
from embeddings.matching.weights import Pair, Terms
from tandems.domain.match import RuleCode, Violation


@dataclass(frozen=True, slots=True, eq=False)
class Locks:
    """The decided pairs as places.

    ``locked`` are those that keep every rule; ``refused`` names the others and the rule;
    ``rooms`` is what the locked ones leave of everybody's capacity.
    """

    locked: Pairs
    forbidden: Pairs
    refused: tuple[Violation, ...]
    rooms: tuple[Ints, Ints]

    @classmethod
    def of(cls, cohort: Cohort, facts: Facts, terms: Terms) -> "Locks":
        """Check the locked pairs, in the order of people, against rules and capacities."""
        rooms = cohort.capacities()
        kept: list[tuple[int, int]] = []
        refused: list[Violation] = []
        for left, right in sorted(_places(cohort, terms.locked)):
            mentee, mentor = cohort.mentees[left], cohort.mentors[right]
            codes = broken_rules(mentee, mentor, facts, trial=terms.trial)
            if not codes and min(rooms[0][left], rooms[1][right]) < 1:
                codes = (RuleCode.CAPACITY,)
            refused += [Violation(mentee.person_id, mentor.person_id, code) for code in codes]
            if not codes:
                kept.append((left, right))
                rooms[0][left] -= 1
                rooms[1][right] -= 1
        forbidden = listed(_places(cohort, terms.forbidden))
        return cls(listed(kept), forbidden, tuple(refused), rooms)

    def open(self, pairs: Pairs) -> Bools:
        """Return bool [pairs]: neither locked, and so taken already, nor forbidden."""
        return ~(among(pairs, self.locked) | among(pairs, self.forbidden))


def among(pairs: Pairs, others: Pairs) -> Bools:
    """Return bool [pairs]: which of the pairs stand among the others, given in order."""
    if not len(pairs) or not len(others):
        return np.zeros(len(pairs), dtype=np.bool_)
    size = int(max(pairs.right.max(), others.right.max())) + 1
    codes, own = (one.left.astype(np.int64) * size + one.right for one in (pairs, others))
    at = np.searchsorted(own, codes).clip(max=len(own) - 1)
    return np.asarray(own[at] == codes, dtype=np.bool_)


def _places(cohort: Cohort, pairs: Iterable[Pair]) -> list[tuple[int, int]]:
    left = {one.person_id: place for place, one in enumerate(cohort.mentees)}
    right = {one.person_id: place for place, one in enumerate(cohort.mentors)}
    return [(left[a], right[b]) for a, b in pairs if a in left and b in right]
