"""The text splitter of the usual recipe: paragraphs, then lines, then words, then characters."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

SEPARATORS: Final = ("\n\n", "\n", " ", "")


def split_text(
    text: str, size: int, overlap: int, separators: Sequence[str] = SEPARATORS
) -> list[str]:
    """Return chunks of at most ``size`` characters that share up to ``overlap`` of them.

    Cuts as ``RecursiveCharacterTextSplitter`` of langchain-text-splitters 1.1.3 does with its
    defaults: at the coarsest separator that occurs, which stays at the head of what follows it.
    """
    place = next(n for n, one in enumerate(separators) if one == "" or one in text)
    finer = separators[place + 1 :]
    chunks: list[str] = []
    fitting: list[str] = []
    for piece in _pieces(text, separators[place]):
        if len(piece) < size:
            fitting.append(piece)
            continue
        chunks += _merged(fitting, size, overlap)
        fitting = []
        chunks += split_text(piece, size, overlap, finer) if finer else [piece]
    return [*chunks, *_merged(fitting, size, overlap)]


def _pieces(text: str, separator: str) -> list[str]:
    if not separator:
        return list(text)
    starts = [found.start() for found in re.finditer(re.escape(separator), text)]
    cuts = [0, *starts, len(text)]
    return [text[start:end] for start, end in pairwise(cuts) if end > start]


def _merged(pieces: Sequence[str], size: int, overlap: int) -> Iterator[str]:
    held: list[str] = []
    length = 0
    for piece in pieces:
        if held and length + len(piece) > size:
            yield from _stripped(held)
            while length > overlap or (length and length + len(piece) > size):
                length -= len(held.pop(0))
        held.append(piece)
        length += len(piece)
    yield from _stripped(held)


def _stripped(pieces: Sequence[str]) -> Iterator[str]:
    text = "".join(pieces).strip()
    if text:
        yield text
