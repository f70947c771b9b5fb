"""How well a mentor's offers meet a mentee's wishes: late interaction over phrases."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from embeddings.encoder import Encoder, Float32
from embeddings.index import VectorIndex
from embeddings.matching.phrases import phrases
from tandems.domain.match import PairScore, Reason
from tandems.domain.programme import LearningWish, Offer, Participant

CANDIDATES: Final = 50
"""Mentors looked at per wish phrase; FAISS returns the nearest offer phrases."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Named settings of the score; cosines are of the embedding model in use.

    ``floor`` and ``ceiling`` map a cosine to 0 and 100; below ``covered_from`` a wish counts as
    uncovered. An offer that already answered a wish counts ``again`` as much for the next one.
    """

    floor: float = 0.15
    ceiling: float = 0.75
    covered_from: float = 0.30
    again: float = 0.5


@dataclass(frozen=True, slots=True)
class Phrased:
    """A wish or an offer with the vectors of its phrases, float32 [n, dim]."""

    item_id: str
    text: str
    label: str
    vectors: Float32


class Scorer:
    """Scores pairs of one cohort; every text is encoded once."""

    def __init__(
        self,
        mentees: Sequence[Participant],
        mentors: Sequence[Participant],
        encoder: Encoder,
        *,
        weights: Weights | None = None,
    ) -> None:
        self._weights = weights or Weights()
        self._mentees = {p.person_id: p for p in mentees}
        self._wishes = _phrased({p.person_id: p.wishes for p in mentees}, encoder.encode_queries)
        self._offers = _phrased({p.person_id: p.offers for p in mentors}, encoder.encode_passages)
        self._index = VectorIndex(encoder.dim)
        self._owner: dict[str, str] = {}
        for mentor_id, offers in sorted(self._offers.items()):
            for offer in offers:
                ids = [f"{offer.item_id}/{place}" for place in range(len(offer.vectors))]
                self._owner |= dict.fromkeys(ids, mentor_id)
                self._index.add(ids, offer.vectors)

    def candidates(self, mentee_id: str, *, count: int = CANDIDATES) -> tuple[str, ...]:
        """Return the mentors nearest to any wish phrase, at most ``count`` a phrase, sorted."""
        found: set[str] = set()
        for wish in self._wishes[mentee_id]:
            for hits in self._index.search(wish.vectors, 4 * count):
                near: dict[str, None] = {}
                for hit in hits:
                    near.setdefault(self._owner[hit.id])
                found |= set(list(near)[:count])
        return tuple(sorted(found))

    def score(self, mentee_id: str, mentor_id: str) -> PairScore:
        """Score one pair; reasons come best first."""
        weights = self._weights
        reasons: list[Reason] = []
        uncovered: list[str] = []
        total = gained = 0.0
        answered: set[str] = set()
        priorities = {w.id: w.priority for w in self._mentees[mentee_id].wishes}
        for wish in sorted(
            self._wishes[mentee_id], key=lambda w: (priorities[w.item_id], w.item_id)
        ):
            importance = 1.0 / (1 + priorities[wish.item_id])
            total += importance
            best, similarity = _best_offer(wish, self._offers[mentor_id])
            if best is None or similarity < weights.covered_from:
                uncovered.append(wish.item_id)
                continue
            share = weights.again if best.item_id in answered else 1.0
            answered.add(best.item_id)
            gained += importance * share * self._strength(similarity)
            reasons.append(_reason(wish, best, similarity))
        score = round(100 * gained / total, 1) if total else 0.0
        reasons.sort(key=lambda reason: (-reason.similarity, reason.wish_id))
        return PairScore(mentee_id, mentor_id, score, tuple(reasons), tuple(uncovered))

    def _strength(self, similarity: float) -> float:
        low, high = self._weights.floor, self._weights.ceiling
        return min(1.0, max(0.0, (similarity - low) / (high - low)))


def _phrased(
    items: Mapping[str, Sequence[LearningWish | Offer]],
    encode: Callable[[Sequence[str]], Float32],
) -> dict[str, tuple[Phrased, ...]]:
    rows = [
        (person_id, item, tuple(dict.fromkeys((*phrases(item.text), *phrases(item.label)))))
        for person_id, own in items.items()
        for item in own
    ]
    vectors = encode([phrase for _, _, own in rows for phrase in own])
    found: dict[str, tuple[Phrased, ...]] = {person_id: () for person_id in items}
    start = 0
    for person_id, item, own in rows:
        block = vectors[start : start + len(own)]
        start += len(own)
        kept = np.ascontiguousarray(block[block.any(axis=1)])
        found[person_id] += (Phrased(item.id, item.text, item.label, kept),)
    return found


def _best_offer(wish: Phrased, offers: Sequence[Phrased]) -> tuple[Phrased | None, float]:
    ranked = sorted(_similarities(wish, offers), key=lambda pair: (-pair[1], pair[0].item_id))
    return ranked[0] if ranked else (None, 0.0)


def _similarities(wish: Phrased, offers: Sequence[Phrased]) -> Iterator[tuple[Phrased, float]]:
    for offer in offers:
        if len(wish.vectors) and len(offer.vectors):
            yield offer, float((wish.vectors @ offer.vectors.T).max())


def _reason(wish: Phrased, offer: Phrased, similarity: float) -> Reason:
    return Reason(
        wish_id=wish.item_id,
        wish_text=wish.text,
        wish_label=wish.label,
        offer_id=offer.item_id,
        offer_text=offer.text,
        offer_label=offer.label,
        similarity=round(min(1.0, similarity), 4),
    )
