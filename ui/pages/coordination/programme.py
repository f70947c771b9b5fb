"""Which programme the page is about, and how its numbers are shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from tandems.domain.programme import Programme
from ui.acting import Context
from ui.cards import Html, empty, heading, join


@dataclass(frozen=True, slots=True)
class Office:
    """The acting coordinator with the chosen programme."""

    context: Context
    programme: Programme

    def t(self, key: str, **values: object) -> str:
        """Return a text of this page."""
        return self.context.t(f"coordination.{key}", **values)


def office_of(context: Context) -> Office | None:
    """Return the programme that the address line names, or the newest; None without any."""
    programmes = context.services.store.programmes.list(context.account)
    wanted = context.query.get("programme", "")
    chosen = next((one for one in programmes if one.id == wanted), None)
    if chosen is None and programmes:
        chosen = programmes[-1]
    return None if chosen is None else Office(context, chosen)


def show_head(context: Context) -> Markup:
    """Show what the page is for, and the programmes to choose from."""
    t = context.t
    top = heading(t("coordination.title"), t("coordination.lead"))
    programmes = context.services.store.programmes.list(context.account)
    if not programmes:
        none = empty(t("coordination.no_programme"), t("coordination.no_programme_text"))
        return join([top, none])
    if len(programmes) == 1:
        return top
    return join([top, _choice(context, programmes)])


def _choice(context: Context, programmes: Iterable[Programme]) -> Markup:
    office = office_of(context)
    links = join(
        Markup('<a href="/{}/?page=coordination&amp;programme={}"{}>{}</a>').format(
            context.language,
            one.id,
            Markup(' aria-current="true"')
            if office and one.id == office.programme.id
            else Markup(""),
            one.name,
        )
        for one in programmes
    )
    label = context.t("coordination.programme")
    return Markup('<nav class="td-switch" aria-label="{}">{}</nav>').format(label, links)


def figures(pairs: Iterable[tuple[Html, Html]]) -> Markup:
    """Return numbers with what they count, side by side."""
    items = join(
        Markup('<div class="td-figure"><dd>{}</dd><dt>{}</dt></div>').format(number, name)
        for number, name in pairs
    )
    return Markup('<dl class="td-figures">{}</dl>').format(items)


def folded(title: Html, body: Html, *, opened: bool = False, name: str = "") -> Markup:
    """Return a part that opens on request; ``name`` tells it from others."""
    return Markup(
        '<details class="td-fold" data-name="{}"{}><summary>{}</summary>{}</details>'
    ).format(name, Markup(" open") if opened else Markup(""), title, body)
