"""How long a search takes, at the pool's size and at ten thousand passages, and an ingestion."""

from collections.abc import Iterator, Sequence
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
from knowledge.parts import Parts
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


@dataclass(frozen=True, slots=True, eq=False)
class Embedded:
    """Passages with what a store keeps of them: float32 [passages, dim], and their parts."""

    passages: Sequence[Passage]
    vectors: Float32
    parts: Parts


def latencies(
    pool: Embedded,
    encoder: Encoder,
    queries: Sequence[str],
    *,
    folder: Path,
    rng: np.random.Generator,
) -> Iterator[Latency]:
    """Time the product's retriever over the pool, and over the pool repeated."""
    for count in (len(pool.passages), MANY):
        many = repeated(pool, count, rng)
        store = PassageStore(folder / str(count))
        model = encoder.fingerprint
        store.replace(many.passages, many.vectors, model=model, parts=many.parts)
        remembered = RememberedEncoder(encoder)
        remembered.encode_queries(queries)
        for one, encoding in ((remembered, False), (encoder, True)):
            times = _timed(Retriever(store, one), queries)
            yield Latency(count, encoding, *(float(p) for p in np.percentile(times, (50, 95))))


def repeated(pool: Embedded, count: int, rng: np.random.Generator) -> Embedded:
    """Return ``count`` passages under new ids, their vectors a little apart."""
    size = len(pool.passages)
    rounds = -(-count // size)
    passages = [_renamed(one, n) for n in range(rounds) for one in pool.passages][:count]
    parts = pool.parts
    owners = np.concatenate([parts.owners + n * size for n in range(rounds)]).astype(np.int32)
    there = owners < count
    return Embedded(
        passages,
        _noisy(pool.vectors, rounds, rng)[:count],
        Parts(
            owners[there],
            np.tile(parts.hints, rounds)[there],
            _noisy(parts.vectors, rounds, rng)[there],
        ),
    )


def _noisy(vectors: Float32, rounds: int, rng: np.random.Generator) -> Float32:
    """Repeat rows; the first round stays as it is."""
    rows = np.tile(vectors, (rounds, 1))
    rest = rows[len(vectors) :]
    rest += rng.normal(0, _NOISE, rest.shape).astype(np.float32)
    return normalised(rows)


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
