"""Words that a wish and an offer share, rare ones counting more: what vectors alone blur."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import Stemmer
from numpy.typing import NDArray

from embeddings.encoder import Float32

_MOST_TERMS: Final = 16
"""The rarest words of a text that count; longer texts gain nothing by their length."""
_MASK_WORDS: Final = 4
_MASK_BITS: Final = 64 * _MASK_WORDS
_CHUNK: Final = 16_384
_PART: Final = re.compile(r"[-'’\s]+")

Ints = NDArray[np.int32]
Masks = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The rarest word stems of n texts.

    ``terms`` is int32 [n, t], padded with a negative number; ``rarity`` float32 [n, t], 0 where
    padded; ``mass`` float32 [n], its row sums; ``masks`` uint64 [4, n], a bit for each term, so
    that texts without a common word are told apart at once.
    """

    terms: Ints
    rarity: Float32
    mass: Float32
    masks: Masks

    def overlap(self, rows: Ints, other: "Words", other_rows: Ints) -> Float32:
        """Return float32 [k], 0 to 1, for k pairs of rows.

        It is the rarity of the common words over the geometric mean of both texts' rarity.
        """
        found = np.zeros(len(rows), dtype=np.float32)
        for start in range(0, len(rows), _CHUNK):
            own, others = rows[start : start + _CHUNK], other_rows[start : start + _CHUNK]
            terms, held = self.terms[own], np.zeros((len(own), self.terms.shape[1]), np.bool_)
            for term in other.terms[others].T:
                held |= terms == term[:, None]
            common = np.einsum("ij,ij->i", self.rarity[own], held)
            mass = np.sqrt(self.mass[own] * other.mass[others])
            found[start : start + _CHUNK] = common / np.where(mass > 0, mass, 1)
        return found


def words_of(sides: Sequence[Sequence[str]]) -> list[Words]:
    """Return the words of each side's texts; rarity is counted over all of them.

    The texts hold content words only, as ``phrases.content_words`` returns them.
    """
    stemmed = Stemmed()
    stems = [[stemmed.of(text) for text in texts] for texts in sides]
    count = sum(len(texts) for texts in sides)
    ids: dict[str, int] = {}
    frequency: list[int] = []
    for texts in stems:
        for text in texts:
            for stem in text:
                place = ids.setdefault(stem, len(ids))
                if place == len(frequency):
                    frequency.append(0)
                frequency[place] += 1
    rarity = np.log1p(count / (1.0 + np.array(frequency, dtype=np.float64)))
    return [_words(texts, ids, rarity, pad=-1 - side) for side, texts in enumerate(stems)]


class Stemmed:
    """Stems words by the German and then the English rules, each word once.

    One after the other, because the language of a text is not known and often mixed.
    """

    def __init__(self) -> None:
        self._german = Stemmer.Stemmer("german")
        self._english = Stemmer.Stemmer("english")
        self._known: dict[str, str] = {}

    def of(self, text: str) -> tuple[str, ...]:
        """Return the stems of a text's words, compounds with a hyphen in parts; none twice."""
        parts = (part for word in text.lower().split() for part in _PART.split(word))
        return tuple(dict.fromkeys(self._stem(part) for part in parts if len(part) > 1))

    def _stem(self, word: str) -> str:
        if word not in self._known:
            self._known[word] = self._english.stemWord(self._german.stemWord(word))
        return self._known[word]


def _words(
    texts: Sequence[tuple[str, ...]], ids: dict[str, int], rarity: NDArray[np.float64], *, pad: int
) -> Words:
    width = max(1, min(_MOST_TERMS, max((len(text) for text in texts), default=1)))
    terms = np.full((len(texts), width), pad, dtype=np.int32)
    for row, text in enumerate(texts):
        own = sorted((ids[stem] for stem in text), key=lambda term: (-rarity[term], term))[:width]
        terms[row, : len(own)] = own
    held = terms >= 0
    weights = np.where(held, rarity[terms] if len(rarity) else 0.0, 0.0).astype(np.float32)
    return Words(terms, weights, weights.sum(axis=1), _masks(terms, held))


def _masks(terms: Ints, held: NDArray[np.bool_]) -> Masks:
    bits = terms.astype(np.int64) % _MASK_BITS
    one = np.uint64(1) << (bits % 64).astype(np.uint64)
    masks = np.zeros((_MASK_WORDS, len(terms)), dtype=np.uint64)
    for word in range(_MASK_WORDS):
        mine = np.where(held & (bits // 64 == word), one, np.uint64(0))
        masks[word] = np.bitwise_or.reduce(mine, axis=1)
    return masks
