"""The lines that can be seen on one page."""

from typing import TYPE_CHECKING, Any, Final

from knowledge.documents.clean import one_line
from knowledge.documents.pdf.geometry import Box, numbers
from knowledge.documents.pdf.ink import Ink
from knowledge.documents.pdf.lines import LIGATURES, Line
from knowledge.documents.pdf.resources import Resources

if TYPE_CHECKING:
    from pypdf import PageObject

_SCANNED: Final = 0.5
"""Share of a page from which a picture on it is taken for a scan of it."""


def page_lines(page: "PageObject", layers_off: frozenset[int]) -> list[Line]:
    """Return the lines of a page; of a scan those that text recognition laid under it."""
    left, bottom, right, top = numbers(float(one) for one in page.cropbox)
    box = Box(min(left, right), min(bottom, top), max(left, right), max(bottom, top))
    resources = Resources(page, layers_off)
    ink = Ink(box, resources)
    lines = _lines(page, ink)
    scans = [one for one in ink.pictures if one.within(box).area >= _SCANNED * box.area]
    if lines or not scans:
        return lines
    return _lines(page, Ink(box, resources, scanned=scans))


def _lines(page: "PageObject", ink: Ink) -> list[Line]:
    from pypdf.errors import LimitReachedError

    collected = _Lines(ink)
    page.extract_text(
        visitor_operand_before=ink.before,
        visitor_operand_after=ink.after,
        visitor_text=collected.add,
    )
    collected.end()
    if ink.swollen:
        raise LimitReachedError
    return collected.lines


class _Lines:
    """Puts the pieces that pypdf reports together again."""

    def __init__(self, ink: Ink) -> None:
        self.lines: list[Line] = []
        self._ink = ink
        self._text: list[str] = []
        self._place = 0.0
        self._size = 0.0
        self._longest = 0

    def add(self, text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        """Take a piece of text; the longest of a line says where the line stands."""
        for number, piece in enumerate(text.translate(LIGATURES).split("\n")):
            if number:
                self.end()
            if len(piece.strip()) > self._longest:
                self._longest = len(piece.strip())
                a, b, c, d, e, f = self._ink.place(cm, tm)
                upright = abs(a) >= abs(b)
                self._place = f if upright else e
                self._size = abs(size) * max(abs(d), abs(c))
            if self._text or piece.strip():
                self._text.append(piece)

    def end(self) -> None:
        """End the line; a soft hyphen at its end stays until words are joined."""
        raw = "".join(self._text)
        soft = "\u00ad" if raw.rstrip().endswith("\u00ad") else ""
        if text := one_line(raw):
            self.lines.append(Line(text + soft, self._place, self._size))
        self._text, self._longest = [], 0
