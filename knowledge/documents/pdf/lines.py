"""The lines of a page: running heads dropped, broken words joined, paragraphs told by gaps."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

LIGATURES: Final = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
    }
)
_BROKEN: Final = re.compile(r"(?<=\w)[-\u2010\u00ad]$")
_JOINING: Final = re.compile(r"(?:und|oder|bzw|sowie|bis|and|or|to)\b")
"""Words after a hyphen that stands for a part left out, as in "Vor- und Nachteile"."""
_NUMBER: Final = re.compile(r"(?<!\d)\d{1,5}(?!\d)")
_BARE: Final = re.compile(r"[+-]\d+")
_EDGE: Final = 2
"""Lines at the top and at the bottom of a page among which a running head is looked for."""
_FEWEST_PAGES: Final = 3
_REPEATED: Final = 0.6
"""Share of pages from which a line that repeats is a running head or foot."""
_WIDER: Final = 1.25
_WIDE: Final = 2.2
_OTHER_SIZE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its place across the reading direction and its size, both in points."""

    text: str
    place: float
    size: float


def without_running_heads(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """Return the pages without lines that stand on most of them, their numbers running along."""
    seen = Counter(
        form
        for page, lines in enumerate(pages)
        for form in {one for at in _edges(lines) for one in _forms(lines[at], page)}
    )
    running = {form for form, count in seen.items() if count >= _enough(form, len(pages))}
    return [_without(lines, page, running) for page, lines in enumerate(pages)]


def paragraphs(lines: Sequence[Line]) -> Iterator[list[str]]:
    """Yield the lines that belong together; broken words are whole again."""
    gaps = [abs(then.place - one.place) for one, then in zip(lines, lines[1:], strict=False)]
    usual = sorted(gaps)[len(gaps) // 4] if gaps else 0.0
    block: list[str] = []
    last: Line | None = None
    for line in lines:
        if last is not None and _parts(last, line, usual):
            yield joined(block)
            block = []
        block.append(line.text)
        last = line
    if block:
        yield joined(block)


def joined(lines: Sequence[str]) -> list[str]:
    """Return the lines with words that a line's end broke made whole on the first of them."""
    whole: list[str] = []
    for line in lines:
        text = line.strip()
        if whole and text and _BROKEN.search(whole[-1]) and not _JOINING.match(text):
            keeps = text[0].isupper() or text[0].isdigit()
            stem = whole[-1] if keeps and whole[-1][-1] != "\u00ad" else whole[-1][:-1]
            whole[-1] = f"{stem}{text}"
        elif text:
            whole.append(text)
    return whole


def _parts(last: Line, line: Line, usual: float) -> bool:
    gap = abs(line.place - last.place)
    larger = max(last.size, line.size)
    if abs(last.size - line.size) > _OTHER_SIZE * larger:
        return not _BROKEN.search(last.text)
    return gap > _WIDER * usual or gap > _WIDE * larger


def _edges(lines: Sequence[Line]) -> set[int]:
    return {*range(len(lines))[:_EDGE], *range(len(lines))[-_EDGE:]}


def _forms(line: Line, page: int) -> list[str]:
    """Return a line as it is, and with each of its numbers told from the page's on."""
    text = line.text.casefold()
    return [
        text,
        *(
            f"{text[: one.start()]}{int(one[0]) - page:+}{text[one.end() :]}"
            for one in _NUMBER.finditer(text)
        ),
    ]


def _enough(form: str, pages: int) -> float:
    """Return on how many pages a line is a running one; a bare page number on two."""
    return 2 if _BARE.fullmatch(form) else max(_FEWEST_PAGES, _REPEATED * pages)


def _without(lines: list[Line], page: int, running: set[str]) -> list[Line]:
    edges = _edges(lines)
    kept = [
        one
        for at, one in enumerate(lines)
        if at not in edges or running.isdisjoint(_forms(one, page))
    ]
    return kept or lines
