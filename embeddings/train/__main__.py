"""Command: make the bundled static model from the shared data."""

from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from tokenizers import Tokenizer

from embeddings.train.corpus import read_corpus
from embeddings.train.export import export_model
from embeddings.train.rows import Row, training_rows
from embeddings.train.solve import Problem, solve, token_counts
from embeddings.train.split import hold_out
from embeddings.train.teacher import TeacherCache, fill, load_teacher
from embeddings.train.tokenizer import cached_tokenizer

console = Console()


def main(
    data: Annotated[Path, typer.Option(help="Folder with the shared data files.")],
    out: Annotated[Path, typer.Option(help="Folder to write the model to.")],
    work: Annotated[Path, typer.Option(help="Folder for cached steps.")] = Path(".cache/train"),
) -> None:
    """Train on everything outside the split; every step that is already cached is skipped."""
    corpus = read_corpus(data)
    rows = training_rows(corpus, hold_out(corpus))
    console.print(f"{len(rows):,} rows")
    cache = TeacherCache(work / "teacher")
    targets = [row.target for row in rows]
    if cache.missing(targets):
        fill(cache, targets, load_teacher())
    tokenizer = cached_tokenizer(work / "tokenizer.json", [row.text for row in rows])
    export_model(out, tokenizer, solve(build_problem(rows, tokenizer, cache)))
    console.print(f"{out} written")


def build_problem(rows: list[Row], tokenizer: Tokenizer, cache: TeacherCache) -> Problem:
    """Return rows as sparse token counts beside the teacher vectors they are to reach."""
    distinct = list(dict.fromkeys(row.target for row in rows))
    place = {text: number for number, text in enumerate(distinct)}
    return Problem(
        counts=token_counts(tokenizer, [row.text for row in rows]),
        targets=cache.vectors(distinct),
        target_of=np.array([place[row.target] for row in rows], dtype=np.int64),
        weights=np.array([row.weight for row in rows], dtype=np.float32),
    )


if __name__ == "__main__":
    typer.run(main)
