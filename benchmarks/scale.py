"""Matching at any size: time, memory and share of the optimum, beside two plainer ways.

``python -m benchmarks.scale --data ../shared/data`` draws cohorts with three wishes and three
offers each from ESCO labels, under rules, priorities and languages. Each figure comes from a
process of its own, so that peak memory is its own.
"""

import argparse
import gzip
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import numpy as np
from rich.console import Console
from rich.table import Table

from embeddings.encoder import Float32, normalised
from embeddings.matching.assign import propose
from embeddings.matching.candidates import all_pairs, listed
from embeddings.matching.cohort import Cohort
from embeddings.matching.rules import Facts, violations
from embeddings.matching.score import Scorer
from embeddings.matching.screen import Screen
from embeddings.matching.weights import Terms
from embeddings.static import load_default
from tandems.domain.person import EdgeKind, ReportingEdge
from tandems.domain.programme import Enrolment, LearningWish, Offer, Participant
from tandems.domain.vocabulary import Role

SIZES: Final = (34, 1_000, 4_000, 10_000, 100_000)
METHODS: Final = ("tandem", "exact", "dense", "one_vector")
PHRASES: Final = 3
SPAN: Final = 8
"""How many people report to one."""
SEED: Final = 20261125
NOW: Final = datetime(2026, 11, 25, 9, tzinfo=UTC)
_MOST: Final = 1_000.0
"""Added to every allowed pair, so that as many pairs as possible come first."""


def main() -> None:
    """Run every size and method in a process of its own and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--dense-to", type=int, default=4_000)
    parser.add_argument("--one", nargs=2, metavar=("METHOD", "SIZE"))
    given = parser.parse_args()
    if given.one:
        sys.stdout.write(json.dumps(measured(given.data, given.one[0], int(given.one[1]))))
        return
    table = Table(title=f"{NOW:%Y-%m-%d}, seed {SEED}, {PHRASES} phrases a side")
    for column in ("a side", "method", "s", "CPU s", "peak MiB", "pairs", "broken", "share"):
        table.add_column(column, justify="right")
    for size in given.sizes:
        methods = METHODS if size <= given.dense_to else METHODS[:1]
        found = {method: in_process(given.data, method, size) for method in methods}
        best = found.get("exact", {}).get("total", 0)
        for method, one in found.items():
            share = f"{one['total'] / best:.2%}" if best else "–"
            figures = (one["wall_s"], one["cpu_s"], one["peak_mib"], one["pairs"], one["broken"])
            table.add_row(f"{size:,}", method, *(f"{value:,.0f}" for value in figures), share)
    Console(width=100).print(table)


def in_process(data: Path, method: str, size: int) -> dict[str, float]:
    """Measure one method at one size in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.scale", "--data", str(data)]
    command += ["--one", method, str(size)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measured(data: Path, method: str, size: int) -> dict[str, float]:
    """Match one cohort; ``total`` is the sum of our own scores of the pairs, whoever chose them.

    Only allowed pairs count into ``pairs`` and ``total``; those that break a rule are ``broken``.
    """
    people, facts = cohort(labels(data), size)
    start, before = time.perf_counter(), time.process_time()
    chosen = CHOICES[method](people, facts)
    spent, cpu = time.perf_counter() - start, time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"wall_s": spent, "cpu_s": cpu, "peak_mib": peak, **judged(people, facts, chosen)}


def judged(
    people: Sequence[Participant], facts: Facts, chosen: Sequence[tuple[str, str]]
) -> dict[str, float]:
    """Score the chosen pairs and count those that break a rule, from the raw data."""
    broken = violations(chosen, people, facts, trial=False)
    wrong = {(one.mentee_id, one.mentor_id) for one in broken}
    group = Cohort.of(people)
    left = {one.person_id: place for place, one in enumerate(group.mentees)}
    right = {one.person_id: place for place, one in enumerate(group.mentors)}
    pairs = listed((left[a], right[b]) for a, b in chosen if (a, b) not in wrong)
    rated = scorer_of(group).rate(pairs)
    return {
        "pairs": int(rated.met.sum()),
        "broken": len(wrong),
        "total": int(rated.tenths[rated.met].sum()) / 10,
    }


def scorer_of(group: Cohort) -> Scorer:
    """Return the scorer with its default weights."""
    return Scorer(group.mentees, group.mentors, load_default(), rankings={})


def tandem(people: Sequence[Participant], facts: Facts) -> list[tuple[str, str]]:
    """Match as the product does, reasons and proof included."""
    found = propose(people, facts, load_default(), programme_id="b", now=NOW, terms=Terms())
    return [(pair.mentee_id, pair.mentor_id) for pair in found.pairs]


def exact(people: Sequence[Participant], facts: Facts) -> list[tuple[str, str]]:
    """Score every pair and solve the whole table: the optimum of our own score."""
    group = Cohort.of(people)
    pairs = all_pairs(len(group.mentees), len(group.mentors))
    rated = scorer_of(group).rate(pairs)
    allowed = rated.met & ~Screen(group, facts, trial=False).barred(pairs)
    gain = np.where(allowed, rated.tenths / 10 + _MOST, 0).astype(np.float32)
    return solved(group, gain.reshape(len(group.mentees), -1))


def dense(people: Sequence[Participant], facts: Facts) -> list[tuple[str, str]]:
    """Take each wish's best cosine, the mean over wishes, and solve the whole table."""
    group = Cohort.of(people)
    wishes, offers = vectors(group)
    gain = np.zeros((len(wishes), len(offers)), dtype=np.float32)
    for place in range(PHRASES):
        own = np.full_like(gain, -1)
        for other in range(PHRASES):
            np.maximum(own, wishes[:, place] @ offers[:, other].T, out=own)
        gain += own / PHRASES
    return solved(group, gain)


def one_vector(people: Sequence[Participant], facts: Facts) -> list[tuple[str, str]]:
    """Blur each person into one vector and solve the whole table of cosines."""
    group = Cohort.of(people)
    wishes, offers = (normalised(side.mean(axis=1)) for side in vectors(group))
    return solved(group, wishes @ offers.T)


CHOICES: Final = {"tandem": tandem, "exact": exact, "dense": dense, "one_vector": one_vector}


def solved(group: Cohort, gain: Float32) -> list[tuple[str, str]]:
    """Return the pairs of greatest gain, float32 [mentees, mentors]."""
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(gain, maximize=True)
    return [
        (group.mentees[row].person_id, group.mentors[column].person_id)
        for row, column in zip(rows, columns, strict=True)
        if gain[row, column] > 0
    ]


def vectors(group: Cohort) -> tuple[Float32, Float32]:
    """Return float32 [people, phrases, dim] of wishes and of offers."""
    encoder = load_default()
    asked = encoder.encode_queries([wish.text for one in group.mentees for wish in one.wishes])
    given = encoder.encode_passages([offer.text for one in group.mentors for offer in one.offers])
    shape = (-1, PHRASES, encoder.dim)
    return asked.reshape(shape), given.reshape(shape)


def labels(data: Path) -> list[str]:
    """Return all German and English skill labels, each once."""
    path = data / "esco" / "skills_de_en.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    found = [
        label
        for row in rows
        for label in (row["pref_de"], row["pref_en"], *row["alt_de"], *row["alt_en"])
        if label
    ]
    return list(dict.fromkeys(found))


def cohort(texts: Sequence[str], size: int) -> tuple[list[Participant], Facts]:
    """Draw ``size`` mentees and as many mentors in one organisation with its reporting lines."""
    rng = random.Random(SEED)  # noqa: S311  # a draw, not a secret
    people = [
        _person(rng, texts, f"{role}{number:06d}", role)
        for role in (Role.MENTEE, Role.MENTOR)
        for number in range(size)
    ]
    ids = [one.person_id for one in people]
    rng.shuffle(ids)
    edges = [
        ReportingEdge(ids[(place - 1) // SPAN], one, EdgeKind.LINE)
        for place, one in enumerate(ids)
        if place
    ]
    return people, Facts.of(edges, ())


def _person(rng: random.Random, texts: Sequence[str], name: str, role: Role) -> Participant:
    enrolment = Enrolment(name, "b", name, role, joined_at=NOW)
    own = [(f"{name}-{n}", name, text) for n, text in enumerate(rng.sample(texts, PHRASES))]
    wishes = tuple(LearningWish(*one, "", rng.randint(1, 5), NOW) for one in own)
    return Participant(
        enrolment=enrolment,
        person_id=name,
        name=name,
        languages=rng.choice([("de",), ("en",), ("de", "en"), ("de", "en")]),
        organisation_id="b",
        department=f"department {rng.randint(1, 30)}",
        wishes=wishes if role is Role.MENTEE else (),
        offers=() if role is Role.MENTEE else tuple(Offer(*one, "", NOW) for one in own),
        location=f"place {rng.randint(1, 8)}",
        availability=rng.choice(["Mo", "Di", "Wed", "Thursday", "freitags", ""]),
    )


if __name__ == "__main__":
    main()
