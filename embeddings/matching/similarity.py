"""How alike wishes and offers are: late interaction over phrases, block by block of pairs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embeddings.matching.texts import Ints, Texts, starts
from embeddings.matching.weights import Weights

_ROWS_PER_BLOCK: Final = 60_000
"""Offers in one block: bounds the memory, some hundred bytes for each."""
_DENSE: Final = 16
"""A table may hold so many times the wish-offer cells that are needed."""
_DECIMALS: Final = 4

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of people as places in their sides, int32 [n] each, sorted by ``left``, then right."""

    left: Ints
    right: Ints

    def __len__(self) -> int:
        """Count the pairs."""
        return len(self.left)

    def chosen(self, which: NDArray[np.bool_]) -> "Pairs":
        """Return the pairs that a mask, bool [n], marks."""
        return Pairs(self.left[which], self.right[which])

    def part(self, start: int, end: int) -> "Pairs":
        """Return the pairs from ``start`` to before ``end``."""
        return Pairs(self.left[start:end], self.right[start:end])


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """The similarities of some pairs.

    ``offers`` is int32 [rows]: for each pair, one after the other, the right person's items;
    ``first`` int32 [pairs + 1] says where each pair's rows start; ``alike`` float32 [rows, w],
    0 to 1, holds the similarity of each offer to the left person's first, second, ... wish, and
    0 where that person has fewer than w.
    """

    pairs: Pairs
    offers: Ints
    first: Ints
    alike: Floats


def blocks(wishes: Texts, offers: Texts, pairs: Pairs, weights: Weights) -> Iterator[Block]:
    """Compute the similarities of pairs in blocks of bounded memory, in the order of the pairs.

    A similarity is the mean of the whole texts' cosine and the best phrases' weighted cosine;
    the words both share close ``words`` times their overlap of what is missing to 1. Pairs of
    different languages, which share no words, lose nothing by it. An offer that reads like a wish
    keeps ``wrong_way`` times its similarity.
    """
    sizes = np.diff(offers.first)[pairs.right]
    ends = np.cumsum(sizes)
    start = 0
    while start < len(pairs):
        done = ends[start - 1] if start else 0
        end = int(np.searchsorted(ends, done + _ROWS_PER_BLOCK, side="right"))
        end = max(end, start + 1)
        yield _block(wishes, offers, pairs.part(start, end), weights)
        start = end


def spread(first: Ints, groups: Ints) -> tuple[Ints, Ints]:
    """Return the members of each group one after the other, int32, and where each group starts.

    Group g has the members first[g] to before first[g + 1].
    """
    counts = np.diff(first)[groups]
    begin = starts(counts)
    members = np.arange(begin[-1], dtype=np.int32) - np.repeat(begin[:-1] - first[groups], counts)
    return members.astype(np.int32), begin


def _block(wishes: Texts, offers: Texts, pairs: Pairs, weights: Weights) -> Block:
    rows, first = spread(offers.first, pairs.right)
    people, places = np.unique(pairs.left, return_index=True)
    own, _ = spread(wishes.first, people)
    given = np.unique(rows)
    if len(own) * len(given) <= _DENSE * len(rows) * len(own) / len(people):
        alike = _from_table(wishes, offers, (own, given), (pairs, rows, first))
    else:
        alike = np.zeros((len(rows), int(np.diff(wishes.first)[people].max())), dtype=np.float32)
        edges = first[np.append(places, len(pairs))]
        for person, begin, end in zip(people, edges[:-1], edges[1:], strict=True):
            own = np.arange(wishes.first[person], wishes.first[person + 1], dtype=np.int32)
            alike[begin:end, : len(own)] = _cosines(wishes, offers, own, rows[begin:end])
    if weights.words > 0:
        _add_words(wishes, offers, alike, (pairs, rows, first), weights.words)
    alike[offers.asks[rows]] *= np.float32(weights.wrong_way)
    return Block(pairs, rows, first, np.round(alike, _DECIMALS))


def _from_table(
    wishes: Texts, offers: Texts, items: tuple[Ints, Ints], rows: tuple[Pairs, Ints, Ints]
) -> Floats:
    """Compute all wishes by all offers of a block, where most of them meet, and read from it."""
    own, given = items
    pairs, offered, first = rows
    table = _cosines(wishes, offers, own, given)
    row = np.searchsorted(given, offered)
    columns = _wish_columns(wishes, pairs.left)
    column = np.repeat(np.searchsorted(own, columns.clip(0)), np.diff(first), axis=0)
    there = np.repeat(columns >= 0, np.diff(first), axis=0)
    return np.where(there, table[row[:, None], column], np.float32(0))


def _wish_columns(wishes: Texts, people: Ints) -> Ints:
    """Return int32 [people, w]: each one's wishes, -1 where there are fewer than w."""
    held = np.diff(wishes.first)[people]
    places = np.arange(held.max(initial=1), dtype=np.int32)
    return np.where(places < held[:, None], wishes.first[people][:, None] + places, -1)


def _cosines(wishes: Texts, offers: Texts, own: Ints, rows: Ints) -> Floats:
    """Return float32 [rows, own]: the mean of whole and best phrase, 0 to 1."""
    whole = offers.vectors[offers.whole[rows]] @ wishes.vectors[wishes.whole[own]].T
    parts, begin = spread(offers.first_phrase, rows)
    own_parts, own_begin = spread(wishes.first_phrase, own)
    best = whole
    if not (_plain(offers, rows, parts) and _plain(wishes, own, own_parts)):
        given, asked = offers.phrases[parts], wishes.phrases[own_parts]
        best = offers.vectors[given] @ wishes.vectors[asked].T
    best = best * np.minimum.outer(offers.weights[parts], wishes.weights[own_parts])
    if len(parts) > len(rows):
        best = np.maximum.reduceat(best, begin[:-1], axis=0)
    if len(own_parts) > len(own):
        best = np.maximum.reduceat(best, own_begin[:-1], axis=1)
    return np.asarray(np.clip((whole + best) / 2, 0.0, 1.0), dtype=np.float32)


def _plain(side: Texts, items: Ints, parts: Ints) -> bool:
    """Say whether each item is one phrase and nothing else, so that nothing is left to compare."""
    return len(parts) == len(items) and np.array_equal(side.phrases[parts], side.whole[items])


def _add_words(
    wishes: Texts, offers: Texts, alike: Floats, rows: tuple[Pairs, Ints, Ints], words: float
) -> None:
    """Close ``words`` times the overlap of the gap to 1, where two texts share a word."""
    pairs, items, first = rows
    texts = offers.whole[items]
    given = offers.words.masks[:, texts]
    for place, column in enumerate(_wish_columns(wishes, pairs.left).T):
        own = np.repeat(column, np.diff(first))
        asked = wishes.whole[own.clip(0)]
        shares = np.zeros(len(texts), dtype=np.bool_)
        for one, other in zip(given, wishes.words.masks[:, asked], strict=True):
            shares |= (one & other) != 0
        at = np.flatnonzero(shares & (own >= 0))
        overlap = wishes.words.overlap(asked[at], offers.words, texts[at])
        alike[at, place] += words * overlap * (1 - alike[at, place])
