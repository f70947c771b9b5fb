"""The styles of a Word document, as far as they make headings, lists or hidden text."""

import re
from dataclasses import dataclass
from typing import Final

from knowledge.documents.ooxml import Attributes, Follower, is_on

_HEADING: Final = re.compile(r"(?:heading|überschrift) ?([1-9])$", re.IGNORECASE)
_LIST: Final = re.compile(r"list (?:bullet|number)|aufzählungszeichen|listennummer", re.IGNORECASE)
_TITLES: Final = frozenset({"title", "titel"})
_DEEPEST: Final = 20


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says; None where it says nothing. ``level`` is a heading's, from 1."""

    based_on: str = ""
    level: int | None = None
    hidden: bool | None = None
    listed: bool | None = None


class Styles:
    """All styles by id; what one leaves open, the one it is based on says."""

    def __init__(self, content: bytes = b"") -> None:
        """Read ``word/styles.xml``; empty where a document has none.

        Raises:
            DocumentBroken: it is not well formed.
        """
        self._styles: dict[str, Style] = {}
        self._open = ""
        if content:
            self._follower = Follower(self._begin, _nothing, _nothing)
            self._follower.follow(content)

    def style(self, style_id: str) -> Style:
        """Return a style with everything it takes over."""
        found, basis = Style(), style_id
        for _ in range(_DEEPEST):
            own = self._styles.get(basis)
            if own is None:
                break
            found, basis = _with(own, found), own.based_on
        return found

    def _begin(self, name: str, attributes: Attributes) -> None:
        if name == "style":
            self._open = attributes.get("styleId", "")
            self._styles[self._open] = Style()
            return
        if not self._open or self._open not in self._styles:
            return
        given = attributes.get("val", "")
        own = self._styles[self._open]
        self._styles[self._open] = _with(own, _said(name, given, attributes))


def level_of(outline: str) -> int | None:
    """Return the heading level of an outline level, which counts from 0; 9 is body text."""
    return int(outline) + 1 if outline.isdigit() and int(outline) < 9 else None


def _with(style: Style, said: Style) -> Style:
    """Return a style with what else is said of it, which counts first."""
    return Style(
        said.based_on or style.based_on,
        style.level if said.level is None else said.level,
        style.hidden if said.hidden is None else said.hidden,
        style.listed if said.listed is None else said.listed,
    )


def _said(name: str, given: str, attributes: Attributes) -> Style:
    if name == "name":
        return _named(given)
    if name == "basedOn":
        return Style(based_on=given)
    if name == "outlineLvl":
        return Style(level=level_of(given))
    if name == "vanish":
        return Style(hidden=is_on(attributes))
    return Style(listed=True) if name == "numPr" else Style()


def _named(name: str) -> Style:
    if heading := _HEADING.match(name):
        return Style(level=int(heading[1]))
    if name.lower() in _TITLES:
        return Style(level=1)
    return Style(listed=True) if _LIST.match(name) else Style()


def _nothing(_given: str) -> None:
    """Leave text and ends alone."""
