"""What every reader fills: headings, paragraphs, list items and table rows become sections."""

from knowledge.documents.clean import one_line
from knowledge.documents.limits import Limits
from tandems.domain.document import DocumentPart, DocumentSection, DocumentText, PartKind
from tandems.errors import DocumentEmpty, DocumentTooLong


class Builder:
    """Collects the text of one document in reading order."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._characters = 0
        self._headings: list[tuple[int, str]] = []
        self._heading_of_document = ""
        self._sections: list[DocumentSection] = []
        self._parts: list[DocumentPart] = []
        self._lines: list[str] = []
        self._open: tuple[PartKind, int | None] = (PartKind.PARAGRAPH, None)
        self.page: int | None = None
        self.title = ""

    def heading(self, level: int, text: str) -> None:
        """Begin a section; a first heading of level 1 names the document."""
        line = self._counted(text)
        if not line:
            return
        self.end_section()
        if level == 1 and not self._heading_of_document and not self._headings:
            self._heading_of_document = line
            return
        self._headings = [one for one in self._headings if one[0] < level] + [(level, line)]

    def paragraph(self, text: str) -> None:
        """Add a paragraph."""
        self._line(PartKind.PARAGRAPH, self._counted(text))
        self.end_part()

    def item(self, text: str) -> None:
        """Add an item to the list that is open, or begin one."""
        line = self._counted(text)
        self._line(PartKind.LIST, f"- {line}" if line else "")

    def row(self, cells: list[str]) -> None:
        """Add a row to the table that is open, or begin one with its header."""
        lines = [self._counted(cell).replace("|", "/") for cell in cells]
        self._line(PartKind.TABLE, f"| {' | '.join(lines)} |" if any(lines) else "")

    def end_part(self) -> None:
        """End the list or table that is open."""
        if self._lines:
            kind, page = self._open
            self._parts.append(DocumentPart(kind, tuple(self._lines), page))
            self._lines = []

    def end_section(self) -> None:
        """End the section that is open."""
        self.end_part()
        if self._parts:
            path = tuple(text for _, text in self._headings)
            self._sections.append(DocumentSection(path, tuple(self._parts)))
            self._parts = []

    def text(self, name: str) -> DocumentText:
        """Return the document; ``name`` is its title where it has none of its own.

        Raises:
            DocumentEmpty: nothing but headings was added.
        """
        self.end_section()
        if not self._sections:
            raise DocumentEmpty
        title = self._heading_of_document or one_line(self.title) or one_line(name)
        return DocumentText(title, tuple(self._sections))

    def _line(self, kind: PartKind, line: str) -> None:
        if not line:
            return
        if self._open != (kind, self.page):
            self.end_part()
            self._open = (kind, self.page)
        self._lines.append(line)

    def _counted(self, text: str) -> str:
        line = one_line(text)
        self._characters += len(line)
        if self._characters > self._limits.characters:
            raise DocumentTooLong(limit=self._limits.characters, state="characters")
        return line
