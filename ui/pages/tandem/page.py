"""The page of a tandem: its header, its sections as tabs, and one handler for each section."""

from collections.abc import Iterator
from typing import Any, Final

from markupsafe import Markup

from tandems.errors import InvalidInput, NotSignedIn, TandemError
from ui.acting import Context
from ui.cards import Html, empty, heading, notice
from ui.forms import Fields, form_bridge
from ui.handler import Handler
from ui.messages import message_for
from ui.pages.tandem.agreement import AGREEMENT
from ui.pages.tandem.chat import CHAT
from ui.pages.tandem.commitments import COMMITMENTS
from ui.pages.tandem.due import DUE
from ui.pages.tandem.goals import GOALS
from ui.pages.tandem.head import show_head
from ui.pages.tandem.notes import NOTES
from ui.pages.tandem.own_words import Referred
from ui.pages.tandem.plan import PLAN
from ui.pages.tandem.proposed import PROPOSED
from ui.pages.tandem.section import Section
from ui.pages.tandem.view import OVER, View, load_view
from ui.render.answer import render_answer
from ui.render.reading import Reading
from ui.shell import Shell

TABS: Final = (CHAT, PLAN, COMMITMENTS, GOALS, NOTES, AGREEMENT)
SECTIONS: Final = (PROPOSED, DUE, *TABS)
AREA: Final = "tandem"


def build(shell: Shell) -> None:
    """Add the page."""
    import gradio as gr

    head = shell.html()
    built = [_places(shell, PROPOSED), _places(shell, DUE)]
    with gr.Column(visible=False, elem_classes="td-tandem") as body, gr.Tabs(elem_id="td-sections"):
        built += [_tab(shell, section) for section in TABS]
    shown = [head, body, *(part for parts, _, _ in built for part in parts)]
    shell.on_show(show, outputs=shown)
    for section, (_, said, bridge) in zip(SECTIONS, built, strict=True):
        handler = handler_of(section, skipped=len(shown))
        shell.on(bridge.submit, handler, inputs=[bridge], outputs=[said, bridge, *shown])


def _tab(shell: Shell, section: Section) -> tuple[list[Any], Any, Any]:
    import gradio as gr

    with gr.Tab(shell.t(f"tandem.tab_{section.name}"), elem_id=f"td-section-{section.name}"):
        return _places(shell, section)


def _places(shell: Shell, section: Section) -> tuple[list[Any], Any, Any]:
    """Add a section's parts, with the place for what its forms lead to after the first."""
    first = shell.html()
    said = shell.html()
    parts = [first, *(shell.html() for _ in section.parts[1:])]
    return parts, said, form_bridge(section.bridge)


def show(context: Context) -> tuple[object, ...]:
    """Return header, visibility of the sections, and every part of them."""
    return shown_of(load_view(context), context)


def shown_of(view: View | None, context: Context) -> tuple[object, ...]:
    """Return what all places of the page hold for a view."""
    import gradio as gr

    parts = [part for section in SECTIONS for part in section.parts]
    if view is None:
        none = empty(context.t("tandem.none"), context.t("tandem.none_text"))
        none = heading(context.t("shell.page_tandem")) + none
        return (none, gr.update(visible=False), *("" for _ in parts))
    started = view.tandem.started_on is not None
    shown = [part(view) for part in (parts if started else PROPOSED.parts)]
    shown += [Markup("") for _ in parts[len(shown) :]]
    return (show_head(view), gr.update(visible=started), *shown)


def handler_of(section: Section, *, skipped: int) -> Handler:
    """Return the handler of a section's forms; an error leaves all but its message as it is."""
    import gradio as gr

    def unchanged(message: Html) -> tuple[object, ...]:
        return (message, *(gr.skip() for _ in range(skipped + 1)))

    def act(context: Context, payload: object) -> Iterator[tuple[object, ...]]:
        try:
            fields = Fields.of(payload, context.texts, AREA)
            done = fields.raw("do")
            if done in section.slow:
                yield unchanged(_busy(context.t(f"tandem.doing_{done}")))
            said = _done(context, section, fields, done)
        except NotSignedIn:
            raise
        except Referred as referred:
            reading = Reading(context.texts, {}, {})
            yield unchanged(render_answer(referred.answer, reading))
            return
        except TandemError as error:
            yield unchanged(_refused(error, context))
            return
        view = load_view(context, fields.raw("tandem"))
        if view is not None and view.tandem.status in OVER:
            view = load_view(context)
        yield (notice(said, "good") if said else "", "", *shown_of(view, context))

    act.__name__ = f"act_{section.name}"
    return act


def _done(context: Context, section: Section, fields: Fields, done: str) -> Html:
    view = load_view(context, fields.raw("tandem"))
    if view is None or done not in section.acts:
        raise InvalidInput
    return section.acts[done](view, fields)


def _busy(text: str) -> Markup:
    return Markup(
        '<div class="td-busy" role="status"><span class="td-dots" aria-hidden="true">'
        "<i></i><i></i><i></i></span>{}</div>"
    ).format(text)


def _refused(error: TandemError, context: Context) -> Markup:
    field = str(error.values.get("field", ""))
    return notice(message_for(error, context.texts), "bad", title=field)
