"""Reading PDF files: visible text with page numbers, and headings where there is an outline."""

import io
import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from knowledge.documents.builder import Builder
from knowledge.documents.limits import MEGABYTE, Limits
from knowledge.documents.pdf.lines import Line, paragraphs, without_running_heads
from knowledge.documents.pdf.outline import Heading, headings_by_page, placed
from knowledge.documents.pdf.page import page_lines
from knowledge.documents.pdf.resources import layers_off
from knowledge.documents.plain import add_lines
from tandems.domain.document import DocumentText
from tandems.errors import (
    DocumentBroken,
    DocumentEncrypted,
    DocumentInflates,
    DocumentTooLong,
)

if TYPE_CHECKING:
    from pypdf import PdfReader

_STUMBLES: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What pypdf raises, besides errors of its own, over files that break the format."""
_FILE_NAME: Final = re.compile(r"^Microsoft Word\b|\.(?:docx?|odt|pages|indd|tex)$", re.IGNORECASE)
"""Titles that a program left behind."""


def read_pdf(content: bytes, name: str, limits: Limits) -> DocumentText:
    """Return a PDF file; without an outline each page is a section.

    Raises:
        DocumentEncrypted: it opens with a password only.
        DocumentTooLong: it has more pages than allowed.
        DocumentInflates: a stream in it grows beyond the limit.
        DocumentBroken: it cannot be read.
        DocumentEmpty: there is no text in it, as in a scan.
    """
    with _bounded(limits):
        return _text(content, name, limits)


@contextmanager
def _bounded(limits: Limits) -> Iterator[None]:
    """Keep pypdf within the limits and map its errors."""
    from pypdf import apply_configuration
    from pypdf.errors import LimitReachedError, PyPdfError

    most = limits.inflated_bytes
    try:
        with apply_configuration(
            zlib_maximum_output_length=most,
            lzw_maximum_output_length=most,
            run_length_maximum_output_length=most,
            array_based_stream_maximum_output_length=most,
            disable_legacy_handling=True,
        ):
            yield
    except LimitReachedError as error:
        raise DocumentInflates(limit=most // MEGABYTE) from error
    except (PyPdfError, *_STUMBLES) as error:
        raise DocumentBroken from error


def _text(content: bytes, name: str, limits: Limits) -> DocumentText:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise DocumentEncrypted
    if len(reader.pages) > limits.pages:
        raise DocumentTooLong(limit=limits.pages, state="pages")
    builder = Builder(limits)
    builder.title = _title(reader)
    headings = _headings(reader)
    off = layers_off(reader)
    pages = without_running_heads([page_lines(page, off) for page in reader.pages])
    for number, lines in enumerate(pages):
        builder.page = number + 1
        _add_page(builder, lines, headings.get(number, []))
        if not headings:
            builder.end_section()
    return builder.text(name)


def _add_page(builder: Builder, lines: list[Line], headings: list[Heading]) -> None:
    begin = 0
    for at, count, heading in placed(lines, headings):
        _add_text(builder, lines[begin:at])
        builder.heading(heading.level, heading.text)
        begin = at + count
    _add_text(builder, lines[begin:])


def _add_text(builder: Builder, lines: list[Line]) -> None:
    for block in paragraphs(lines):
        add_lines(builder, block)


def _headings(reader: "PdfReader") -> dict[int, list[Heading]]:
    """Return the headings; a damaged outline is none."""
    from pypdf.errors import PyPdfError

    try:
        return headings_by_page(reader)
    except (PyPdfError, *_STUMBLES):
        return {}


def _title(reader: "PdfReader") -> str:
    title = (reader.metadata.title or "") if reader.metadata else ""
    return "" if _FILE_NAME.search(title) else title
