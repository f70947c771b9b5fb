"""Which texts are nearly the same: cosine of TF-IDF vectors over three to five characters."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.int64]
SIZES: Final = (3, 4, 5)
_BLANKS: Final = re.compile(r"\s\s+")


def alike(texts: Sequence[str], least: float) -> Iterator[tuple[int, int, float]]:
    """Yield the places of two texts and their cosine where it is ``least`` or more.

    The vectors are those of scikit-learn's ``TfidfVectorizer(analyzer="char", ngram_range=(3,
    5))``; counting the n-grams as numbers instead of strings takes a fraction of the time.
    """
    from scipy.sparse import csr_matrix  # noqa: PLC0415  # no other command needs it

    if not texts:
        return
    grams = _grams(texts)
    rows = np.repeat(np.arange(len(texts)), [len(one) for one in grams])
    known, columns = np.unique(np.concatenate(grams), return_inverse=True)
    shape = (len(texts), len(known))
    counts = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)
    held_by = np.bincount(counts.indices, minlength=len(known))
    rarity = np.log((1 + len(texts)) / (1 + held_by)) + 1
    weights = counts.data * rarity[counts.indices]
    places = np.repeat(np.arange(len(texts)), np.diff(counts.indptr))
    norms = np.sqrt(np.bincount(places, weights**2, minlength=len(texts)))
    vectors = csr_matrix((weights / norms[places], counts.indices, counts.indptr), shape=shape)
    cosines = (vectors @ vectors.T).tocoo()
    near = (cosines.data >= least) & (cosines.row < cosines.col)
    found = (cosines.row[near], cosines.col[near], cosines.data[near])
    for first, second, cosine in zip(*found, strict=True):
        yield int(first), int(second), float(cosine)


def _grams(texts: Sequence[str]) -> list[Codes]:
    """Return the n-grams of every text as numbers, int64; equal n-grams are equal numbers."""
    evened = [_BLANKS.sub(" ", text.lower()) for text in texts]
    signs = np.frombuffer("".join(evened).encode("utf-32-le"), dtype="<u4")
    alphabet, codes = np.unique(signs, return_inverse=True)
    base = len(alphabet) + 1
    ends = np.cumsum([len(text) for text in evened])[:-1]
    return [_of_one(one.astype(np.int64) + 1, base) for one in np.split(codes, ends)]


def _of_one(codes: Codes, base: int) -> Codes:
    found = []
    for size in SIZES:
        count = max(len(codes) - size + 1, 0)
        numbers = np.zeros(count, dtype=np.int64)
        for place in range(size):
            numbers = numbers * base + codes[place : place + count]
        found.append(numbers)
    return np.concatenate(found)
