"""Finding the passages that answer a question, in whichever language they stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Final

from embeddings.encoder import Encoder
from knowledge.lexical import LexicalIndex
from knowledge.passages import Passage, embedded_text
from knowledge.store import PassageHit, PassageStore
from tandems.domain.vocabulary import Language, Mode, SafetyClass, Stage

_OVERFETCH: Final = 10
"""Filtering after over-fetching beats Chroma's own filters (ARCHITECTURE, decisions)."""
_RANK_OFFSET: Final = 20
"""Constant of reciprocal rank fusion (Cormack et al. 2009), for lists of some fifty."""
_COVERAGE: Final = 0.5
"""Weight of word coverage in the confidence; 26 questions and 16 foreign ones, 2026-11-25."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which passages may come back; None leaves a side open."""

    mode: Mode | None = None
    stage: Stage | None = None
    guide_id: str | None = None
    language: Language | None = None
    safety_class: SafetyClass = SafetyClass.NORMAL

    def admits(self, passage: Passage) -> bool:
        """Say whether ``passage`` fits; documents without modes or stages fit every one."""
        return (
            (self.mode is None or not passage.modes or self.mode in passage.modes)
            and (self.stage is None or not passage.stages or self.stage in passage.stages)
            and (self.guide_id is None or passage.guide_id == self.guide_id)
            and (self.language is None or passage.language is self.language)
        )


@dataclass(frozen=True, slots=True)
class _Words:
    version: str
    passages: tuple[Passage, ...]
    places: dict[str, int]
    index: LexicalIndex


class Retriever:
    """Dense and lexical retrieval fused by reciprocal rank; no language is preferred."""

    def __init__(self, store: PassageStore, encoder: Encoder) -> None:
        self._store = store
        self._encoder = encoder
        self._words: dict[SafetyClass, _Words] = {}
        self._lock = Lock()

    def passages(self, query: str, *, k: int = 5, scope: Scope | None = None) -> list[PassageHit]:
        """Return at most ``k`` passages, best first, no section twice; none for an empty query.

        ``score`` is the confidence that the passage is about the query: its cosine plus half
        the share of the query's words it holds, about 0 to 1.5.
        """
        within = scope or Scope()
        words = self._current(within.safety_class)
        vector = self._encoder.encode_queries([query])[0]
        dense = self._store.query(vector, k * _OVERFETCH, safety_class=within.safety_class)
        lexical = self._lexical(words, query, k * _OVERFETCH)
        cosines = {hit.passage.id: hit.score for hit in dense}
        unseen = [one for one in lexical if one not in cosines]
        cosines |= self._store.cosines(vector, unseen, safety_class=within.safety_class)
        ranked = _fused([hit.passage.id for hit in dense], lexical)
        kept: dict[tuple[str, str], PassageHit] = {}
        for passage_id in ranked:
            place = words.places[passage_id]
            passage = words.passages[place]
            if not within.admits(passage):
                continue
            coverage = words.index.coverage(query, place)
            confidence = cosines.get(passage_id, 0.0) + _COVERAGE * coverage
            kept.setdefault((passage.guide_id, passage.section), PassageHit(passage, confidence))
        return list(kept.values())[:k]

    def _current(self, safety_class: SafetyClass) -> _Words:
        version = self._store.version()
        with self._lock:
            words = self._words.get(safety_class)
            if words is None or words.version != version:
                passages = self._store.all(safety_class)
                places = {passage.id: place for place, passage in enumerate(passages)}
                index = LexicalIndex([embedded_text(passage) for passage in passages])
                words = self._words[safety_class] = _Words(version, passages, places, index)
        return words

    @staticmethod
    def _lexical(words: _Words, query: str, count: int) -> list[str]:
        scores = words.index.scores(query)
        best = sorted(range(len(scores)), key=lambda place: (-scores[place], place))[:count]
        return [words.passages[place].id for place in best if scores[place] > 0]


def _fused(*rankings: Iterable[str]) -> list[str]:
    points: dict[str, float] = {}
    for ranking in rankings:
        for rank, passage_id in enumerate(ranking):
            points[passage_id] = points.get(passage_id, 0.0) + 1 / (_RANK_OFFSET + rank)
    return sorted(points, key=lambda passage_id: (-points[passage_id], passage_id))
