"""Documents that coordinators add: what is kept of one, and its text as sections and parts."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tandems.domain.vocabulary import Language, SafetyClass


class DocumentKind(StrEnum):
    """What a file is, by its content."""

    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    TEXT = "text"


class PartKind(StrEnum):
    """What a part of a section is."""

    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """A paragraph (one line), a list (a line an item) or a table (a line a row).

    The first row of a table is its header; cells stand between ``|``. ``page`` counts from 1.
    """

    kind: PartKind
    lines: tuple[str, ...]
    page: int | None = None
    safety_class: SafetyClass = SafetyClass.NORMAL


@dataclass(frozen=True, slots=True)
class DocumentSection:
    """What stands under one heading; ``headings`` is the path to it, outermost first."""

    headings: tuple[str, ...]
    parts: tuple[DocumentPart, ...]
    language: Language = Language.EN


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A document as it was read: visible text alone, in order."""

    title: str
    sections: tuple[DocumentSection, ...]


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document that was added; ``digest`` is the SHA-256 of the file, in hex.

    ``quotable`` passages can be cited; ``withheld`` ones speak of what belongs to people who
    can help, and are kept apart.
    """

    id: str
    name: str
    kind: DocumentKind
    size_bytes: int
    digest: str
    added_by: str
    added_at: datetime
    quotable: int
    withheld: int
