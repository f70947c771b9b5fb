"""Training text of our own writing: loose German beside English, and beside other German."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent.parent / "own"
PAIRS_PER_BATCH = 48
REFERENCE_TEXTS = 200


@dataclass(frozen=True)
class Paraphrase:
    """Two German texts that mean the same, and perhaps one that only sounds alike."""

    text: str
    same: str
    other: str = ""


@dataclass(frozen=True)
class PairBatch:
    """Paraphrases to be told apart: text i means same i; `others` mean none of them."""

    texts: list[str]
    same: list[str]
    others: list[str]


def read_translations(folder: Path = FOLDER) -> list[tuple[str, str]]:
    """Return (German, English) pairs."""
    return [(line[0], line[1]) for line in _lines(folder / "translations")]


def read_paraphrases(folder: Path = FOLDER) -> list[Paraphrase]:
    """Return German texts that mean the same."""
    return [Paraphrase(*line[:3]) for line in _lines(folder / "paraphrases")]


def reference_texts(folder: Path = FOLDER) -> list[str]:
    """Return REFERENCE_TEXTS of our own texts, half of them German, half English."""
    pairs = read_translations(folder)
    chosen = pairs[:: len(pairs) // (REFERENCE_TEXTS // 2)][: REFERENCE_TEXTS // 2]
    return [text for pair in chosen for text in pair]


def pair_batches(
    paraphrases: Sequence[Paraphrase], generator: np.random.Generator
) -> Iterator[PairBatch]:
    """Draw batches without end."""
    while True:
        order = generator.permutation(len(paraphrases))
        for start in range(0, len(order), PAIRS_PER_BATCH):
            drawn = [paraphrases[number] for number in order[start : start + PAIRS_PER_BATCH]]
            yield PairBatch(
                texts=[pair.text for pair in drawn],
                same=[pair.same for pair in drawn],
                others=[pair.other for pair in drawn if pair.other],
            )


def _lines(folder: Path) -> Iterator[list[str]]:
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for line in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
                if len(line) > 1:
                    yield [text.strip() for text in line]
