"""The profile page: its places, and one handler for each of its two bridges."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from markupsafe import Markup

from tandems.errors import InvalidInput, NotSignedIn, TandemError
from ui.acting import Context
from ui.cards import Html, notice
from ui.forms import Fields, form_bridge
from ui.handler import Handler
from ui.messages import message_for
from ui.pages.profile import chat, drafts, mentors, released
from ui.pages.profile.view import View, load_view
from ui.shell import Shell

AREA: Final = "profile"
Act = Callable[[View, Fields], Html]
ACTS: Final[Mapping[str, Act]] = {
    "say": chat.say,
    "confirm": drafts.confirm,
    "drop": drafts.drop,
    "join": drafts.join_only,
    "withdraw": released.withdraw,
    "release": released.release,
    "delete": released.delete,
}
RANK: Final[Mapping[str, Act]] = {"rank": mentors.rank}
PARTS: Final[tuple[Callable[[View], Markup], ...]] = (
    chat.show_chat,
    drafts.show_draft,
    chat.show_ask,
    released.show_released,
    mentors.show_mentors,
)


def build(shell: Shell) -> None:
    """Add the page."""
    head = shell.html()
    turns = shell.html()
    said = shell.html()
    below = [shell.html() for _ in PARTS[1:]]
    said_of_rank = shell.html()
    shown = [head, turns, *below]
    shell.on_show(show, outputs=shown)
    for name, acts, places in (
        (chat.BRIDGE, ACTS, (said, said_of_rank)),
        (mentors.BRIDGE, RANK, (said_of_rank, said)),
    ):
        bridge = form_bridge(name)
        handler = handler_of(name, acts, skipped=len(shown))
        shell.on(bridge.submit, handler, inputs=[bridge], outputs=[*places, bridge, *shown])


def show(context: Context) -> tuple[object, ...]:
    """Return every part of the page."""
    return shown_of(load_view(context), context)


def shown_of(view: View | None, context: Context) -> tuple[object, ...]:
    """Return what all places of the page hold for a view."""
    none = (context.t("profile.none"), context.t("profile.none_text"))
    if view is None:
        return (chat.show_head(None, none), *("" for _ in PARTS))
    return (chat.show_head(view, none), *(part(view) for part in PARTS))


def handler_of(name: str, acts: Mapping[str, Act], *, skipped: int) -> Handler:
    """Return the handler of a bridge; an error leaves all but its message as it is."""
    import gradio as gr

    def unchanged(message: Html) -> tuple[object, ...]:
        return (message, "", *(gr.skip() for _ in range(skipped + 1)))

    def act(context: Context, payload: object) -> Iterator[tuple[Any, ...]]:
        try:
            fields = Fields.of(payload, context.texts, AREA)
            said = _done(context, acts, fields)
        except NotSignedIn:
            raise
        except TandemError as error:
            yield unchanged(_refused(error, context))
            return
        view = load_view(context, fields.raw("programme"))
        yield (notice(said, "good") if said else "", "", "", *shown_of(view, context))

    act.__name__ = f"act_{name.replace('-', '_')}"
    return act


def _done(context: Context, acts: Mapping[str, Act], fields: Fields) -> Html:
    view = load_view(context, fields.raw("programme"))
    done = fields.raw("do") or next(iter(acts))
    if view is None or done not in acts:
        raise InvalidInput
    return acts[done](view, fields)


def _refused(error: TandemError, context: Context) -> Markup:
    field = str(error.values.get("field", ""))
    return notice(message_for(error, context.texts), "bad", title=field)
