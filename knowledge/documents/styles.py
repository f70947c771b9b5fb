"""The styles of a Word document, as far as they make headings, lists or unseen text."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from knowledge.documents.hidden import is_white

if TYPE_CHECKING:
    from docx.document import Document
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import BaseStyle

_HEADING: Final = re.compile(r"(?:heading|überschrift) ?([1-9])$", re.IGNORECASE)
_LIST: Final = re.compile(r"list (?:bullet|number)|aufzählungszeichen|listennummer", re.IGNORECASE)
_TITLES: Final = frozenset({"title", "titel"})
_PLAIN_FILLS: Final = frozenset({"", "auto", "none"})
_PLAIN_MARKS: Final = frozenset({"none", "white"})
_OFF: Final = frozenset({"0", "false", "off"})
_TINY_PT: Final = 2.0
_DEEPEST: Final = 20
_TELLING: Final = frozenset(
    f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"
    for name in ("vanish", "sz", "color", "highlight", "shd")
)
"""Properties that can hide text or show it."""


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks; None where nothing is said. ``shaded`` is a background not white."""

    hidden: bool | None = None
    tiny: bool | None = None
    white: bool | None = None
    shaded: bool | None = None

    def over(self, other: "Look") -> "Look":
        """Return this look, and the other's where this one says nothing."""
        return Look(
            other.hidden if self.hidden is None else self.hidden,
            other.tiny if self.tiny is None else self.tiny,
            other.white if self.white is None else self.white,
            other.shaded if self.shaded is None else self.shaded,
        )

    def is_seen(self, *, shaded: bool) -> bool:
        """Tell whether text of this look is seen; ``shaded`` if it stands on a background."""
        return not (self.hidden or self.tiny or (self.white and not (self.shaded or shaded)))


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says with all it is based on; ``level`` is a heading's, from 1."""

    level: int | None = None
    listed: bool = False
    look: Look = Look()


class Styles:
    """The styles of a document by id, each worked out once."""

    def __init__(self, document: "Document") -> None:
        self._document = document
        self._known: dict[tuple[str | None, int], Style] = {}

    def style(self, style_id: str | None, kind: "WD_STYLE_TYPE") -> Style:
        """Return a style; the default one of its kind for an id that is not there."""
        key = (style_id, int(kind))
        if key not in self._known:
            self._known[key] = _style(self._document.part.get_style(style_id, kind))
        return self._known[key]


def look_of(element: "BaseOxmlElement") -> Look:
    """Return the look that the properties of a run or style say."""
    from docx.text.font import Font

    properties = element.rPr
    if properties is None or not any(one.tag in _TELLING for one in properties):
        return Look()
    font = Font(element)
    hidden = tiny = white = shaded = None
    with suppress(ValueError):
        hidden = font.hidden
    with suppress(ValueError):
        tiny = None if font.size is None else font.size.pt <= _TINY_PT
    with suppress(ValueError):
        white = None if font.color.rgb is None else is_white(f"#{font.color.rgb}".lower())
    marks = element.xpath("./w:rPr/w:highlight/@w:val")
    if marks or element.xpath("./w:rPr/w:shd"):
        shaded = is_shaded(element, "w:rPr") or any(one not in _PLAIN_MARKS for one in marks)
    return Look(hidden, tiny, white, shaded)


def is_shaded(element: "BaseOxmlElement", properties: str) -> bool:
    """Tell whether ``properties`` of an element give it a background that is not white."""
    fills = [str(one).lower() for one in element.xpath(f"./{properties}/w:shd/@w:fill")]
    return any(one not in _PLAIN_FILLS and not is_white(f"#{one}") for one in fills)


def is_on(element: "BaseOxmlElement", path: str) -> bool:
    """Tell whether a property is there and switched on."""
    found = element.xpath(f"./{path}")
    return bool(found) and not set(element.xpath(f"./{path}/@w:val")) & _OFF


def outline_level(element: "BaseOxmlElement") -> int | None:
    """Return the heading level of a paragraph's or style's own outline level, from 1."""
    for given in element.xpath("./w:pPr/w:outlineLvl/@w:val"):
        return int(given) + 1 if given.isdigit() and int(given) < 9 else None
    return None


def _style(style: "BaseStyle") -> Style:
    level: int | None = None
    listed, look = False, Look()
    for one in _with_bases(style):
        level = level or outline_level(one.element) or _level(one.name or "")
        listed = listed or bool(one.element.xpath("./w:pPr/w:numPr"))
        listed = listed or bool(_LIST.match(one.name or ""))
        look = look.over(look_of(one.element))
    return Style(level, listed, look)


def _with_bases(style: "BaseStyle") -> Iterator["BaseStyle"]:
    """Yield a style and those it is based on; a ring of them ends."""
    basis: BaseStyle | None = style
    for _ in range(_DEEPEST):
        if basis is None:
            return
        yield basis
        basis = getattr(basis, "base_style", None)


def _level(name: str) -> int | None:
    if heading := _HEADING.match(name):
        return int(heading[1])
    return 1 if name.lower() in _TITLES else None
