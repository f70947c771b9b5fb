"""What searches the pool: the product, and plainer ways, each giving section keys in order."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, Protocol

import numpy as np

from embeddings.encoder import Encoder, Float32
from evals.retrieval.pool import Pool, Section
from evals.retrieval.recipe import Recipe
from knowledge.ingest import ingest
from knowledge.lexical import LexicalIndex
from knowledge.retrieval import Retriever, Scope
from knowledge.store import PassageStore
from tandems.domain.vocabulary import Language

DEPTH: Final = 10
"""How many sections a system is asked for."""
LOOKED_AT: Final = 5
"""How many passages an answer chooses from."""
TANDEM: Final = "tandem"


class System(Protocol):
    """Ranks sections for a question."""

    @property
    def name(self) -> str:
        """Name in the report."""
        ...

    def ranked(self, query: str, language: Language | None) -> list[str]:
        """Return at most ``DEPTH`` keys, best first; ``language`` limits the sections."""
        ...


class Tandem:
    """The product's own retrieval, on a store filled by its own ingestion."""

    name = TANDEM

    def __init__(self, pool: Pool, encoder: Encoder, folder: Path) -> None:
        """Ingest the pool into ``folder``."""
        self.store = PassageStore(folder)
        self.model = encoder.fingerprint
        documents = [(one.path, one.text) for one in pool.handbooks]
        ingest(pool.library, self.store, encoder, documents=documents)
        self._pool = pool
        self._retriever = Retriever(self.store, encoder)

    def ranked(self, query: str, language: Language | None) -> list[str]:
        """Return the sections of the passages that the retriever gives."""
        hits = self._retriever.passages(query, k=DEPTH, scope=Scope(language=language))
        return first(self._pool.key_of(hit.passage) for hit in hits)

    def confidence(self, query: str) -> float:
        """Return the score that decides whether the guides answer; 0 if nothing is found."""
        hits = self._retriever.passages(query, k=LOOKED_AT)
        return max((hit.score for hit in hits), default=0.0)


class Dense:
    """Whole sections by cosine."""

    def __init__(self, name: str, encoder: Encoder, sections: Sequence[Section]) -> None:
        self.name = name
        self._encoder = encoder
        self._sections = sections
        self._vectors = encoder.encode_passages([one.whole for one in sections])

    def ranked(self, query: str, language: Language | None) -> list[str]:
        """Return the nearest sections."""
        scores = self._vectors @ self._encoder.encode_queries([query])[0]
        return first(_admitted(self._sections, scores, language))


class Words:
    """Whole sections by BM25 over the product's stems."""

    name = "BM25"

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        self._index = LexicalIndex([one.whole for one in sections])

    def ranked(self, query: str, language: Language | None) -> list[str]:
        """Return the sections that share a word, best first."""
        scores = self._index.scores(query)
        return first(_admitted(self._sections, np.where(scores > 0, scores, -np.inf), language))


def systems(
    pool: Pool, encoders: dict[str, Encoder], baseline: Encoder | None, folder: Path, *, own: str
) -> Iterator[System]:
    """Open the product with the model ``own`` names, then all that it is compared with.

    ``baseline`` is all-MiniLM-L6-v2, left out where it is not installed.
    """
    yield Tandem(pool, encoders[own], folder / TANDEM)
    for name, encoder in encoders.items():
        yield Dense(f"dense {name}", encoder, pool.sections)
    yield Words(pool.sections)
    if baseline is not None:
        yield Dense("dense all-MiniLM-L6-v2", baseline, pool.sections)
        yield Chunks(Recipe(pool.sections, baseline, folder / "recipe"))


class Chunks:
    """The recipe most tutorials give: chunks of 1,000 characters, top k."""

    name = "LangChain default"

    def __init__(self, recipe: Recipe) -> None:
        self._recipe = recipe

    def ranked(self, query: str, language: Language | None) -> list[str]:
        """Return the sections that hold most of the nearest chunks."""
        return first(self._recipe.nearest(query, language))


def first(keys: Iterable[str]) -> list[str]:
    """Return the first keys, each once."""
    return list(dict.fromkeys(keys))[:DEPTH]


def _admitted(
    sections: Sequence[Section], scores: Float32, language: Language | None
) -> Iterator[str]:
    for place in np.argsort(-scores, kind="stable"):
        section = sections[place]
        if scores[place] > -np.inf and (language is None or section.language is language):
            yield section.key
