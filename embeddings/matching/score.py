"""The score of a pair, 0 to 100: wishes met, what comes back, and what makes meeting easy."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from embeddings.encoder import Encoder
from embeddings.matching.cover import Answering, Bools
from embeddings.matching.rankings import Rankings, Wanted
from embeddings.matching.similarity import Floats, Pairs
from embeddings.matching.soft import soft_parts
from embeddings.matching.texts import Ints, Texts, encoded, offer_layout, wish_layout
from embeddings.matching.weights import Weights
from tandems.domain.match import PairScore, PartName, Reason, ScorePart
from tandems.domain.programme import LearningWish, Offer, Participant

_PAIRS_PER_BLOCK: Final = 100_000
_THREADS: Final = 2
"""Blocks scored side by side; the heavy steps let go of the interpreter."""
TENTHS: Final = 10
"""Scores have one decimal; solvers want whole numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class Rated:
    """The scores of n pairs: ``tenths`` is int32 [n], 0 to 1,000.

    ``met`` says for each whether an offer answers any of the mentee's wishes.
    """

    pairs: Pairs
    tenths: Ints
    met: Bools


def merged(first: Rated, second: Rated) -> Rated:
    """Return the pairs of both in order; no pair may be in both."""
    left = np.concatenate([first.pairs.left, second.pairs.left])
    right = np.concatenate([first.pairs.right, second.pairs.right])
    order = np.lexsort((right, left))
    return Rated(
        Pairs(left[order], right[order]),
        np.concatenate([first.tenths, second.tenths])[order],
        np.concatenate([first.met, second.met])[order],
    )


class Scorer:
    """Scores pairs of one cohort by their places in it; every text is encoded once.

    Attributes:
        wishes: of the mentees.
        offers: of the mentors.
        wanted: who ranked whom.
        released: bool [mentees] and [mentors], who has a wish, and who an offer.
    """

    def __init__(
        self,
        mentees: Sequence[Participant],
        mentors: Sequence[Participant],
        encoder: Encoder,
        *,
        rankings: Rankings,
    ) -> None:
        self._mentees, self._mentors = mentees, mentors
        self.wishes, self.offers = _texts(mentees, mentors, encoder)
        self.wanted = Wanted(mentees, mentors, rankings)
        self._comes_back = _ComesBack(mentees, mentors, encoder)
        self._soft = soft_parts(mentees, mentors, encoder)
        self.released = _any(one.wishes for one in mentees), _any(one.offers for one in mentors)
        self._set(Weights())

    def reweighted(self, weights: Weights) -> Self:
        """Return a scorer of the same cohort with other weights; nothing is encoded again."""
        other = copy(self)
        other._set(weights)
        return other

    def _set(self, weights: Weights) -> None:
        self._weights = weights
        self._answering = Answering(self.wishes, self.offers, weights)

    def rate(self, pairs: Pairs) -> Rated:
        """Score pairs, given in order, in blocks of bounded memory."""
        tenths = np.zeros(len(pairs), dtype=np.int32)
        met = np.zeros(len(pairs), dtype=np.bool_)

        def rate_from(start: int) -> None:
            part = slice(start, start + _PAIRS_PER_BLOCK)
            own = Pairs(pairs.left[part], pairs.right[part])
            shares, met[part] = self._answering.shares(own)
            tenths[part] = self._tenths(self._values(own, shares))

        with ThreadPoolExecutor(_THREADS) as threads:
            list(threads.map(rate_from, range(0, len(pairs), _PAIRS_PER_BLOCK)))
        return Rated(pairs, tenths, met)

    def explain(self, pairs: Pairs, *, locked: Bools) -> list[PairScore]:
        """Return pairs, given in order, with their parts and their reasons, best first."""
        covers = list(self._answering.covers(pairs))
        if not covers:
            return []
        values = self._values(pairs, np.concatenate([one.share for one in covers]))
        tenths = self._tenths(values)
        details = (detail for one in covers for detail in zip(one.best, one.alike, strict=True))
        found: list[PairScore] = []
        for place, (best, alike) in enumerate(details):
            reasons, uncovered = self._reasons(int(pairs.left[place]), best, alike)
            found.append(
                PairScore(
                    mentee_id=self._mentees[pairs.left[place]].person_id,
                    mentor_id=self._mentors[pairs.right[place]].person_id,
                    score=int(tenths[place]) / TENTHS,
                    reasons=reasons,
                    uncovered=uncovered,
                    parts=self._score_parts(values, place),
                    locked=bool(locked[place]),
                )
            )
        return found

    def _values(self, pairs: Pairs, shares: Floats) -> dict[PartName, Floats]:
        """Return each part's value, float32 [pairs], 0 to 1, NaN where nothing is known."""
        values = {PartName.WISHES: shares}
        if self._weights.reciprocity > 0:
            values[PartName.RECIPROCITY] = self._comes_back.value(pairs, self._weights)
        soft = {**self._soft, PartName.RANKING: self.wanted.value}
        return values | {name: part(pairs) for name, part in soft.items() if self._weight(name) > 0}

    def _tenths(self, values: Mapping[PartName, Floats]) -> Ints:
        """Take the weighted mean of what is known, and the ranking's share of what is left."""
        count = len(values[PartName.WISHES])
        total, weight = np.zeros(count), np.zeros(count)
        for name, value in values.items():
            if name is not PartName.RANKING:
                total += np.nan_to_num(value) * self._weight(name)
                weight += ~np.isnan(value) * self._weight(name)
        mean = total / np.where(weight > 0, weight, 1)
        if PartName.RANKING in values:
            mean += (1 - mean) * self._weights.ranking * np.nan_to_num(values[PartName.RANKING])
        return np.asarray(np.round(mean * 100 * TENTHS), dtype=np.int32)

    def _weight(self, name: PartName) -> float:
        return float(getattr(self._weights, name.value))

    def _score_parts(self, values: Mapping[PartName, Floats], place: int) -> tuple[ScorePart, ...]:
        return tuple(
            ScorePart(name, round(100 * float(value[place]), 1), self._weight(name))
            for name, value in values.items()
            if not np.isnan(value[place])
        )

    def _reasons(
        self, mentee: int, best: Ints, alike: Floats
    ) -> tuple[tuple[Reason, ...], tuple[str, ...]]:
        reasons: list[Reason] = []
        uncovered: list[str] = []
        start, end = self.wishes.first[mentee], self.wishes.first[mentee + 1]
        for place, wish in enumerate(self.wishes.items[start:end]):
            offer = self.offers.items[best[place]] if best[place] >= 0 else None
            if isinstance(wish, LearningWish) and isinstance(offer, Offer):
                reasons.append(_reason(wish, offer, float(alike[place])))
            elif wish is not None:
                uncovered.append(wish.id)
        reasons.sort(key=lambda reason: (-reason.similarity, reason.wish_id))
        return tuple(reasons), tuple(uncovered)


class _ComesBack:
    """The mentor's own wishes answered by the mentee's offers, where both released some."""

    def __init__(
        self,
        mentees: Sequence[Participant],
        mentors: Sequence[Participant],
        encoder: Encoder,
    ) -> None:
        self._gives = _any(one.offers for one in mentees)
        self._asks = _any(one.wishes for one in mentors)
        self._texts: tuple[Texts, Texts] | None = None
        if self._gives.any() and self._asks.any():
            self._texts = _texts(mentors, mentees, encoder)

    def value(self, pairs: Pairs, weights: Weights) -> Floats:
        """Return float32 [pairs], 0 to 1; NaN where one of the two released nothing for it."""
        value = np.full(len(pairs), np.nan, dtype=np.float32)
        if self._texts is None:
            return value
        at = np.flatnonzero(self._asks[pairs.right] & self._gives[pairs.left])
        at = at[np.lexsort((pairs.left[at], pairs.right[at]))]
        value[at], _ = Answering(*self._texts, weights).shares(
            Pairs(pairs.right[at], pairs.left[at])
        )
        return value


def _any(released: Iterable[Sequence[LearningWish | Offer]]) -> Bools:
    return np.array([bool(own) for own in released], dtype=np.bool_)


def _texts(
    asking: Sequence[Participant], giving: Sequence[Participant], encoder: Encoder
) -> tuple[Texts, Texts]:
    return encoded(
        wish_layout(asking), offer_layout(giving), encoder.encode_queries, encoder.encode_passages
    )


def _reason(wish: LearningWish, offer: Offer, similarity: float) -> Reason:
    return Reason(
        wish_id=wish.id,
        wish_text=wish.text,
        wish_label=wish.label,
        offer_id=offer.id,
        offer_text=offer.text,
        offer_label=offer.label,
        similarity=round(similarity, 4),
    )
