"""Reading Word documents: headings, paragraphs, lists, tables; no deleted and no hidden text."""

import re
from dataclasses import dataclass, field
from typing import Final

from knowledge.documents.archive import Archive
from knowledge.documents.builder import Builder
from knowledge.documents.hidden import is_white
from knowledge.documents.limits import Limits
from knowledge.documents.ooxml import Attributes, Follower, is_on
from knowledge.documents.styles import Styles, level_of
from tandems.domain.document import DocumentText
from tandems.errors import DocumentUnsupported

_MAIN: Final = re.compile(r"word/document\d*\.xml")
_STYLES: Final = "word/styles.xml"
_ELSEWHERE: Final = frozenset({"moveFrom", ":Fallback", "del"})
"""Text that was moved away or deleted, and doubles for old programs."""
_TINY_HALF_POINTS: Final = 4
_PLAIN_FILLS: Final = frozenset({"", "auto", "none"})
_SIGNS: Final = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}


@dataclass(slots=True)
class _Run:
    hidden: bool = False
    white: bool = False
    shaded: bool = False


@dataclass(slots=True)
class _Paragraph:
    text: list[str] = field(default_factory=list)
    level: int | None = None
    listed: bool = False
    shaded: bool = False
    hidden: bool = False


def read_docx(content: bytes, name: str, limits: Limits) -> DocumentText:
    """Return a Word document; pages are laid out by Word and so not known.

    Raises:
        DocumentUnsupported: an archive of something else.
        DocumentBroken, DocumentEncrypted, DocumentInflates, DocumentEmpty: as they say.
    """
    archive = Archive(content, limits)
    main = sorted(entry for entry in archive.names if _MAIN.fullmatch(entry))
    if not main:
        raise DocumentUnsupported
    styles = Styles(archive.read(_STYLES) if _STYLES in archive.names else b"")
    builder = Builder(limits)
    _Reader(builder, styles).read(archive.read(main[0]))
    return builder.text(name)


class _Reader:
    """Follows ``document.xml`` and hands visible text to the builder."""

    def __init__(self, builder: Builder, styles: Styles) -> None:
        self._builder = builder
        self._styles = styles
        self._paragraphs: list[_Paragraph] = []
        self._run: _Run | None = None
        self._elsewhere = 0
        self._tables = 0
        self._row: list[str] = []
        self._row_hidden = False
        self._cell: list[str] = []
        self._cell_shaded = False
        self._follower = Follower(self._begin, self._end, self._said)

    def read(self, content: bytes) -> None:
        """Go through the document."""
        self._follower.follow(content)

    def _begin(self, name: str, attributes: Attributes) -> None:
        if name in _ELSEWHERE and not self._follower.within("rPr"):
            self._elsewhere += 1
        elif name == "p":
            self._paragraphs.append(_Paragraph(shaded=self._cell_shaded))
        elif name == "r":
            self._run = _Run()
        elif name in ("tbl", "tr", "tc"):
            self._begin_table(name)
        elif name in _SIGNS and self._follower.within("r"):
            self._write(_SIGNS[name])
        elif self._follower.within("rPr") and self._run is not None:
            self._run_property(self._run, name, attributes)
        elif self._follower.path[-1:] == ["pPr"] or self._follower.within("numPr"):
            self._paragraph_property(name, attributes)
        elif name == "shd" and self._follower.within("tcPr"):
            self._cell_shaded = _is_filled(attributes)
        elif name == "hidden" and self._follower.within("trPr"):
            self._row_hidden = is_on(attributes)

    def _begin_table(self, name: str) -> None:
        if name == "tbl":
            self._tables += 1
        elif self._tables == 1 and name == "tr":
            self._row, self._row_hidden = [], False
        elif self._tables == 1 and name == "tc":
            self._cell, self._cell_shaded = [], False

    def _run_property(self, run: _Run, name: str, attributes: Attributes) -> None:
        given = attributes.get("val", "").lower()
        if name == "vanish":
            run.hidden = is_on(attributes)
        elif name == "rStyle":
            run.hidden = run.hidden or bool(self._styles.style(attributes["val"]).hidden)
        elif name == "sz" and given.isdigit():
            run.hidden = run.hidden or int(given) <= _TINY_HALF_POINTS
        elif name == "color":
            run.white = is_white(f"#{given}")
        elif name == "shd":
            run.shaded = _is_filled(attributes)
        elif name == "highlight":
            run.shaded = given not in ("none", "white")

    def _paragraph_property(self, name: str, attributes: Attributes) -> None:
        if not self._paragraphs:
            return
        paragraph, given = self._paragraphs[-1], attributes.get("val", "")
        if name == "pStyle":
            style = self._styles.style(given)
            paragraph.level, paragraph.hidden = style.level, bool(style.hidden)
            paragraph.listed = bool(style.listed)
        elif name == "outlineLvl":
            paragraph.level = level_of(given)
        elif name == "numId":
            paragraph.listed = given != "0"
        elif name == "shd":
            paragraph.shaded = paragraph.shaded or _is_filled(attributes)

    def _said(self, text: str) -> None:
        if self._follower.within("t"):
            self._write(text)

    def _write(self, text: str) -> None:
        if self._elsewhere or not self._paragraphs:
            return
        paragraph, run = self._paragraphs[-1], self._run or _Run()
        unseen = run.white and not (run.shaded or paragraph.shaded)
        if not (paragraph.hidden or run.hidden or unseen):
            paragraph.text.append(text)

    def _end(self, name: str) -> None:
        if name in _ELSEWHERE and not self._follower.within("rPr"):
            self._elsewhere -= 1
        elif name == "r":
            self._run = None
        elif name == "p" and self._paragraphs:
            self._end_paragraph(self._paragraphs.pop())
        elif name == "tc" and self._tables == 1:
            self._row.append(" ".join(self._cell))
            self._cell_shaded = False
        elif name == "tr" and self._tables == 1 and not self._row_hidden:
            self._builder.row(self._row)
        elif name == "tbl":
            self._tables -= 1
            if not self._tables:
                self._builder.end_part()

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        text = "".join(paragraph.text)
        if not text.strip():
            return
        if self._tables:
            self._cell.append(text)
        elif paragraph.level is not None:
            self._builder.heading(paragraph.level, text)
        elif paragraph.listed:
            self._builder.item(text)
        else:
            self._builder.paragraph(text)


def _is_filled(attributes: Attributes) -> bool:
    fill = attributes.get("fill", "").lower()
    return fill not in _PLAIN_FILLS and not is_white(f"#{fill}")
