"""Reading plain text: blank lines part paragraphs, and lines with a bullet are a list."""

import re
from typing import Final

from knowledge.documents.builder import Builder
from knowledge.documents.kinds import decoded
from knowledge.documents.limits import Limits
from tandems.domain.document import DocumentText

_BULLET: Final = re.compile(r"\s*(?:[-*•–]|\d{1,3}[.)])\s+(?=\S)")


def read_text(content: bytes, name: str, limits: Limits) -> DocumentText:
    """Return a text file; it has no headings."""
    builder = Builder(limits)
    for block in re.split(r"\n\s*\n", decoded(content)):
        add_lines(builder, block.splitlines())
    return builder.text(name)


def add_lines(builder: Builder, lines: list[str]) -> None:
    """Add lines that belong together: items of a list, and what stands before or between."""
    words: list[str] = []
    item = False

    def flush() -> None:
        if words:
            (builder.item if item else builder.paragraph)(" ".join(words))
            words.clear()

    for line in lines:
        if bullet := _BULLET.match(line):
            flush()
            item, line = True, line[bullet.end() :]
        words.append(line)
    flush()
    builder.end_part()
