"""How long a search takes, at the pool's size and at ten thousand passages, and an ingestion."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Final

import numpy as np

from embeddings.encoder import Encoder, Float32, normalised
from embeddings.remembered import RememberedEncoder
from evals.retrieval.systems import LOOKED_AT
from knowledge.guides import Library
from knowledge.ingest import ingest
from knowledge.passages import Passage
from knowledge.retrieval import Retriever
from knowledge.store import PassageStore

MANY: Final = 10_000
_NOISE: Final = 0.02
"""Standard deviation added to each component of a repeated vector."""
_GUIDES: Final = 12
"""Guides whose ingestion is timed."""


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of a search, one value a question; ``encoding`` says whether it counts."""

    passages: int
    encoding: bool
    p50_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True)
class IngestSpeed:
    """Passages a second, from guides that are read already to a store that is in force."""

    model: str
    passages: int
    per_second: float


def latencies(
    vectors: Mapping[Passage, Float32],
    encoder: Encoder,
    queries: Sequence[str],
    *,
    folder: Path,
    rng: np.random.Generator,
) -> Iterator[Latency]:
    """Time the product's retriever with the model's own ``vectors`` and with them repeated."""
    for count in (len(vectors), MANY):
        passages, rows = repeated(vectors, count, rng)
        store = PassageStore(folder / str(count))
        store.replace(passages, rows, model=encoder.fingerprint)
        remembered = RememberedEncoder(encoder)
        remembered.encode_queries(queries)
        for one, encoding in ((remembered, False), (encoder, True)):
            times = _timed(Retriever(store, one), queries)
            yield Latency(count, encoding, *(float(p) for p in np.percentile(times, (50, 95))))


def repeated(
    vectors: Mapping[Passage, Float32], count: int, rng: np.random.Generator
) -> tuple[list[Passage], Float32]:
    """Return ``count`` passages under new ids, vectors float32 [count, dim] a little apart."""
    originals = list(vectors)
    places = np.arange(count) % len(originals)
    rows = np.stack([vectors[originals[place]] for place in places])
    rows += rng.normal(0, _NOISE, rows.shape).astype(np.float32) * (
        np.arange(count)[:, np.newaxis] >= len(originals)
    )
    passages = [_renamed(originals[place], n // len(originals)) for n, place in enumerate(places)]
    return passages, normalised(rows)


def ingest_speed(name: str, encoder: Encoder, library: Library, folder: Path) -> IngestSpeed:
    """Time the ingestion of the first guides."""
    sample = Library(list(library.guides.values())[:_GUIDES])
    store = PassageStore(folder / f"ingest-{name}")
    encoder.encode_passages([name])
    start = perf_counter()
    passages = ingest(sample, store, encoder).passages
    return IngestSpeed(name, passages, passages / (perf_counter() - start))


def _renamed(passage: Passage, round_: int) -> Passage:
    return replace(passage, id=f"{passage.id}~{round_}", guide_id=f"{passage.guide_id}~{round_}")


def _timed(retriever: Retriever, queries: Sequence[str]) -> list[float]:
    retriever.passages(queries[0], k=LOOKED_AT)
    times = []
    for query in queries:
        start = perf_counter()
        retriever.passages(query, k=LOOKED_AT)
        times.append(1000 * (perf_counter() - start))
    return times
