"""Wishes and offers as vectors, freed of what all of a cohort's texts have in common."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from embeddings.encoder import Float32, normalised
from embeddings.matching.phrases import content_words, phrases
from tandems.domain.programme import LearningWish, Offer

_SHORT: Final = (0.55, 0.15)
"""A phrase of n content words weighs 0.55 + 0.15 n, at most 1: single words match too easily."""
_COMMON: Final = 0.5
_FEW: Final = 5
"""Half of the common part of n offers is taken out, times n / (n + 5): few show little of it.

All of it would leave a pool of nothing but developers unable to offer development.
"""

Encode = Callable[[Sequence[str]], Float32]


@dataclass(frozen=True, slots=True)
class Phrased:
    """A wish or an offer with its vectors.

    ``whole`` is float32 [dim] of the whole text, ``phrases`` float32 [n, dim] of its phrases,
    ``weights`` float32 [n] in (0, 1]. Rows have norm 1; unknown phrases are left out.
    """

    item_id: str
    text: str
    label: str
    whole: Float32
    phrases: Float32
    weights: Float32

    @property
    def is_known(self) -> bool:
        """Say whether the model knows anything of the text."""
        return bool(self.whole.any()) and len(self.phrases) > 0

    def similarity(self, other: "Phrased") -> float:
        """Return 0 to 1: the mean of the whole texts' cosine and the best phrases' weighted one."""
        if not (self.is_known and other.is_known):
            return 0.0
        weights = np.minimum.outer(self.weights, other.weights)
        best = float(((self.phrases @ other.phrases.T) * weights).max())
        whole = float(self.whole @ other.whole)
        return max(0.0, min(1.0, (best + whole) / 2))

    def without(self, common: Float32) -> "Phrased":
        """Return the same with ``common`` (float32 [dim]) taken out of every vector."""
        if not self.is_known:
            return self
        rows = normalised(np.vstack([self.whole, self.phrases]) - common)
        return replace(self, whole=rows[0], phrases=np.ascontiguousarray(rows[1:]))


def phrased(
    items: Mapping[str, Sequence[LearningWish | Offer]], encode: Encode
) -> dict[str, tuple[Phrased, ...]]:
    """Encode every person's items, all texts in one call."""
    rows = [(person, item, _texts(item)) for person, own in items.items() for item in own]
    vectors = encode([text for _, _, texts in rows for text in texts])
    found: dict[str, tuple[Phrased, ...]] = {person: () for person in items}
    start = 0
    for person, item, texts in rows:
        block = vectors[start : start + len(texts)]
        start += len(texts)
        found[person] += (_phrased(item, texts, block),)
    return found


def common_part(offers: Mapping[str, Sequence[Phrased]]) -> Float32:
    """Return what the offers share, float32 [dim]: half their mean, less the fewer they are.

    Source: subtracting the mean against hubs and anisotropy, Mu & Viswanath 2018. The share of
    one half was chosen by eye on the demo programme and on real profiles (docs/first-run.md).
    """
    known = [offer.whole for own in offers.values() for offer in own if offer.is_known]
    if not known:
        return np.zeros(1, dtype=np.float32)
    mean = np.mean(known, axis=0) * (_COMMON * len(known) / (len(known) + _FEW))
    return np.asarray(mean, dtype=np.float32)


def _texts(item: LearningWish | Offer) -> list[str]:
    own = dict.fromkeys((*phrases(item.text), *phrases(item.label)))
    return [content_words(item.text) or content_words(item.label), *own]


def _phrased(item: LearningWish | Offer, texts: list[str], block: Float32) -> Phrased:
    base, step = _SHORT
    weights = np.array([min(1.0, base + step * len(t.split())) for t in texts[1:]], np.float32)
    known = block[1:].any(axis=1)
    return Phrased(
        item_id=item.id,
        text=item.text,
        label=item.label,
        whole=block[0],
        phrases=np.ascontiguousarray(block[1:][known]),
        weights=weights[known],
    )
