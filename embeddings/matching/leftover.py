"""Who has no partner, why, and who would be nearest."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from embeddings.matching.cohort import Cohort
from embeddings.matching.cover import Bools
from embeddings.matching.rules import Facts, broken_rules
from embeddings.matching.score import TENTHS, Rated
from embeddings.matching.texts import Ints
from tandems.domain.match import LeftOut, LeftOutReason
from tandems.domain.programme import Participant
from tandems.domain.vocabulary import Role


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """All pairs that were looked at, with their scores.

    ``barred`` marks the pairs that a hard rule or the coordinator forbids; ``allowed`` those
    that are neither barred nor without a met wish nor below the minimum score.
    """

    rated: Rated
    barred: Bools
    allowed: Bools


class LeftOver:
    """Explains why people have no partner, from all pairs that were looked at."""

    def __init__(self, cohort: Cohort, looked: Looked, facts: Facts, *, trial: bool) -> None:
        self._cohort, self._looked, self._facts, self._trial = cohort, looked, facts, trial

    def without(self, chosen: Bools) -> Iterator[LeftOut]:
        """Name mentees, then mentors, without a partner among the ``chosen`` pairs."""
        for role in (Role.MENTEE, Role.MENTOR):
            people, places = self._side(role)
            nearest = self._nearest(places)
            paired = set(places[chosen].tolist())
            for place, person in enumerate(people):
                if place not in paired:
                    yield self._left_out(person, role, nearest.get(place))

    def _side(self, role: Role) -> tuple[tuple[Participant, ...], Ints]:
        pairs = self._looked.rated.pairs
        if role is Role.MENTEE:
            return self._cohort.mentees, pairs.left
        return self._cohort.mentors, pairs.right

    def _nearest(self, places: Ints) -> dict[int, int]:
        """Return each person's best pair: an allowed one, else one not barred, else any."""
        looked = self._looked
        at = np.flatnonzero(looked.rated.met)
        keys = (-looked.rated.tenths, looked.barred, ~looked.allowed, places)
        order = at[np.lexsort([key[at] for key in keys])]
        own, first = np.unique(places[order], return_index=True)
        return dict(zip(own.tolist(), order[first].tolist(), strict=True))

    def _left_out(self, person: Participant, role: Role, pair: int | None) -> LeftOut:
        if not (person.wishes if role is Role.MENTEE else person.offers):
            return LeftOut(person.person_id, role, LeftOutReason.NOTHING_RELEASED)
        if pair is None:
            return LeftOut(person.person_id, role, LeftOutReason.NO_FIT)
        rated = self._looked.rated
        mentee = self._cohort.mentees[rated.pairs.left[pair]]
        mentor = self._cohort.mentors[rated.pairs.right[pair]]
        reason = LeftOutReason.NO_FIT
        if self._looked.allowed[pair]:
            reason = LeftOutReason.NO_CAPACITY_LEFT
        elif self._looked.barred[pair]:
            reason = LeftOutReason.ALL_BARRED
        return LeftOut(
            person.person_id,
            role,
            reason,
            nearest_id=(mentor if role is Role.MENTEE else mentee).person_id,
            nearest_score=int(rated.tenths[pair]) / TENTHS,
            rules=broken_rules(mentee, mentor, self._facts, trial=self._trial),
        )
