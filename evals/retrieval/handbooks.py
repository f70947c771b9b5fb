"""The two public handbooks, read as the product reads what a coordinator uploads."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assistant.reading.documents import assessed
from knowledge.documents.reading import read_document
from tandems.domain.document import DocumentSection, DocumentText
from tandems.errors import DocumentEmpty

FOLDERS: Final = ("docs_en/mentorship-guide", "docs_de/lernos-for-you")
_TITLE: Final = re.compile(r"^# ", re.MULTILINE)
_TOP: Final = "top"
_NOISE: Final = re.compile(r"[^\w\s-]")
_GAP: Final = re.compile(r"[\s-]+")


@dataclass(frozen=True, slots=True)
class Handbook:
    """One file of a handbook; ``path`` is that below the data folder.

    Attributes:
        has_title: its first line of text is a heading of level 1.
    """

    path: str
    text: DocumentText
    has_title: bool = True

    def key(self, section: DocumentSection) -> str:
        """Return how judgements name a section."""
        if section.headings:
            return f"{self.path}#{slug(section.headings[-1])}"
        return f"{self.path}#{slug(self.text.title) if self.has_title else _TOP}"


def read_handbooks(data: Path) -> list[Handbook]:
    """Return every file of the handbooks that holds more than headings."""
    paths = [path for folder in FOLDERS for path in sorted((data / folder).glob("*.md"))]
    found = []
    for path in paths:
        content = path.read_bytes()
        try:
            _, text = read_document(path.name, content)
        except DocumentEmpty:
            continue
        name = path.relative_to(data).as_posix()
        found.append(Handbook(name, assessed(text), bool(_TITLE.search(content.decode()))))
    return found


def slug(heading: str) -> str:
    """Return a heading as the end of a key; README.md says how."""
    return _GAP.sub("-", _NOISE.sub("", heading.lower())).strip("-")
