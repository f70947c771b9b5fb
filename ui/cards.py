"""Small builders of escaped HTML: cards, badges, notices, and tables that become cards.

Every argument is escaped unless it is ``Markup`` already, so texts of people can be passed in
as they are. Looks live in ``static/tandem.css``.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from markupsafe import Markup, escape

Tone = Literal["plain", "good", "warn", "bad", "accent"]
Html = str | Markup


def join(parts: Iterable[Html]) -> Markup:
    """Return the parts, escaped, one after the other."""
    return Markup("").join(escape(part) for part in parts)


def badge(text: Html, tone: Tone = "plain") -> Markup:
    """Return a small label, such as a status."""
    return Markup('<span class="td-badge td-{}">{}</span>').format(tone, text)


def paragraphs(text: str) -> Markup:
    """Return a text with its line breaks as paragraphs."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return join(Markup("<p>{}</p>").format(line) for line in lines)


def card(title: Html, *body: Html, badges: Iterable[Html] = (), tone: Tone = "plain") -> Markup:
    """Return a card with a heading; ``badges`` stand beside it."""
    return Markup(
        '<article class="td-card td-card-{}"><header class="td-card-head"><h3>{}</h3>'
        '<span class="td-badges">{}</span></header><div class="td-card-body">{}</div></article>'
    ).format(tone, title, join(badges), join(body))


def cards(items: Iterable[Html]) -> Markup:
    """Return cards side by side, as many as fit."""
    return Markup('<div class="td-cards">{}</div>').format(join(items))


def heading(title: Html, lead: Html = "") -> Markup:
    """Return a page's heading with a sentence of introduction."""
    intro = Markup('<p class="td-lead">{}</p>').format(lead) if lead else Markup("")
    return Markup('<div class="td-heading"><h2>{}</h2>{}</div>').format(title, intro)


def notice(text: Html, tone: Tone = "accent", *, title: Html = "") -> Markup:
    """Return a message within the page that assistive technology announces."""
    head = Markup("<strong>{}</strong>").format(title) if title else Markup("")
    return Markup('<div class="td-notice td-notice-{}" role="status">{}<div>{}</div></div>').format(
        tone, head, text
    )


def empty(title: Html, text: Html = "") -> Markup:
    """Return what stands where there is nothing yet."""
    return Markup('<div class="td-empty"><strong>{}</strong><p>{}</p></div>').format(title, text)


def facts(pairs: Iterable[tuple[Html, Html]]) -> Markup:
    """Return names with their values."""
    rows = join(Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(*pair) for pair in pairs)
    return Markup('<dl class="td-facts">{}</dl>').format(rows)


def points(items: Iterable[Html]) -> Markup:
    """Return a bulleted list."""
    rows = join(Markup("<li>{}</li>").format(item) for item in items)
    return Markup('<ul class="td-points">{}</ul>').format(rows)


def table_or_cards(
    headers: Sequence[Html], rows: Iterable[Sequence[Html]], *, caption: Html
) -> Markup:
    """Return a table; on a narrow screen each row becomes a card with its headers as labels.

    The first column names the row; an empty cell is left out of a card. Roles are stated
    because a table laid out as cards would otherwise lose its meaning for assistive technology.
    """
    head = join(
        Markup('<th scope="col" role="columnheader">{}</th>').format(header) for header in headers
    )
    body = join(_row(headers, row) for row in rows)
    return Markup(
        '<table class="td-table" role="table"><caption>{}</caption><thead role="rowgroup">'
        '<tr role="row">{}</tr></thead><tbody role="rowgroup">{}</tbody></table>'
    ).format(caption, head, body)


def _row(headers: Sequence[Html], row: Sequence[Html]) -> Markup:
    first, *others = zip(headers, row, strict=True)
    name = Markup('<th scope="row" role="rowheader">{}</th>').format(first[1])
    cells = join(
        Markup('<td role="cell" data-label="{}"{}>{}</td>').format(
            label, Markup("") if cell else Markup(' class="td-nothing"'), cell
        )
        for label, cell in others
    )
    return Markup('<tr role="row">{}{}</tr>').format(name, cells)
