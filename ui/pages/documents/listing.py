"""The documents that were added, and what came of each file, as tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tandems.domain.document import StoredDocument
from tandems.errors import NotFound, TandemError
from ui.acting import Context
from ui.cards import Html, badge, empty, join, notice, points, table_or_cards
from ui.dates import moment_text
from ui.forms import button, form
from ui.messages import message_for

BRIDGE = "documents"
BETWEEN = "~"
_COMMAND_LINE = "cli"
_KILOBYTE = 1024


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: a document, or the reason why not."""

    name: str
    document: StoredDocument | None = None
    refused: TandemError | None = None


def show_listing(context: Context) -> Markup:
    """Show every document with a button that asks whether to remove it."""
    documents = context.services.store.documents.list(context.account)
    title = _subhead(context.t("documents.listed"))
    if not documents:
        none = empty(context.t("documents.none"), context.t("documents.none_text"))
        return join([title, none])
    columns = ("name", "kind", "size", "passages", "added", "remove")
    headers = [context.t(f"documents.column_{name}") for name in columns]
    rows = [_row(context, one) for one in documents]
    return join([title, table_or_cards(headers, rows, caption=context.t("documents.listed"))])


def show_outcomes(context: Context, outcomes: Sequence[Outcome]) -> Markup:
    """Say for each file what came of it."""
    added = sum(one.document is not None for one in outcomes)
    text = context.t("documents.done", added=added, count=len(outcomes))
    headers = [context.t(f"documents.column_{name}") for name in ("file", "result")]
    rows = [(one.name, _result(context, one)) for one in outcomes]
    table = table_or_cards(headers, rows, caption=context.t("documents.results"))
    return join([notice(text, "good" if added == len(outcomes) else "warn"), table])


def show_question(context: Context, document: StoredDocument) -> Markup:
    """Ask once whether a document is to go."""
    buttons = [
        button(context.t("documents.yes_remove"), f"remove{BETWEEN}{document.id}", "primary"),
        button(context.t("documents.keep"), "keep"),
    ]
    body = join(
        [
            Markup("<p>{}</p>").format(context.t("documents.ask")),
            form(BRIDGE, buttons=buttons, hidden={}, label=document.name),
        ]
    )
    return notice(body, "warn", title=context.t("documents.ask_title", name=document.name))


def _row(context: Context, one: StoredDocument) -> tuple[Html, ...]:
    key = "documents.passages_apart" if one.withheld else "documents.passages"
    ask = button(context.t("documents.remove"), f"ask{BETWEEN}{one.id}", "quiet")
    when = moment_text(one.added_at, context.texts)
    return (
        one.name,
        context.t(f"documents.kind_{one.kind}"),
        context.t("documents.size", kilobytes=-(-one.size_bytes // _KILOBYTE)),
        context.t(key, quotable=one.quotable, withheld=one.withheld),
        context.t("documents.added", when=when, who=_who(context, one.added_by)),
        form(BRIDGE, buttons=[ask], hidden={}, label=one.name),
    )


def _who(context: Context, account_id: str) -> str:
    if account_id == _COMMAND_LINE:
        return context.t("documents.by_command_line")
    try:
        return context.services.store.accounts.by_id(account_id).login
    except NotFound:
        return context.t("documents.by_someone")


def _result(context: Context, outcome: Outcome) -> Html:
    document = outcome.document
    if document is None:
        why = message_for(outcome.refused, context.texts) if outcome.refused else ""
        return join([badge(context.t("documents.result_refused"), "bad"), points([why])])
    said = [context.t("documents.result_passages", quotable=document.quotable)]
    if document.withheld:
        said.append(context.t("documents.result_withheld", withheld=document.withheld))
    return join([badge(context.t("documents.result_added"), "good"), points(said)])


def _subhead(title: str) -> Markup:
    return Markup('<div class="td-subhead"><h3>{}</h3></div>').format(title)
