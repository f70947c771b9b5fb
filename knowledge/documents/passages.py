"""Cutting a document into passages that follow its sections and never mix safety classes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from knowledge.passages import MAX_CHARACTERS, Passage
from tandems.domain.document import DocumentPart, DocumentText, PartKind
from tandems.domain.vocabulary import SafetyClass

BETWEEN: Final = " › "
_SENTENCE: Final = re.compile(r"(?<=[.!?…:;])\s+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is never cut: a sentence or paragraph, an item, a row.

    ``head`` is repeated where a passage begins with the piece: the header of its table.
    """

    text: str
    part: int
    safety_class: SafetyClass
    page: int | None
    head: str = ""


def document_passages(document_id: str, text: DocumentText) -> tuple[Passage, ...]:
    """Return the passages of a document, in order."""
    return tuple(_passages(document_id, text))


def _passages(document_id: str, text: DocumentText) -> Iterator[Passage]:
    for number, section in enumerate(text.sections):
        pieces = [
            piece for place, part in enumerate(section.parts) for piece in _pieces(place, part)
        ]
        for place, chunk in enumerate(_chunks(pieces)):
            yield Passage(
                id=f"{document_id}/{number}.{place}",
                guide_id=document_id,
                title=text.title,
                section=str(number) if section.headings else f"{number}.{place}",
                heading=BETWEEN.join(section.headings) or text.title,
                language=section.language,
                text=_joined(chunk),
                safety_class=chunk[0].safety_class,
                page=chunk[0].page,
            )


def _pieces(place: int, part: DocumentPart) -> Iterator[_Piece]:
    if part.kind is PartKind.TABLE:
        header, *rows = part.lines
        rule = f"|{'---|' * (header.count('|') - 1)}"
        head = "\n".join((*_cut(header, MAX_CHARACTERS // 2)[:1], rule))
        for row in rows or [""]:
            for line in _cut(row, MAX_CHARACTERS // 2):
                yield _Piece(line, place, part.safety_class, part.page, head)
        return
    for line in part.lines:
        for piece in _cut(line, MAX_CHARACTERS):
            yield _Piece(piece, place, part.safety_class, part.page)


def _chunks(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    chunk: list[_Piece] = []
    for piece in pieces:
        if chunk and (
            piece.safety_class is not chunk[0].safety_class
            or len(_joined([*chunk, piece])) > MAX_CHARACTERS
        ):
            yield chunk
            chunk = []
        chunk.append(piece)
    if chunk:
        yield chunk


def _joined(chunk: list[_Piece]) -> str:
    texts: list[str] = []
    part = -1
    for piece in chunk:
        begins = piece.part != part
        if begins and texts:
            texts.append("\n\n")
        elif texts:
            texts.append("\n" if piece.head or piece.text.startswith("- ") else " ")
        if begins and piece.head:
            texts.append(f"{piece.head}\n" if piece.text else piece.head)
        texts.append(piece.text)
        part = piece.part
    return "".join(texts)


def _cut(text: str, limit: int) -> list[str]:
    """Return a text in parts of at most ``limit`` characters, at sentence ends or else blanks."""
    if len(text) <= limit:
        return [text]
    parts = [""]
    for sentence in _SENTENCE.split(text):
        for words in _hard_cut(sentence, limit):
            if parts[-1] and len(parts[-1]) + 1 + len(words) > limit:
                parts.append("")
            parts[-1] = f"{parts[-1]} {words}".strip()
    return parts


def _hard_cut(sentence: str, limit: int) -> Iterator[str]:
    while len(sentence) > limit:
        place = sentence.rfind(" ", 0, limit)
        place = place if place > 0 else limit
        yield sentence[:place]
        sentence = sentence[place:].lstrip()
    yield sentence
