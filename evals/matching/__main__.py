"""Command: print how well the right people are found, beside plainer ways, in one run."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from embeddings.encoder import Encoder
from embeddings.evaluate.contenders import (
    SEED,
    CharacterNgrams,
    EncoderContender,
    random_static,
)
from evals.compare import RESAMPLES
from evals.matching.cases import Pair, Split, read_cohort, read_pairs
from evals.matching.cohorts import leads, measure_cohort
from evals.matching.contenders import (
    BASELINE,
    Contender,
    KeywordOverlap,
    ProductSimilarity,
    baseline_encoder,
    bundled_encoders,
)
from evals.matching.matchers import Matcher, OneVector, PlainTable, Product, Sheet
from evals.matching.pairs import OFFERS, measure_pairs
from evals.matching.tables import (
    assignment_table,
    lead_table,
    negative_table,
    pair_table,
    ranking_table,
    trap_table,
    worst_pairs,
    worst_wishes,
)

_WIDTH = 200
console = Console(width=_WIDTH)
app = typer.Typer(add_completion=False)


@app.command()
def main(
    split: Annotated[Split, typer.Option(help="Choose on dev; report test.")] = Split.DEV,
) -> None:
    """Measure the pairs with every contender, then the cohort with each bundled model."""
    encoders, baseline = dict(bundled_encoders()), baseline_encoder()
    console.print(f"{datetime.now(UTC):%Y-%m-%d}, {split}, seed {SEED}, {RESAMPLES:,} draws")
    console.print(*(one.fingerprint for one in encoders.values()), sep=", ")
    _pairs(read_pairs(split), encoders, baseline)
    sheet = Sheet.of(read_cohort(split))
    for name, encoder in encoders.items():
        _cohort(sheet, name, encoder, _rivals(name, encoder, baseline))


def _pairs(pairs: Sequence[Pair], encoders: dict[str, Encoder], baseline: Encoder | None) -> None:
    products = [ProductSimilarity(f"product, {name}", one) for name, one in encoders.items()]
    contenders: list[Contender] = [
        *products,
        *(EncoderContender(f"{name}, cosine", one) for name, one in encoders.items()),
        CharacterNgrams(),
        KeywordOverlap(),
        random_static(),
    ]
    if baseline is not None:
        contenders.append(EncoderContender(BASELINE, baseline))
    found = {one.name: measure_pairs(pairs, one) for one in contenders}
    _show(
        f"Pairs: {len(pairs)} wishes, {OFFERS * len(pairs)} offers",
        pair_table(pairs, found),
        negative_table(found),
    )
    for one in products:
        _show(f"Worst pairs: {one.name}", worst_pairs(pairs, found[one.name]))


def _rivals(name: str, encoder: Encoder, baseline: Encoder | None) -> list[Matcher]:
    found: list[Matcher] = [
        PlainTable(EncoderContender(f"dense cosine, {name}", encoder)),
        OneVector(f"one vector, {name}", encoder),
        PlainTable(KeywordOverlap()),
    ]
    if baseline is not None:
        found.append(PlainTable(EncoderContender(f"dense cosine, {BASELINE}", baseline)))
    return found


def _cohort(sheet: Sheet, name: str, encoder: Encoder, rivals: Sequence[Matcher]) -> None:
    own, *others = (measure_cohort(sheet, one) for one in (Product("product", encoder), *rivals))
    ahead = leads(sheet, own, others, np.random.default_rng(SEED))
    people = f"{len(sheet.cohort.mentees)} mentees, {len(sheet.cohort.mentors)} mentors"
    texts = f"{len(sheet.wishes)} wishes, {len(sheet.offers)} offers"
    _show(
        f"Cohort with the {name} model: {people}, {texts}",
        ranking_table([own, *others]),
        assignment_table(sheet, [own, *others]),
        lead_table(ahead),
        trap_table(sheet, [own, *others]),
    )
    _show(f"Worst wishes: {name}", worst_wishes(sheet, own))


def _show(title: str, *tables: Table) -> None:
    console.print(f"\n## {title}")
    for table in tables:
        with console.capture() as printed:
            console.print(table)
        console.out(f"\n{printed.get().strip()}", highlight=False)


if __name__ == "__main__":
    app()
