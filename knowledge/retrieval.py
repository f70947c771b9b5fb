"""Finding the passages that answer a question, in whichever language they stand."""

from dataclasses import dataclass
from typing import Final

from embeddings.encoder import Encoder
from knowledge.passages import Passage
from knowledge.store import PassageHit, PassageStore
from tandems.domain.vocabulary import Mode, SafetyClass, Stage

_OVERFETCH: Final = 6
"""Filtering after over-fetching beats Chroma's own filters (ARCHITECTURE, decisions)."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which passages may come back; None leaves a side open."""

    mode: Mode | None = None
    stage: Stage | None = None
    guide_id: str | None = None
    safety_class: SafetyClass = SafetyClass.NORMAL

    def admits(self, passage: Passage) -> bool:
        """Say whether ``passage`` fits; documents without modes or stages fit every one."""
        return (
            (self.mode is None or not passage.modes or self.mode in passage.modes)
            and (self.stage is None or not passage.stages or self.stage in passage.stages)
            and (self.guide_id is None or passage.guide_id == self.guide_id)
        )


class Retriever:
    """Dense retrieval over the passage store; no language is preferred."""

    def __init__(self, store: PassageStore, encoder: Encoder) -> None:
        self._store = store
        self._encoder = encoder

    def passages(self, query: str, *, k: int = 5, scope: Scope | None = None) -> list[PassageHit]:
        """Return at most ``k`` passages, best first, no section twice; none for an empty query."""
        within = scope or Scope()
        vector = self._encoder.encode_queries([query])[0]
        hits = self._store.query(vector, k * _OVERFETCH, safety_class=within.safety_class)
        kept: dict[tuple[str, str], PassageHit] = {}
        for hit in hits:
            if within.admits(hit.passage):
                kept.setdefault((hit.passage.guide_id, hit.passage.section), hit)
        return list(kept.values())[:k]
