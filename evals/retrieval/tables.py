"""The figures of retrieval as Markdown tables."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rich.table import Table

from evals.markdown import markdown_table
from evals.retrieval.abstention import Abstention
from evals.retrieval.cases import Query
from evals.retrieval.figures import (
    CROSS,
    DIRECTIONS,
    NDCG,
    SAME,
    Direction,
    Figures,
    Lead,
    shared_means,
)
from evals.retrieval.speed import IngestSpeed, Latency

WORST: Final = 10

Found = Mapping[Direction, Sequence[Figures]]
"""The figures of every system by direction, the product's first."""


def measure_table(name: str, found: Found) -> Table:
    """Show one measure by system and direction."""
    table = markdown_table(name, *(str(direction) for direction in DIRECTIONS))
    table.add_row("questions", *(str(len(found[one][0].ids)) for one in DIRECTIONS))
    for place, first in enumerate(found[DIRECTIONS[0]]):
        means = (found[one][place].mean(name) for one in DIRECTIONS)
        table.add_row(first.system, *(f"{mean:.3f}" for mean in means))
    return table


def kind_table(queries: Sequence[Query], found: Found) -> Table:
    """Show the product's nDCG by kind of question."""
    kinds = sorted({query.kind for query in queries})
    table = markdown_table(f"tandem, {NDCG}", *kinds)
    kind_of = {query.id: query.kind for query in queries}
    for direction in (*SAME, *CROSS):
        own = found[direction][0]
        cells = []
        for kind in kinds:
            values = [
                value
                for one, value in zip(own.ids, own.values[NDCG], strict=True)
                if kind_of[one] == kind
            ]
            mean = f"{sum(values) / len(values):.3f} " if values else ""
            cells.append(f"{mean}({len(values)})")
        table.add_row(str(direction), *cells)
    return table


def lead_table(leads: Iterable[Lead]) -> Table:
    """Show the product against the best baseline and against the target."""
    heads = ("questions", "tandem", "best baseline", "its nDCG@10", "ahead by", "low", "high")
    table = markdown_table("direction", *heads, "target", "met")
    for one in leads:
        ahead = (f"{value:+.3f}" for value in (one.own - one.best, one.low, one.high))
        names = (str(one.queries), f"{one.own:.3f}", one.baseline, f"{one.best:.3f}")
        met = "yes" if one.is_met else "no"
        table.add_row(str(one.direction), *names, *ahead, f"{one.target:.3f}", met)
    return table


def ratio_table(found: Found) -> Table:
    """Show what crossing the languages costs each system, also on the questions both have."""
    heads = ("same", "cross", "ratio", "in both", "same there", "cross there", "ratio there")
    table = markdown_table(f"{NDCG}, asked in", *heads)
    for same, cross in zip(SAME, CROSS, strict=True):
        for one, other in zip(found[same], found[cross], strict=True):
            means = one.mean(NDCG), other.mean(NDCG)
            count, *shared = shared_means(one, other)
            cells = (f"{value:.3f}" for value in (*means, means[1] / means[0]))
            there = (f"{value:.3f}" for value in (*shared, shared[1] / shared[0]))
            table.add_row(f"{same.asked}, {one.system}", *cells, str(count), *there)
    return table


def abstention_table(found: Iterable[Abstention]) -> Table:
    """Show how well confidence tells questions from traps, and what the threshold does."""
    table = markdown_table(
        "asked in", "traps", "questions", "of them", "AUROC", "answered", "traps answered"
    )
    for one in found:
        counts = (one.trap, str(one.queries), str(one.traps))
        shares = (f"{one.answered:.1%}", f"{one.misled:.1%}")
        table.add_row(str(one.language or "both"), *counts, f"{one.auroc:.3f}", *shares)
    return table


def latency_table(found: Iterable[Latency]) -> Table:
    """Show how long a search takes."""
    table = markdown_table("passages", "encoding", "p50, ms", "p95, ms")
    for one in found:
        encoding = "with" if one.encoding else "without"
        table.add_row(f"{one.passages:,}", encoding, f"{one.p50_ms:.1f}", f"{one.p95_ms:.1f}")
    return table


def ingest_table(found: Iterable[IngestSpeed]) -> Table:
    """Show how fast passages are taken in."""
    table = markdown_table("ingestion", "passages", "a second")
    for one in found:
        table.add_row(one.model, str(one.passages), f"{one.per_second:.0f}")
    return table


def worst_table(own: Figures) -> Table:
    """Name the questions that the product ranks worst in a direction."""
    table = markdown_table(f"worst, {own.direction}", NDCG, "first instead")
    order = sorted(range(len(own.ids)), key=lambda n: (own.values[NDCG][n], own.ids[n]))
    for n in order[:WORST]:
        table.add_row(own.ids[n], f"{own.values[NDCG][n]:.3f}", own.firsts[n])
    return table
