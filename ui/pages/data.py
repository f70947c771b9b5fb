"""My data: who can read what, in plain words, and ending one's sessions."""

from typing import Final

from markupsafe import Markup

from ui.acting import Context
from ui.cards import badge, card, cards, facts, heading, notice, paragraphs, points, table_or_cards
from ui.shell import Shell

WHAT: Final = (
    "identity",
    "wishes",
    "ranking",
    "pair",
    "agenda",
    "own",
    "status",
    "pulse",
    "audit",
)
"""The kinds of data the table explains, most widely read last but for the record of actions."""
NEVER: Final = ("scores", "appraisal", "gist", "logs", "outside")


def build(shell: Shell) -> None:
    """Add the page."""
    import gradio as gr

    shown = shell.html()
    with gr.Row(elem_classes="td-buttons"):
        end = gr.Button(shell.t("data.end_sessions"), variant="secondary", scale=0)
    ended = shell.html()
    shell.on_show(show, outputs=[shown])
    shell.on(end.click, end_sessions, outputs=[ended])


def show(context: Context) -> str:
    """Return the page's content for the acting account."""
    return Markup("").join(
        [
            heading(context.t("data.title"), context.t("data.lead")),
            _who_reads_what(context),
            cards([_never(context), _key(context), _account(context)]),
        ]
    )


def end_sessions(context: Context) -> str:
    """Sign the account out everywhere, here too."""
    context.services.store.accounts.end_all_sessions(context.account.id)
    return notice(context.t("data.sessions_ended"), "good")


def _who_reads_what(context: Context) -> Markup:
    headers = [context.t(f"data.column_{name}") for name in ("what", "who", "note")]
    rows = [
        (
            context.t(f"data.{what}"),
            badge(context.t(f"data.{what}_who"), "accent"),
            context.t(f"data.{what}_note"),
        )
        for what in WHAT
    ]
    return table_or_cards(headers, rows, caption=context.t("data.table"))


def _never(context: Context) -> Markup:
    items = points(context.t(f"data.never_{one}") for one in NEVER)
    return card(context.t("data.never"), items)


def _key(context: Context) -> Markup:
    return card(context.t("data.key"), paragraphs(context.t("data.key_text")), tone="warn")


def _account(context: Context) -> Markup:
    person = context.person
    rows = [
        (context.t("data.login"), context.account.login),
        (context.t("data.role"), context.t(f"shell.role_{context.account.role}")),
        (context.t("data.language"), context.t(f"shell.name_{context.account.language}")),
    ]
    if person is not None:
        rows[:0] = [(context.t("data.name"), person.name)]
        rows += [
            (context.t("data.email"), person.email),
            (context.t("data.department"), person.department or context.t("data.not_given")),
        ]
    return card(context.t("data.account"), facts(rows))
