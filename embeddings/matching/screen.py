"""The hard rules over millions of pairs at once; the proof afterwards uses the rules themselves."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from embeddings.matching.cohort import Cohort
from embeddings.matching.rules import Facts
from embeddings.matching.similarity import Pairs
from embeddings.matching.soft import Bools, Shared
from embeddings.matching.texts import Ints
from tandems.domain.programme import Participant

Codes = NDArray[np.int64]


class Screen:
    """Tells for many pairs of places whether any hard rule bars them."""

    def __init__(self, cohort: Cohort, facts: Facts, *, trial: bool) -> None:
        left, right = cohort.mentees, cohort.mentors
        self._ready = tuple(_ready(side, trial=trial) for side in (left, right))
        self._common = Shared(
            *([frozenset(one.languages) for one in side] for side in (left, right))
        )
        self._size = max(1, len(right))
        self._barred = _barred_people(left, right, facts)
        self._organisations, self._apart, self._kinds = _organisations(left, right, facts)

    def barred(self, pairs: Pairs) -> Bools:
        """Return bool [pairs]: True where at least one rule is broken."""
        left, right = pairs.left, pairs.right
        ready = self._ready[0][left] & self._ready[1][right]
        found = ~(ready & (self._common(pairs) > 0))
        found |= np.isin(left.astype(np.int64) * self._size + right, self._barred)
        if len(self._apart):
            ours, theirs = (
                own[at] for own, at in zip(self._organisations, (left, right), strict=True)
            )
            found |= np.isin(ours.astype(np.int64) * self._kinds + theirs, self._apart)
        return found


def _ready(side: Sequence[Participant], *, trial: bool) -> Bools:
    """Return who has room and, but for a trial, has joined."""
    return np.array(
        [
            one.enrolment.capacity > 0 and (trial or one.enrolment.joined_at is not None)
            for one in side
        ],
        dtype=np.bool_,
    )


def _barred_people(
    left: Sequence[Participant], right: Sequence[Participant], facts: Facts
) -> Codes:
    """Return the codes of pairs that are one person, in one line, or kept apart."""
    mentees = {one.person_id: place for place, one in enumerate(left)}
    mentors = {one.person_id: place for place, one in enumerate(right)}
    lines = ((person, higher) for person, above in facts.above.items() for higher in above)
    same = ((person, person) for person in mentees if person in mentors)
    return _codes((*lines, *same, *_two(facts)), mentees, mentors)


def _organisations(
    left: Sequence[Participant], right: Sequence[Participant], facts: Facts
) -> tuple[tuple[Ints, Ints], Codes, int]:
    """Return everybody's organisation as a number, the codes kept apart, and the count."""
    names = sorted({one.organisation_id for one in (*left, *right)})
    places = {name: place for place, name in enumerate(names)}
    own = tuple(
        np.array([places[one.organisation_id] for one in side], dtype=np.int32)
        for side in (left, right)
    )
    return (own[0], own[1]), _codes(_two(facts), places, places), max(1, len(names))


def _two(facts: Facts) -> Iterable[tuple[str, str]]:
    """Return both ids of every exclusion; one id twice keeps an organisation to itself out."""
    return ((min(pair), max(pair)) for pair in facts.apart)


def _codes(
    pairs: Iterable[tuple[str, str]], left: Mapping[str, int], right: Mapping[str, int]
) -> Codes:
    size = max(1, len(right))
    found = {
        left[a] * size + right[b]
        for pair in pairs
        for a, b in (pair, pair[::-1])
        if a in left and b in right
    }
    return np.array(sorted(found), dtype=np.int64)
