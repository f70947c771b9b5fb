"""How well a mentor's offers meet a mentee's wishes: late interaction over phrases."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from embeddings.encoder import Encoder
from embeddings.index import VectorIndex
from embeddings.matching.phrased import Phrased, common_part, phrased
from tandems.domain.match import PairScore, Reason
from tandems.domain.programme import Participant

CANDIDATES: Final = 50
"""Mentors looked at per wish phrase; FAISS returns the nearest offer phrases."""
_PHRASES_EACH: Final = 4
"""Phrases of one mentor that may crowd the nearest, so that enough mentors remain."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Named settings of the score; similarities are those of ``Phrased``.

    ``floor`` and ``ceiling`` map a similarity to 0 and 100; below ``covered_from`` a wish counts
    as uncovered. An offer that already answered a wish counts ``again`` as much for the next.
    Defaults were set by eye on the demo programme's 61 wishes and 71 offers (2026-11-25).
    """

    floor: float = 0.15
    ceiling: float = 0.75
    covered_from: float = 0.34
    again: float = 0.5


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
        self._priorities = {w.id: w.priority for p in mentees for w in p.wishes}
        wishes = phrased({p.person_id: p.wishes for p in mentees}, encoder.encode_queries)
        offers = phrased({p.person_id: p.offers for p in mentors}, encoder.encode_passages)
        common = common_part(offers)
        self._wishes = {p: tuple(w.without(common) for w in own) for p, own in wishes.items()}
        self._offers = {p: tuple(o.without(common) for o in own) for p, own in offers.items()}
        self._index = VectorIndex(encoder.dim)
        self._owner: dict[str, str] = {}
        for mentor_id, own in sorted(self._offers.items()):
            for offer in own:
                self._add(mentor_id, offer)

    def _add(self, mentor_id: str, offer: Phrased) -> None:
        ids = [f"{offer.item_id}/{place}" for place in range(len(offer.phrases))]
        self._owner |= dict.fromkeys(ids, mentor_id)
        self._index.add(ids, offer.phrases)

    def candidates(self, mentee_id: str, *, count: int = CANDIDATES) -> tuple[str, ...]:
        """Return the mentors nearest to any wish phrase, at most ``count`` a phrase, sorted."""
        found: set[str] = set()
        for wish in self._wishes[mentee_id]:
            for hits in self._index.search(wish.phrases, _PHRASES_EACH * count):
                near = dict.fromkeys(self._owner[hit.id] for hit in hits)
                found |= set(list(near)[:count])
        return tuple(sorted(found))

    def score(self, mentee_id: str, mentor_id: str) -> PairScore:
        """Score one pair; reasons come best first."""
        weights = self._weights
        reasons: list[Reason] = []
        uncovered: list[str] = []
        total = gained = 0.0
        answered: set[str] = set()
        for wish in self._by_priority(mentee_id):
            importance = 1.0 / (1 + self._priorities[wish.item_id])
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

    def _by_priority(self, mentee_id: str) -> list[Phrased]:
        wishes = self._wishes[mentee_id]
        return sorted(wishes, key=lambda wish: (self._priorities[wish.item_id], wish.item_id))

    def _strength(self, similarity: float) -> float:
        low, high = self._weights.floor, self._weights.ceiling
        return min(1.0, max(0.0, (similarity - low) / (high - low)))


def _best_offer(wish: Phrased, offers: Sequence[Phrased]) -> tuple[Phrased | None, float]:
    scored = [(offer, wish.similarity(offer)) for offer in offers]
    return min(scored, key=lambda pair: (-pair[1], pair[0].item_id), default=(None, 0.0))


def _reason(wish: Phrased, offer: Phrased, similarity: float) -> Reason:
    return Reason(
        wish_id=wish.item_id,
        wish_text=wish.text,
        wish_label=wish.label,
        offer_id=offer.item_id,
        offer_text=offer.text,
        offer_label=offer.label,
        similarity=round(similarity, 4),
    )
