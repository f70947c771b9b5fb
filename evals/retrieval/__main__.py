"""Command: print how well passages are found, beside plainer searches, in one run."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Final

import numpy as np
import typer
from rich.console import Console

from embeddings.bundled import BUNDLED
from embeddings.encoder import Encoder
from embeddings.evaluate.contenders import SEED
from embeddings.kept import KeptEncoder
from embeddings.remembered import RememberedEncoder
from evals.compare import RESAMPLES
from evals.markdown import show
from evals.matching.cases import Split
from evals.matching.contenders import baseline_encoder, bundled_encoders
from evals.retrieval.abstention import abstentions
from evals.retrieval.cases import Collection, collected, read_queries
from evals.retrieval.figures import DIRECTIONS, MEASURES, SAME, asked, lead, measure
from evals.retrieval.handbooks import read_handbooks
from evals.retrieval.judging import write_pool
from evals.retrieval.pool import Pool
from evals.retrieval.speed import Embedded, ingest_speed, latencies
from evals.retrieval.systems import System, Tandem, systems
from evals.retrieval.tables import (
    Found,
    abstention_table,
    ingest_table,
    kind_table,
    latency_table,
    lead_table,
    measure_table,
    ratio_table,
    worst_table,
)
from knowledge.guides import load_library
from knowledge.ingest import embedded

OWN: Final = "both"
"""The bundled model that the product reads passages with unless a setting names another."""
_WIDTH: Final = 200
console = Console(width=_WIDTH)
app = typer.Typer(add_completion=False)


@app.command()
def main(
    split: Annotated[Split, typer.Option(help="Choose on dev; report test.")] = Split.DEV,
    data: Annotated[
        Path | None, typer.Option(exists=True, file_okay=False, help="Folder with the handbooks.")
    ] = None,
    model: Annotated[str, typer.Option(help="The product's: static, contextual or both.")] = OWN,
    pool_file: Annotated[
        Path | None, typer.Option("--pool", help="Write what is still to be judged.")
    ] = None,
    kept: Annotated[
        Path | None, typer.Option(help="Keep vectors in this file between runs.")
    ] = None,
    speed: Annotated[bool, typer.Option(help="Time searches and ingestion too.")] = False,
) -> None:
    """Measure every system on the questions of a split."""
    pool = Pool.of(load_library(), read_handbooks(data) if data else ())
    collection = collected(read_queries(split), pool)
    console.print(f"{datetime.now(UTC):%Y-%m-%d}, {split}, seed {SEED}, {RESAMPLES:,} draws")
    _describe(pool, collection)
    with TemporaryDirectory() as name:
        folder = Path(name)
        tandem, *others = systems(pool, *_encoders(kept), folder, own=model)
        if not isinstance(tandem, Tandem):
            raise TypeError(tandem)
        _compare(collection, pool, [tandem, *others])
        show(console, "Abstention", abstention_table(abstentions(collection.queries, tandem)))
        if pool_file is not None:
            count = write_pool(pool_file, collection.queries, pool, [tandem, *others])
            console.print(f"\n{pool_file}: {count} sections to judge")
        if speed:
            _time(pool, tandem, [query.text for query in collection.queries], folder)


def _encoders(kept: Path | None) -> tuple[dict[str, Encoder], Encoder | None]:
    """Load the bundled models and the baseline, with their rows kept in a file if there is one."""

    def kept_in(encoder: Encoder) -> Encoder:
        return KeptEncoder(encoder, kept) if kept else encoder

    baseline = baseline_encoder()
    bundled = {name: kept_in(encoder) for name, encoder in bundled_encoders()}
    return bundled, kept_in(RememberedEncoder(baseline)) if baseline else None


def _describe(pool: Pool, collection: Collection) -> None:
    traps = len(collection.queries) - len(collection.answerable)
    console.print(
        f"{len(pool.passages)} passages, {len(pool.sections)} sections, {len(pool.keys())} keys;"
        f" {len(pool.withheld)} keys withheld by their safety class"
    )
    console.print(
        f"{len(collection.answerable)} questions, {traps} traps; {collection.left_out} questions"
        " left out, for only sections outside the pool answer them"
    )


def _compare(collection: Collection, pool: Pool, found: Sequence[System]) -> None:
    figures: Found = {
        direction: [measure(queries, system, direction) for system in found]
        for direction in DIRECTIONS
        if (queries := asked(collection, pool, direction))
    }
    rng = np.random.default_rng(SEED)
    leads = [lead(own, others, rng) for own, *others in figures.values()]
    show(console, "Retrieval", *(measure_table(name, figures) for name in MEASURES))
    show(console, "Ahead of the best baseline", lead_table(leads))
    show(console, "Across languages", ratio_table(figures))
    show(console, "By kind of question", kind_table(collection.answerable, figures))
    show(console, "Worst questions", *(worst_table(figures[one][0]) for one in SAME))


def _time(pool: Pool, tandem: Tandem, texts: Sequence[str], folder: Path) -> None:
    plain = {name: BUNDLED[f"bundled:{name}"]().deep for name in ("static", "contextual", "both")}
    own = next(one for one in plain.values() if one.fingerprint == tandem.model)
    rng = np.random.default_rng(SEED)
    rows = Embedded(pool.passages, *embedded(pool.passages, own))
    timed = latencies(rows, own, texts, folder=folder, rng=rng)
    taken_in = [ingest_speed(name, one, pool.library, folder) for name, one in plain.items()]
    show(console, "Speed", latency_table(timed), ingest_table(taken_in))


if __name__ == "__main__":
    app()
