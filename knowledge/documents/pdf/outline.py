"""Headings from the outline of a file (its bookmarks), found again on the pages they point to."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from knowledge.documents.clean import one_line
from knowledge.documents.pdf.lines import LIGATURES, Line, joined

if TYPE_CHECKING:
    from pypdf import PdfReader

_NUMBER: Final = re.compile(r"^(?:\d+|[IVX]+|[A-Z])(?:\.\d+)*[.)]?\s+")
_LONGEST: Final = 6
"""Lines over which a heading may run."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the outline; ``level`` counts from 1."""

    level: int
    text: str


def headings_by_page(reader: "PdfReader") -> dict[int, list[Heading]]:
    """Return the headings of each page, which count from 0; none without an outline.

    A single entry at the top is the document's name and gets level 1, others begin at 2.
    """
    outline = reader.outline
    top = 1 if sum(not isinstance(one, list) for one in outline) == 1 else 2
    found: dict[int, list[Heading]] = defaultdict(list)
    for level, entry in _entries(outline, top):
        page = reader.get_destination_page_number(entry)
        title = one_line(str(entry.title or "").translate(LIGATURES))
        if page is not None and page >= 0 and title:
            found[page].append(Heading(level, title))
    return dict(found)


def placed(lines: Sequence[Line], headings: Sequence[Heading]) -> list[tuple[int, int, Heading]]:
    """Return where each heading stands: its first line, how many lines, and itself.

    One that is found reads as on the page; one that is not stands where the one before it
    ends, or on top.
    """
    found: list[tuple[int, int, Heading]] = []
    begin = 0
    for heading in headings:
        at, count = _place(lines, heading, begin)
        shown = " ".join(joined([line.text for line in lines[at : at + count]]))
        found.append((at, count, Heading(heading.level, shown) if count else heading))
        begin = at + count
    return found


def _entries(outline: Sequence[Any], level: int) -> Iterator[tuple[int, Any]]:
    """Yield the entries with their levels; pypdf bounds depth and number."""
    for entry in outline:
        if isinstance(entry, list):
            yield from _entries(entry, level + 1)
        else:
            yield level, entry


def _place(lines: Sequence[Line], heading: Heading, begin: int) -> tuple[int, int]:
    wanted = _even(heading.text)
    for at in range(begin, len(lines)):
        for count in range(1, _LONGEST + 1):
            given = _even(" ".join(line.text for line in lines[at : at + count]))
            if given == wanted:
                return at, count
            if not wanted.startswith(given):
                break
    return begin, 0


def _even(text: str) -> str:
    return "".join(_NUMBER.sub("", one_line(text)).casefold().split())
