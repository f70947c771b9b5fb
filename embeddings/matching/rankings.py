"""Whom people would like best, as a value for each pair."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from embeddings.matching.candidates import listed
from embeddings.matching.similarity import Floats, Pairs
from embeddings.matching.texts import Ints
from tandems.domain.programme import Participant

Rankings = Mapping[str, Sequence[str]]
"""Person ids by person id, the most wanted first."""
UNRANKED: Final = 1_000_000
"""A place past every ranking."""


class Wanted:
    """Who ranked whom in a cohort.

    Attributes:
        pairs: the pairs in which one of the two ranked the other.
    """

    def __init__(
        self, mentees: Sequence[Participant], mentors: Sequence[Participant], rankings: Rankings
    ) -> None:
        left = {one.person_id: place for place, one in enumerate(mentees)}
        right = {one.person_id: place for place, one in enumerate(mentors)}
        places: dict[tuple[int, int], list[int]] = {}
        for person, wanted in rankings.items():
            for place, other in enumerate(wanted):
                for side, (mentee, mentor) in enumerate(((person, other), (other, person))):
                    if mentee in left and mentor in right:
                        both = places.setdefault(
                            (left[mentee], right[mentor]), [UNRANKED, UNRANKED]
                        )
                        both[side] = min(both[side], place)
        self._size = max(1, len(mentors))
        self.pairs = listed(places)
        self._codes = self.pairs.left.astype(np.int64) * self._size + self.pairs.right
        ordered = [places[pair] for pair in sorted(places)]
        self._places = np.array(ordered, dtype=np.int32).reshape(-1, 2)

    def places(self, pairs: Pairs) -> Ints:
        """Return int32 [pairs, 2]: the other's place in the mentee's ranking and the mentor's.

        Places count from 0; UNRANKED stands where there is none.
        """
        found = np.full((len(pairs), 2), UNRANKED, dtype=np.int32)
        if len(self._codes):
            codes = pairs.left.astype(np.int64) * self._size + pairs.right
            at = np.searchsorted(self._codes, codes).clip(max=len(self._codes) - 1)
            same = self._codes[at] == codes
            found[same] = self._places[at[same]]
        return found

    def value(self, pairs: Pairs) -> Floats:
        """Return float32 [pairs], how much the two want each other; NaN where neither said so.

        A first place is worth 1, a second 1/2, a third 1/3, ...; the greater of the two counts.
        """
        best = self.places(pairs).min(axis=1)
        return np.where(best < UNRANKED, 1 / (1.0 + best), np.nan).astype(np.float32)
