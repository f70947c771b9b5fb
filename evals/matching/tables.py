"""The figures of matching as Markdown tables."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from rich.table import Table

from evals.markdown import markdown_table
from evals.matching.cases import Pair
from evals.matching.cohorts import (
    NDCG,
    RECALL,
    RELEVANCE,
    CohortFigures,
    Lead,
    best_possible,
    traps,
)
from evals.matching.matchers import Sheet
from evals.matching.pairs import PairFigures
from evals.matching.ranking import RELEVANT

SLICES: Final = ("de", "en", "cross")
KINDS: Final = ("same_words", "direction", "neighbour")
WORST: Final = 10


def pair_table(pairs: Sequence[Pair], found: Mapping[str, PairFigures]) -> Table:
    """Show R@1 among four offers and among all, by direction."""
    heads = [f"{name}, {pool}" for name in SLICES for pool in ("4", "all")]
    table = markdown_table("R@1", *heads)
    directions = np.array([pair.direction for pair in pairs])
    for name, figures in found.items():
        means = [
            values[directions == direction].mean()
            for direction in SLICES
            for values in (figures.of_four, figures.of_all)
        ]
        table.add_row(name, *(f"{mean:.3f}" for mean in means))
    return table


def negative_table(found: Mapping[str, PairFigures]) -> Table:
    """Show how many wrong offers score at least as much as the right one of their pair."""
    table = markdown_table("wrong at or above right", *KINDS)
    for name, figures in found.items():
        table.add_row(name, *(str(figures.above[kind]) for kind in KINDS))
    return table


def ranking_table(found: Sequence[CohortFigures]) -> Table:
    """Show the two ranking measures by slice."""
    table = markdown_table(
        "per wish", *(f"{what} {name}" for what in (NDCG, RECALL) for name in SLICES)
    )
    for one in found:
        means = [one.mean((what, name)) for what in (NDCG, RECALL) for name in SLICES]
        table.add_row(one.name, *(f"{mean:.3f}" for mean in means))
    return table


def assignment_table(sheet: Sheet, found: Sequence[CohortFigures]) -> Table:
    """Show what the assigned pairs bring: the sum of grades, and wishes answered."""
    best = best_possible(sheet)
    heads = (*(f"relevance {name}" for name in SLICES), "total", "of possible", "answered", "pairs")
    table = markdown_table("assigned", *heads)
    for one in found:
        totals = [one.total((RELEVANCE, name)) for name in SLICES]
        total = totals[0] + totals[1]
        answered = sum(int((one.values[RELEVANCE, name] >= RELEVANT).sum()) for name in SLICES[:2])
        cells = (f"{total:.0f}", f"{total / best:.1%}", str(answered), str(one.pairs))
        table.add_row(one.name, *(f"{value:.0f}" for value in totals), *cells)
    return table


def lead_table(found: Sequence[Lead]) -> Table:
    """Show the product against the best baseline."""
    table = markdown_table(
        "measure", "slice", "best baseline", "mentees", "ahead by", "low", "high"
    )
    for one in found:
        figures = (f"{value:+.3f}" for value in (one.difference, one.low, one.high))
        table.add_row(one.measure, one.slice, one.baseline, str(one.mentees), *figures)
    return table


def trap_table(sheet: Sheet, found: Sequence[CohortFigures]) -> Table:
    """Show how many wishes each kind of trap catches."""
    table = markdown_table("trap", "wishes", *(one.name for one in found))
    for (side, kind), count in traps(sheet).items():
        caught = (f"{one.fallen[side, kind]:.1f}" for one in found)
        table.add_row(f"{kind} ({side})", str(count), *caught)
    return table


def worst_pairs(pairs: Sequence[Pair], figures: PairFigures) -> Table:
    """Name the pairs whose right offer stands lowest among all."""
    table = markdown_table("pair", "direction", "rank of the right offer", "first instead")
    order = sorted(range(len(pairs)), key=lambda n: (-int(figures.place[n]), pairs[n].id))
    for n in order[:WORST]:
        table.add_row(pairs[n].id, pairs[n].direction, str(figures.place[n]), figures.first[n])
    return table


def worst_wishes(sheet: Sheet, figures: CohortFigures) -> Table:
    """Name the wishes of the cohort whose offers are ranked worst."""
    table = markdown_table(
        "wish", "language", "trap", NDCG, "rank of the best answer", "first instead"
    )
    values = np.nanmax([figures.values[NDCG, name] for name in SLICES[:2]], axis=0)
    order = sorted(range(len(values)), key=lambda n: (values[n], -int(figures.place[n])))
    for n in order[:WORST]:
        wish = sheet.wishes[n]
        cells = (f"{values[n]:.3f}", str(figures.place[n]), figures.first[n])
        table.add_row(wish.id, wish.language, wish.trap or "", *cells)
    return table
