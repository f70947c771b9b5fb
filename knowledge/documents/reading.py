"""From a file to its text, whatever kind it is; meant to run in a process of its own."""

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Final

from knowledge.documents.docx import read_docx
from knowledge.documents.html import read_html
from knowledge.documents.kinds import kind_of
from knowledge.documents.limits import MEGABYTE, Limits
from knowledge.documents.markdown import read_markdown
from knowledge.documents.pdf import read_pdf
from knowledge.documents.plain import read_text
from tandems.domain.document import DocumentKind, DocumentText
from tandems.errors import DocumentTooLarge

Reader = Callable[[bytes, str, Limits], DocumentText]
READERS: Final[Mapping[DocumentKind, Reader]] = {
    DocumentKind.MARKDOWN: read_markdown,
    DocumentKind.HTML: read_html,
    DocumentKind.PDF: read_pdf,
    DocumentKind.DOCX: read_docx,
    DocumentKind.TEXT: read_text,
}


def read_document(
    name: str, content: bytes, limits: Limits | None = None
) -> tuple[DocumentKind, DocumentText]:
    """Return what kind of file it is and its visible text.

    Raises:
        DocumentRefused: one of its kinds, saying why.
    """
    bounds = limits or Limits()
    check_size(content, bounds)
    kind = kind_of(name, content)
    return kind, READERS[kind](content, PurePath(name).stem, bounds)


def check_size(content: bytes, limits: Limits) -> None:
    """Let a file pass that is small enough.

    Raises:
        DocumentTooLarge: it is not.
    """
    if len(content) > limits.file_bytes:
        given = round(len(content) / MEGABYTE, 1)
        raise DocumentTooLarge(given=given, limit=limits.file_bytes // MEGABYTE)
