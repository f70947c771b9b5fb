"""How far one person's offers answer another's wishes: best offer for each, less when repeated."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embeddings.matching.similarity import Block, Floats, Pairs, blocks
from embeddings.matching.texts import Ints, Texts
from embeddings.matching.weights import Weights
from tandems.domain.programme import LearningWish

Bools = NDArray[np.bool_]

_TIE: Final = 1e-4
"""Among offers that answer equally well the more similar one is taken."""


@dataclass(frozen=True, slots=True, eq=False)
class Cover:
    """What the offers of each of n pairs answer.

    ``share`` is float32 [n], 0 to 1; ``best`` int32 [n, w] the item that answers the left
    person's first, second, ... wish, -1 where none does; ``alike`` float32 [n, w] how similar.
    """

    share: Floats
    best: Ints
    alike: Floats

    @property
    def met(self) -> Bools:
        """Say for each pair whether any wish is answered."""
        return np.asarray((self.best >= 0).any(axis=1), dtype=np.bool_)


class Answering:
    """Answers one side's wishes by the other's offers, any pairs at a time."""

    def __init__(self, wishes: Texts, offers: Texts, weights: Weights) -> None:
        self.wishes, self.offers = wishes, offers
        self._weights = weights
        self._important = importance(wishes)

    def covers(self, pairs: Pairs) -> Iterator[Cover]:
        """Answer the wishes of pairs, given in order, block by block."""
        for block in blocks(self.wishes, self.offers, pairs, self._weights):
            yield cover(block, self.wishes, self._important, self._weights)

    def shares(self, pairs: Pairs) -> tuple[Floats, Bools]:
        """Return float32 [pairs], how far wishes are answered, and whether any is."""
        covers = [(one.share, one.met) for one in self.covers(pairs)]
        if not covers:
            return np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.bool_)
        shares, met = zip(*covers, strict=True)
        return np.concatenate(shares), np.concatenate(met)


def importance(wishes: Texts) -> Floats:
    """Return float32 [items]: priority 1 counts a half, 2 a third, ...; an empty item nothing."""
    found = np.zeros(len(wishes.items), dtype=np.float32)
    for place, item in enumerate(wishes.items):
        if isinstance(item, LearningWish):
            found[place] = 1.0 / (1 + item.priority)
    return found


def cover(block: Block, wishes: Texts, important: Floats, weights: Weights) -> Cover:
    """Answer the wishes in their order, each by the offer that gains most.

    An offer that already answered a wish counts ``weights.again`` as much for the next.
    """
    left, first, width = block.pairs.left, block.first[:-1], block.alike.shape[1]
    sizes, rows = np.diff(block.first), np.arange(len(block.offers), dtype=np.int32)
    held = np.diff(wishes.first)[left]
    fresh = np.ones(len(rows), dtype=np.float32)
    gained = np.zeros(len(left), dtype=np.float32)
    best = np.full((len(left), width), -1, dtype=np.int32)
    likeness = np.zeros((len(left), width), dtype=np.float32)
    for place in range(width):
        alike = block.alike[:, place]
        strength = np.clip((alike - weights.floor) / (weights.ceiling - weights.floor), 0, 1)
        gain = np.where(alike >= weights.covered_from, strength * fresh + _TIE * alike, 0)
        most = np.maximum.reduceat(gain, first)
        at = np.minimum.reduceat(np.where(gain == np.repeat(most, sizes), rows, len(rows)), first)
        hit = np.flatnonzero((most > 0) & (place < held))
        chosen = at[hit]
        weight = important[wishes.first[left[hit]] + place]
        gained[hit] += weight * strength[chosen] * fresh[chosen]
        fresh[chosen] *= weights.again
        best[hit, place] = chosen
        likeness[hit, place] = alike[chosen]
    total = np.add.reduceat(important, wishes.first[:-1])[left]
    share = gained / np.where(total > 0, total, 1)
    items = np.where(best >= 0, block.offers[best.clip(0)], -1)
    return Cover(share.astype(np.float32), items.astype(np.int32), likeness)
