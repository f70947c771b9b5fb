"""Command: train the bundled contextual model from the shared data, within a time budget."""

from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from embeddings.contextual import DEFAULT_FOLDER
from embeddings.train.contextual.export import export_model, save_reference
from embeddings.train.contextual.lessons import Draws, Lessons, lessons
from embeddings.train.contextual.own import (
    pair_batches,
    read_paraphrases,
    read_translations,
    reference_texts,
)
from embeddings.train.contextual.start import StaticTable, starting_model, teacher_tokenizer
from embeddings.train.contextual.tune import Plan, Supply, Tuning
from embeddings.train.contextual.vocabulary import merged_tokenizer, teacher_ids
from embeddings.train.corpus import read_corpus
from embeddings.train.split import hold_out
from embeddings.train.teacher import TeacherCache, fill, load_teacher

ROOT = Path(__file__).parent.parent.parent.parent
STATIC = ROOT / "embeddings" / "model" / "static"
REFERENCE = ROOT / "tests" / "embeddings" / "contextual_reference.npz"
SEED = 20_261_125
console = Console()


def main(
    data: Annotated[Path, typer.Option(help="Folder with the shared data files.")],
    work: Annotated[Path, typer.Option(help="Folder for cached steps.")] = Path(".cache/train"),
    out: Annotated[Path, typer.Option(help="Folder to write the model to.")] = DEFAULT_FOLDER,
    reference: Annotated[
        Path, typer.Option(help="File for the vectors that the tests compare with.")
    ] = REFERENCE,
    minutes: Annotated[float, typer.Option(help="Time to train, restarts included.")] = 85.0,
) -> None:
    """Train, or go on training, on everything outside the split."""
    import torch

    torch.manual_seed(SEED)
    corpus = read_corpus(data)
    material = lessons(corpus, hold_out(corpus), read_translations())
    console.print(f"{len(material.texts):,} rows, {len(material.targets):,} targets")
    cache = TeacherCache(work / "teacher")
    if cache.missing(material.targets):
        fill(cache, material.targets, load_teacher())
    vectors = cache.vectors(material.targets)
    teacher = teacher_tokenizer()
    tokenizer = _tokenizer(work / "contextual" / "tokenizer.json", teacher, material)
    static = StaticTable(
        vocabulary=Tokenizer.from_file(str(STATIC / "tokenizer.json")).get_vocab(),
        vectors=load_file(STATIC / "model.safetensors")["embedding.weight"].astype(np.float32),
    )
    model = starting_model(teacher, tokenizer, static)
    is_new = np.ones(tokenizer.get_vocab_size(), dtype=np.bool_)
    is_new[list(teacher_ids(teacher, tokenizer))] = False
    plan = Plan(budget_s=minutes * 60, checkpoint=work / "contextual" / "checkpoint.pt")
    tuning = Tuning(model, tokenizer, is_new, plan)
    tuning.resume()
    generator = np.random.default_rng([SEED, tuning.steps])
    supply = Supply(
        batches=iter(Draws(material, tokenizer, vectors, generator)),
        pairs=pair_batches(read_paraphrases(), generator),
        vectors=vectors.astype(np.float16),
    )
    tuning.run(supply, console.print)
    export_model(out, model, tokenizer)
    save_reference(reference, model, tokenizer, reference_texts())
    console.print(f"{out} and {reference} written")


def _tokenizer(path: Path, teacher: Tokenizer, material: Lessons) -> Tokenizer:
    if not path.exists():
        pairs = [
            (t, material.targets[n])
            for t, n in zip(material.texts, material.target_of, strict=True)
        ]
        german = [text for text, target in pairs if text != target]
        static = Tokenizer.from_file(str(STATIC / "tokenizer.json"))
        path.parent.mkdir(parents=True, exist_ok=True)
        merged_tokenizer(teacher, static, material.targets, german).save(str(path))
    return Tokenizer.from_file(str(path))


if __name__ == "__main__":
    typer.run(main)
