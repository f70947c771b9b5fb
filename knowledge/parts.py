"""What is compared of a passage beside the whole: its sentences, and what leads to it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Float32
from knowledge.passages import Passage

Ints = NDArray[np.int32]
_MARKUP: Final = re.compile(
    r"\*\*|__|`|\||^#+ |^\s*(?:[-*+]|\d+\.) |^> ?|\{#[a-z0-9-]+\}", re.MULTILINE
)
_END: Final = re.compile(r"(?<=[.!?:])\s+|\n+")
_WORDS: Final = 3
"""A sentence of fewer words says too little by itself."""


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """The parts of n passages, in the order of the passages; each passage has a sentence.

    Attributes:
        owners: int32 [parts], the place of the passage, ascending.
        hints: bool [parts], what is no sentence of the passage but leads to it.
        vectors: float32 [parts, dim], rows of norm 1 or 0.
    """

    owners: Ints
    hints: NDArray[np.bool_]
    vectors: Float32

    def chosen(self, *, hints: bool) -> tuple[Ints, Float32]:
        """Return owners and vectors of the sentences, or of the hints."""
        which = self.hints if hints else ~self.hints
        return self.owners[which], self.vectors[which]


def parts_of(passages: Sequence[Passage]) -> tuple[list[str], Ints, NDArray[np.bool_]]:
    """Return the texts of all parts, whose they are, and which are hints."""
    found = [
        (text, place, hint)
        for place, passage in enumerate(passages)
        for text, hint in _parts(passage)
    ]
    return (
        [text for text, _, _ in found],
        np.array([place for _, place, _ in found], dtype=np.int32),
        np.array([hint for _, _, hint in found], dtype=np.bool_),
    )


def _parts(passage: Passage) -> Iterator[tuple[str, bool]]:
    for sentence in sentences(passage.text) or (passage.text,):
        yield sentence, False
    for hint in passage.hints:
        yield hint, True


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of Markdown text, without its marks; none shorter than three words."""
    parts = (part.strip() for part in _END.split(_MARKUP.sub("", text)))
    return tuple(part for part in parts if len(part.split()) >= _WORDS)
