"""Word documents by python-docx: headings, lists, tables, text boxes; nothing that is not seen."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from knowledge.documents.archive import Archive
from knowledge.documents.builder import Builder
from knowledge.documents.limits import Limits
from knowledge.documents.styles import Styles, is_on, is_shaded, look_of, outline_level
from tandems.domain.document import DocumentText
from tandems.errors import DocumentBroken, DocumentUnsupported

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

_MAIN: Final = re.compile(r"word/document\d*\.xml")
_XML: Final = (".xml", ".rels")
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH: Final = f"{_WORD}p"
_RUN: Final = f"{_WORD}r"
_TABLE: Final = f"{_WORD}tbl"
_BOX: Final = f"{_WORD}txbxContent"
_ELSEWHERE: Final = frozenset(
    {_FALLBACK, *(f"{_WORD}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr"))}
)
"""Text that was deleted or moved away, doubles for old programs, and properties."""
_STUMBLES: Final = (
    SyntaxError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
    OSError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What python-docx raises, besides errors of its own; a SyntaxError is one of XML."""


def read_docx(content: bytes, name: str, limits: Limits) -> DocumentText:
    """Return a Word document; pages are laid out by Word and so not known.

    Raises:
        DocumentUnsupported: an archive of something else.
        DocumentBroken: it is damaged, or declares a document type (and with it entities).
        DocumentEncrypted, DocumentInflates, DocumentEmpty: as they say.
    """
    archive = Archive(content, limits)
    if not any(_MAIN.fullmatch(entry) for entry in archive.names):
        raise DocumentUnsupported
    for entry in sorted(archive.names):
        if entry.endswith(_XML) and _declares_type(archive.read(entry)):
            raise DocumentBroken
    builder = Builder(limits)
    with _mapped():
        document = _opened(content)
        _Reader(builder, Styles(document)).read(document.element.body, shaded=False)
    return builder.text(name)


def _declares_type(xml: bytes) -> bool:
    """Tell whether XML declares a document type, in an encoding of one or two bytes."""
    return b"<!DOCTYPE" in xml.replace(b"\0", b"")


def _opened(content: bytes) -> "Document":
    from docx import Document

    document = Document(io.BytesIO(content))
    if document.element.getroottree().docinfo.doctype:
        raise DocumentBroken
    return document


@contextmanager
def _mapped() -> Iterator[None]:
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError

    try:
        yield
    except (PythonDocxError, OpcError, *_STUMBLES) as error:
        raise DocumentBroken from error


class _Reader:
    """Goes through the blocks of a document and hands visible text to the builder."""

    def __init__(self, builder: Builder, styles: Styles) -> None:
        self._builder = builder
        self._styles = styles

    def read(self, container: "BaseOxmlElement", *, shaded: bool) -> None:
        """Add what a body or text box holds, in order."""
        for block in _blocks(container):
            if block.tag == _TABLE:
                self._add_table(block, shaded=shaded)
            else:
                self._add_paragraph(block, shaded=shaded)
                for box in _boxes(block):
                    self.read(box, shaded=shaded)

    def _add_paragraph(self, paragraph: "BaseOxmlElement", *, shaded: bool) -> None:
        from docx.enum.style import WD_STYLE_TYPE

        text = self._text(paragraph, shaded=shaded)
        if not text.strip():
            return
        style = self._styles.style(paragraph.style, WD_STYLE_TYPE.PARAGRAPH)
        own = paragraph.xpath("./w:pPr/w:outlineLvl")
        level = outline_level(paragraph) if own else style.level
        numbers = paragraph.xpath("./w:pPr/w:numPr/w:numId/@w:val")
        listed = numbers[-1] != "0" if numbers else style.listed
        if level is not None:
            self._builder.heading(level, text)
        elif listed:
            self._builder.item(text)
        else:
            self._builder.paragraph(text)

    def _add_table(self, table: "BaseOxmlElement", *, shaded: bool) -> None:
        for row in _within(table, f"{_WORD}tr"):
            if not (is_on(row, "w:trPr/w:hidden") or row.xpath("./w:trPr/w:del")):
                cells = _within(row, f"{_WORD}tc")
                self._builder.row([" ".join(self._words(one, shaded=shaded)) for one in cells])
        self._builder.end_part()

    def _words(self, cell: "BaseOxmlElement", *, shaded: bool) -> Iterator[str]:
        """Yield the texts of a cell, of tables and boxes in it too."""
        filled = shaded or is_shaded(cell, "w:tcPr")
        for block in _blocks(cell):
            if block.tag == _TABLE:
                for row in _within(block, f"{_WORD}tr"):
                    for inner in _within(row, f"{_WORD}tc"):
                        yield from self._words(inner, shaded=filled)
            else:
                yield self._text(block, shaded=filled)
                for box in _boxes(block):
                    yield from (self._text(one, shaded=filled) for one in box.iter(_PARAGRAPH))

    def _text(self, paragraph: "BaseOxmlElement", *, shaded: bool) -> str:
        from docx.enum.style import WD_STYLE_TYPE

        style = self._styles.style(paragraph.style, WD_STYLE_TYPE.PARAGRAPH)
        filled = shaded or is_shaded(paragraph, "w:pPr")
        seen: list[str] = []
        for run in _runs(paragraph):
            look = look_of(run)
            if run.style:
                look = look.over(self._styles.style(run.style, WD_STYLE_TYPE.CHARACTER).look)
            if look.over(style.look).is_seen(shaded=filled):
                seen.append(run.text)
        return "".join(seen)


def _blocks(container: "BaseOxmlElement") -> Iterator["BaseOxmlElement"]:
    """Yield paragraphs and tables in order, through content controls and insertions."""
    for child in container:
        if child.tag in (_PARAGRAPH, _TABLE):
            yield child
        elif child.tag not in _ELSEWHERE:
            yield from _blocks(child)


def _runs(paragraph: "BaseOxmlElement") -> Iterator["BaseOxmlElement"]:
    """Yield the runs of a paragraph, through links, fields and insertions."""
    for child in paragraph:
        if child.tag == _RUN:
            yield child
        elif child.tag not in _ELSEWHERE:
            yield from _runs(child)


def _boxes(element: "BaseOxmlElement") -> Iterator["BaseOxmlElement"]:
    """Yield the text boxes that are anchored in a paragraph."""
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag not in _ELSEWHERE:
            yield from _boxes(child)


def _within(element: "BaseOxmlElement", tag: str) -> Iterator["BaseOxmlElement"]:
    """Yield rows of a table or cells of a row, through content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in _ELSEWHERE and child.tag not in (_PARAGRAPH, _TABLE):
            yield from _within(child, tag)
