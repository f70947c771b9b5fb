"""Reading HTML: headings, paragraphs, lists and tables; scripts and hidden text are left out."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

from knowledge.documents.builder import Builder
from knowledge.documents.hidden import darkens, is_hidden
from knowledge.documents.kinds import decoded
from knowledge.documents.limits import Limits
from tandems.domain.document import DocumentText
from tandems.errors import DocumentBroken

_COMMENT: Final = re.compile(r"<!--.*?(?:--!?>|\Z)", re.DOTALL)
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_VOID: Final = re.compile(r"area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr")
_SKIPPED: Final = re.compile(
    r"script|style|template|noscript|svg|math|iframe|object|canvas|select|textarea|nav|dialog"
    r"|audio|video|noframes"
)
_HEADING: Final = re.compile(r"h[1-6]")
_BLOCK: Final = re.compile(
    r"h[1-6]|address|article|aside|blockquote|body|caption|dd|details|div|dl|dt|fieldset"
    r"|figcaption|figure|footer|form|header|html|li|main|ol|p|pre|section|summary|table|tbody|td"
    r"|tfoot|th|thead|tr|ul|title"
)
_ENDS: Final = {
    "li": frozenset({"li", "p"}),
    "dt": frozenset({"dt", "dd", "p"}),
    "dd": frozenset({"dt", "dd", "p"}),
    "td": frozenset({"td", "th", "p"}),
    "th": frozenset({"td", "th", "p"}),
    "tr": frozenset({"tr", "td", "th", "p"}),
    "tbody": frozenset({"tr", "td", "th", "thead", "p"}),
}
"""Which open elements a beginning one ends; any other block ends a paragraph."""
_PARAGRAPH: Final = frozenset({"p"})
_DEEPEST: Final = 512
"""Nested elements; browsers stop here as well."""


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is open, with what it inherits; ``role`` is what text in it becomes."""

    tag: str
    hidden: bool = False
    dark: bool = False
    role: str = ""


def read_html(content: bytes, name: str, limits: Limits) -> DocumentText:
    """Return an HTML page; its first ``h1`` or else its ``title`` names it."""
    return read_markup(_text(content), "", name=name, limits=limits)


def read_markup(markup: str, title: str, *, name: str, limits: Limits) -> DocumentText:
    """Return what is visible of HTML.

    Raises:
        DocumentBroken: elements are nested deeper than any page needs.
        DocumentEmpty: nothing is visible.
    """
    builder = Builder(limits)
    builder.title = title
    reader = _Reader(builder)
    reader.feed(_COMMENT.sub("", markup))
    reader.close()
    reader.finish()
    return builder.text(name)


def _text(content: bytes) -> str:
    """Decode as the page says of itself, else as any text."""
    named = _CHARSET.search(content[:2048])
    if named:
        try:
            return content.decode(named[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            return decoded(content)
    return decoded(content)


class _Reader(HTMLParser):
    """Follows the open elements and hands visible text to the builder."""

    def __init__(self, builder: Builder) -> None:
        super().__init__(convert_charrefs=True)
        self._builder = builder
        self._open = [_Open("")]
        self._text: list[str] = []
        self._row: list[str] = []
        self._tables = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        if _VOID.fullmatch(tag):
            self._text.append(" ")
            return
        if _BLOCK.fullmatch(tag):
            self._flush()
            self._end(_ENDS.get(tag, _PARAGRAPH))
        if len(self._open) > _DEEPEST:
            raise DocumentBroken
        attributes = {name: value or "" for name, value in attrs}
        parent = self._open[-1]
        dark = darkens(attributes, on_dark=parent.dark)
        hidden = (
            parent.hidden or bool(_SKIPPED.fullmatch(tag)) or is_hidden(attributes, on_dark=dark)
        )
        self._open.append(_Open(tag, hidden, dark, self._role(tag, parent)))
        if tag == "table":
            self._tables += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Treat ``<div/>`` as browsers do: as opening."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close an element with those inside it; no inline element closes a block."""
        for place in range(len(self._open) - 1, 0, -1):
            found = self._open[place].tag
            if found == tag:
                self._close_to(place)
                return
            if _SKIPPED.fullmatch(found) or (_BLOCK.fullmatch(found) and not _BLOCK.fullmatch(tag)):
                return

    def handle_data(self, data: str) -> None:
        """Keep visible text."""
        if not self._open[-1].hidden:
            self._text.append(data)

    def finish(self) -> None:
        """Close what is still open."""
        self._close_to(1)
        self._flush()

    def _role(self, tag: str, parent: _Open) -> str:
        if _HEADING.fullmatch(tag) or tag in ("title", "li"):
            return parent.role if parent.role == "cell" else tag
        if tag in ("td", "th"):
            return "cell"
        return parent.role

    def _end(self, tags: frozenset[str]) -> None:
        """Close elements on top that the beginning one ends, inline ones between them too."""
        place = len(self._open)
        for number in range(len(self._open) - 1, 0, -1):
            if self._open[number].tag in tags:
                place = number
            elif _bars(self._open[number].tag):
                break
        self._close_to(place)

    def _close_to(self, place: int) -> None:
        while len(self._open) > max(place, 1):
            closing = self._open[-1]
            if _BLOCK.fullmatch(closing.tag):
                self._close_block(closing)
            self._open.pop()

    def _close_block(self, closing: _Open) -> None:
        outermost = self._tables == 1
        if closing.tag in ("td", "th") and outermost:
            self._row.append("".join(self._text))
            self._text.clear()
        elif closing.tag == "tr" and outermost:
            self._builder.row(self._row)
            self._row.clear()
        elif closing.tag == "table":
            self._tables -= 1
            if not self._tables:
                self._builder.end_part()
        else:
            self._flush()
            if closing.tag in ("ul", "ol") and self._open[-2].role != "li":
                self._builder.end_part()

    def _flush(self) -> None:
        """Hand over what was collected as what the open element makes of it."""
        role = self._open[-1].role
        if role == "cell":
            self._text.append(" ")
            return
        text = "".join(self._text)
        self._text.clear()
        if not text.strip():
            return
        if _HEADING.fullmatch(role):
            self._builder.heading(int(role[1]), text)
        elif role == "title":
            self._builder.title = self._builder.title or text
        elif role == "li":
            self._builder.item(text)
        else:
            self._builder.paragraph(text)


def _bars(tag: str) -> bool:
    """Tell whether nothing outside an element is ended by what begins inside it."""
    return bool(_BLOCK.fullmatch(tag) or _SKIPPED.fullmatch(tag))
