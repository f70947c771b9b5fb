"""Wishes and offers as arrays, freed of what all of a cohort's texts have in common."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Float32, known, normalised
from embeddings.matching.direction import reads_like_a_wish
from embeddings.matching.phrases import content_words, phrases
from embeddings.matching.words import Words, words_of
from tandems.domain.programme import LearningWish, Offer, Participant

_SHORT: Final = (0.55, 0.15)
"""A phrase of n content words weighs 0.55 + 0.15 n, at most 1: single words match too easily."""
_COMMON: Final = 0.25
_FEW: Final = 5
"""A quarter of the common part of n offers is taken out, times n / (n + 5): few show little.

All of it would leave a pool of nothing but developers unable to offer development.
"""

Encode = Callable[[Sequence[str]], Float32]
Item = LearningWish | Offer
Ints = NDArray[np.int32]
_Text = tuple[str, str]
"""What is encoded, and its content words."""


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """What one side released: one entry for each item, items in the order of their people.

    Whoever released nothing holds one empty item (None), which resembles nothing.

    Attributes:
        items: wishes by priority, offers by id.
        first: int32 [people + 1]; person p holds the items first[p] to first[p + 1].
        vectors: float32 [texts, dim], rows of norm 1 or 0; each text is stored once.
        whole: int32 [items], the row of each item's whole text, in the person's own words.
        phrases: int32 [phrases], the row of each phrase: content words only, unless the phrase
            is the whole text.
        first_phrase: int32 [items + 1]; item i has the phrases first_phrase[i] to the next.
        weights: float32 [phrases] in (0, 1].
        asks: bool [items], what reads like a wish.
        words: of the rows of ``vectors``.
    """

    items: tuple[Item | None, ...]
    first: Ints
    vectors: Float32
    whole: Ints
    phrases: Ints
    first_phrase: Ints
    weights: Float32
    asks: NDArray[np.bool_]
    words: Words

    @property
    def owners(self) -> Ints:
        """Return int32 [items]: whose item it is."""
        people = np.arange(len(self.first) - 1, dtype=np.int32)
        return np.repeat(people, np.diff(self.first))

    @property
    def phrase_owners(self) -> Ints:
        """Return int32 [phrases]: whose phrase it is."""
        return np.repeat(self.owners, np.diff(self.first_phrase))


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The texts of one side before they are encoded; the other fields are those of ``Texts``.

    Attributes:
        texts: distinct, in the order of the rows.
        content: the content words of each of them.
    """

    items: tuple[Item | None, ...]
    first: Ints
    texts: tuple[str, ...]
    content: tuple[str, ...]
    whole: Ints
    phrases: Ints
    first_phrase: Ints
    asks: NDArray[np.bool_]


def wish_layout(people: Iterable[Participant]) -> Layout:
    """Lay out the wishes of people, most important first."""
    return _layout([by_priority(one.wishes) for one in people])


def by_priority(wishes: Iterable[LearningWish]) -> list[LearningWish]:
    """Return the wishes, most important first."""
    return sorted(wishes, key=lambda wish: (wish.priority, wish.id))


def offer_layout(people: Iterable[Participant]) -> Layout:
    """Lay out the offers of people."""
    return _layout([sorted(p.offers, key=lambda offer: offer.id) for p in people])


def encoded(
    wishes: Layout, offers: Layout, queries: Encode, passages: Encode
) -> tuple[Texts, Texts]:
    """Return wishes and offers with their vectors; what the offers share is taken out of both."""
    asked, given = queries(wishes.texts), passages(offers.texts)
    common = common_part(given, offers.whole)
    words = words_of([wishes.content, offers.content])
    return (
        _texts(wishes, _without(asked, common), words[0]),
        _texts(offers, _without(given, common), words[1]),
    )


def common_part(vectors: Float32, rows: Ints) -> Float32:
    """Return what the texts at ``rows`` share, float32 [dim]: part of their mean, less when few.

    Source: subtracting the mean against hubs and anisotropy, Mu & Viswanath 2018. The share was
    chosen on the development cohort (evals/matching).
    """
    counts = np.bincount(rows, minlength=len(vectors)) * known(vectors)
    total = float(counts.sum())
    if not total:
        return np.zeros(vectors.shape[1], dtype=np.float32)
    share = _COMMON / (total + _FEW)
    return np.asarray((counts.astype(np.float32) @ vectors) * share, dtype=np.float32)


def _without(vectors: Float32, common: Float32) -> Float32:
    return normalised(np.where(known(vectors)[:, None], vectors - common, np.float32(0)))


def _layout(released: Sequence[Sequence[Item]]) -> Layout:
    items = [item for own in released for item in own or (None,)]
    splits: dict[tuple[str, str], tuple[_Text, tuple[_Text, ...]]] = {}
    rows: dict[_Text, int] = {}
    whole: list[int] = []
    phrase_rows: list[int] = []
    counts: list[int] = []
    for item in items:
        key = ("", "") if item is None else (item.text, item.label)
        if key not in splits:
            splits[key] = _split(*key)
        text, parts = splits[key]
        whole.append(rows.setdefault(text, len(rows)))
        phrase_rows += [rows.setdefault(part, len(rows)) for part in parts]
        counts.append(len(parts))
    return Layout(
        items=tuple(items),
        first=starts([max(1, len(own)) for own in released]),
        texts=tuple(text for text, _ in rows),
        content=tuple(content for _, content in rows),
        whole=np.array(whole, dtype=np.int32),
        phrases=np.array(phrase_rows, dtype=np.int32),
        first_phrase=starts(counts),
        asks=_asks(items),
    )


def _asks(items: Sequence[Item | None]) -> NDArray[np.bool_]:
    known: dict[str, bool] = {"": False}
    for item in items:
        if item is not None and item.text not in known:
            known[item.text] = reads_like_a_wish(item.text)
    return np.array([known[item.text if item else ""] for item in items], dtype=np.bool_)


def starts(counts: Sequence[int] | NDArray[np.int64] | Ints) -> Ints:
    """Return int32 [n + 1]: where each of n runs of these lengths starts, and the end."""
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)


def _split(text: str, label: str) -> tuple[_Text, tuple[_Text, ...]]:
    """Return the whole in its own words, and its phrases; without content words it is empty."""
    source = text if content_words(text) else label
    content = content_words(source)
    whole = (" ".join(source.split()) if content else "", content)
    own = dict.fromkeys((*phrases(text), *phrases(label)))
    if not own or list(own) == [content]:
        return whole, (whole,)
    return whole, tuple((phrase, phrase) for phrase in own)


def _texts(layout: Layout, vectors: Float32, words: Words) -> Texts:
    base, step = _SHORT
    lengths = np.array([len(content.split()) for content in layout.content], dtype=np.float32)
    return Texts(
        items=layout.items,
        first=layout.first,
        vectors=vectors,
        whole=layout.whole,
        phrases=layout.phrases,
        first_phrase=layout.first_phrase,
        weights=np.minimum(1.0, base + step * lengths).astype(np.float32)[layout.phrases],
        asks=layout.asks,
        words=words,
    )
