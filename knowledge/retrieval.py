"""Finding the passages that answer a question, in whichever language they stand."""

from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import Final

import numpy as np

from embeddings.encoder import Encoder, Float32
from knowledge.lexical import LexicalIndex
from knowledge.meaning import Meaning
from knowledge.passages import Passage, embedded_text
from knowledge.store import PassageHit, PassageStore, Replaced, ScoreParts
from tandems.domain.vocabulary import Language, Mode, SafetyClass, Stage

_OVERFETCH: Final = 10
"""Filtering after over-fetching beats Chroma's own filters (ARCHITECTURE, decisions)."""
_TRIES: Final = 5
"""A search is begun anew if passages are replaced under it."""
_WHOLE: Final = 1.5
_WORDS: Final = 0.09
"""Weights of a passage as a whole and of shared words beside its parts. Chosen on the development
half of evals/retrieval; words weigh more than that half asks for, because its questions avoid the
guides' words and ordinary ones do not."""
_COVERAGE: Final = 0.05
"""Weight of word coverage in the confidence; chosen there too."""
QUOTED: Final = (SafetyClass.NORMAL, SafetyClass.SENSITIVE)
"""What may be quoted in an answer; refer cards have a way of their own."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which passages may come back; None leaves a side open."""

    mode: Mode | None = None
    stage: Stage | None = None
    guide_id: str | None = None
    language: Language | None = None
    safety_classes: tuple[SafetyClass, ...] = QUOTED

    def admits(self, passage: Passage) -> bool:
        """Say whether ``passage`` fits; documents without modes or stages fit every one."""
        return (
            (self.mode is None or not passage.modes or self.mode in passage.modes)
            and (self.stage is None or not passage.stages or self.stage in passage.stages)
            and (self.guide_id is None or passage.guide_id == self.guide_id)
            and (self.language is None or passage.language is self.language)
        )


@dataclass(frozen=True, slots=True)
class _Shelf:
    version: str
    passages: tuple[Passage, ...]
    places: dict[str, int]
    words: LexicalIndex
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class _Found:
    """Scores of all passages, float32 [passages]; ``whole`` is NaN where it was not asked for."""

    whole: Float32
    sentences: Float32
    hints: Float32
    words: Float32

    @property
    def meaning(self) -> Float32:
        """What the vectors say together, on the scale of a cosine."""
        near = Meaning.together(self.sentences, self.hints)
        return np.asarray((_WHOLE * self.whole + near) / (_WHOLE + 1), dtype=np.float32)


class Retriever:
    """Dense and lexical retrieval, added up; no language is preferred."""

    def __init__(self, store: PassageStore, encoder: Encoder) -> None:
        self._store = store
        self._encoder = encoder
        self._shelves: dict[tuple[SafetyClass, ...], _Shelf] = {}
        self._lock = Lock()

    def passages(self, query: str, *, k: int = 5, scope: Scope | None = None) -> list[PassageHit]:
        """Return at most ``k`` passages, best first, no section twice; none for an empty query.

        ``score`` is the confidence that the passage is about the query: what its vectors say,
        and a twentieth of the share of the query's words it holds, about 0 to 1.
        """
        within = scope or Scope()
        vector = self._encoder.encode_queries([query])[0]
        for _ in range(_TRIES - 1):
            with suppress(Replaced):
                return self._search(query, vector, k, within)
        return self._search(query, vector, k, within)

    def _search(self, query: str, vector: Float32, k: int, within: Scope) -> list[PassageHit]:
        """Search what is in force; Replaced if something else is by now."""
        shelf = self._current(within.safety_classes)
        found = self._scores(shelf, query, vector, k * _OVERFETCH, within)
        looked_at = np.flatnonzero(~np.isnan(found.whole))
        value = found.meaning[looked_at] + _WORDS * found.words[looked_at]
        kept: dict[tuple[str, str], PassageHit] = {}
        for place in looked_at[np.argsort(-value, kind="stable")]:
            passage = shelf.passages[place]
            key = (passage.guide_id, passage.section)
            if key not in kept and within.admits(passage):
                kept[key] = _hit(shelf, found, int(place), query)
                if len(kept) == k:
                    break
        return list(kept.values())

    def _scores(
        self, shelf: _Shelf, query: str, vector: Float32, count: int, within: Scope
    ) -> _Found:
        """Score what each of the three ways finds first, completely."""
        words = shelf.words.scores(query)
        best = float(words.max(initial=0))
        found = _Found(
            whole=np.full(len(shelf.passages), np.nan, dtype=np.float32),
            sentences=np.zeros(len(shelf.passages), dtype=np.float32),
            hints=np.zeros(len(shelf.passages), dtype=np.float32),
            words=words / best if best > 0 else words,
        )
        candidates = self._first(shelf, found.words, count, within)
        cosines: dict[str, float] = {}
        if shelf.passages and vector.any():
            found.sentences[:], found.hints[:] = shelf.meaning.scores(vector)
            near = Meaning.together(found.sentences, found.hints)
            candidates |= self._first(shelf, near, count, within)
            for kind in within.safety_classes:
                hits = self._store.query(vector, count, safety_class=kind, version=shelf.version)
                cosines |= {hit.passage.id: hit.score for hit in hits}
                near_by = (shelf.passages[n] for n in candidates)
                unseen = [one.id for one in near_by if one.safety_class is kind]
                unseen = [one for one in unseen if one not in cosines]
                cosines |= self._store.cosines(
                    vector, unseen, safety_class=kind, version=shelf.version
                )
        for place in candidates:
            found.whole[place] = 0
        for one, cosine in cosines.items():
            if one in shelf.places:
                found.whole[shelf.places[one]] = cosine
        return found

    @staticmethod
    def _first(shelf: _Shelf, scores: Float32, count: int, within: Scope) -> set[int]:
        """Return the places of the ``count`` best passages within the scope, none of score 0."""
        found: set[int] = set()
        for place in np.argsort(-scores, kind="stable"):
            if len(found) == count or scores[place] <= 0:
                break
            if within.admits(shelf.passages[place]):
                found.add(int(place))
        return found

    def _current(self, classes: tuple[SafetyClass, ...]) -> _Shelf:
        version = self._store.version()
        with self._lock:
            shelf = self._shelves.get(classes)
            if shelf is None or shelf.version != version:
                passages = tuple(
                    one for kind in classes for one in self._store.all(kind, version=version)
                )
                places = {passage.id: place for place, passage in enumerate(passages)}
                words = LexicalIndex([embedded_text(passage) for passage in passages])
                ids, parts = self._store.parts(version=version)
                shelf = _Shelf(version, passages, places, words, Meaning(parts, ids, places))
                self._shelves[classes] = shelf
        return shelf


def _hit(shelf: _Shelf, found: _Found, place: int, query: str) -> PassageHit:
    parts = ScoreParts(
        whole=float(found.whole[place]),
        sentences=float(found.sentences[place]),
        hints=float(found.hints[place]),
        words=float(found.words[place]),
        coverage=shelf.words.coverage(query, place),
    )
    confidence = float(found.meaning[place]) + _COVERAGE * parts.coverage
    return PassageHit(shelf.passages[place], confidence, parts)
