"""Word-by-word retrieval: BM25 over German and English stems, for names and rare terms."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import bm25s
import numpy as np
import Stemmer
from bm25s.stopwords import STOPWORDS_EN_PLUS, STOPWORDS_GERMAN

from embeddings.encoder import Float32

_WORD: Final = re.compile(r"\w+")
_STOP: Final = frozenset((*STOPWORDS_EN_PLUS, *STOPWORDS_GERMAN))


class LexicalIndex:
    """BM25 scores and word coverage of a fixed list of texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Index ``texts``."""
        self._documents = [stems(text) for text in texts]
        self._frequency = Counter(stem for words in self._documents for stem in set(words))
        self._sets = [frozenset(words) for words in self._documents]
        self._bm25 = bm25s.BM25()
        if any(self._documents):
            self._bm25.index(self._documents, show_progress=False)

    def scores(self, query: str) -> Float32:
        """Return the BM25 score of every text, float32 [n]; zeros if no word is known."""
        known = [stem for stem in stems(query) if stem in self._frequency]
        if not known:
            return np.zeros(len(self._documents), dtype=np.float32)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float32)

    def coverage(self, query: str, place: int) -> float:
        """Return the share, 0 to 1, of the query's words that a text holds, rare words more."""
        weights = {stem: self._rarity(stem) for stem in stems(query)}
        total = sum(weights.values())
        held = sum(weight for stem, weight in weights.items() if stem in self._sets[place])
        return held / total if total else 0.0

    def _rarity(self, stem: str) -> float:
        return math.log(1 + len(self._documents) / (1 + self._frequency.get(stem, 0)))


def stems(text: str) -> list[str]:
    """Return the stems of ``text`` without stop words; a word keeps both languages' stems."""
    german, english = _stemmers()
    words = [word for word in _WORD.findall(text.lower()) if word not in _STOP]
    return [
        stem
        for word in words
        for stem in dict.fromkeys((german.stemWord(word), english.stemWord(word)))
    ]


@lru_cache(maxsize=1)
def _stemmers() -> tuple[Stemmer.Stemmer, Stemmer.Stemmer]:
    return Stemmer.Stemmer("german"), Stemmer.Stemmer("english")
