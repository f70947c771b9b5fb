"""The frame round every page: header, tabs by role, and the way to register handlers.

A page is a module ``ui/pages/<name>.py`` with a function that adds components and registers
handlers; ``ui/pages/data.py`` is a small complete one::

    def build(shell: Shell) -> None:
        import gradio as gr

        wish = gr.Textbox(label=shell.t("profile.wish"), max_length=2000)
        save = gr.Button(shell.t("profile.save"), variant="primary")
        shown = shell.html()
        shell.on_show(show, outputs=[shown])
        shell.on(save.click, release, inputs=[wish], outputs=[shown, wish])

    def show(context: Context) -> str:
        mine = context.services.store.programmes.my_participation(context.account, ...)
        return card(context.t("profile.wishes"), ...)

    def release(context: Context, text: str) -> tuple[str, str]:
        ...                      # raise a TandemError: it is shown translated, nothing changes
        return card(...), ""     # one value per output

``shell.t`` gives fixed labels (German ones without an address), ``context.t`` the reader's own.
Handlers may be generators: what they yield replaces the outputs. Load content in ``on_show`` or in
a handler for the account of the request; never put it in ``gr.State`` or a component's start value.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tandems.domain.vocabulary import Language
from ui.handler import Handler, Wrapped
from ui.page import Page
from ui.services import Services
from ui.texts import Texts

if TYPE_CHECKING:
    from gradio import HTML, Blocks, Tab
    from gradio.components import Component
    from gradio.events import Dependency

    Trigger = Callable[..., Dependency]
    Event = Trigger | Sequence[Trigger]
    Parts = Sequence[Component]


@dataclass(frozen=True)
class Shell:
    """What a page is built with; it knows its page, its language and what handlers may call."""

    page: Page
    language: Language
    services: Services
    texts: Texts
    blocks: "Blocks"
    tab: "Tab"

    def t(self, key: str, **values: object) -> str:
        """Return a fixed label, the same for every reader."""
        return self.texts.t(key, **values)

    def html(self, value: str = "", *, visible: bool = True) -> "HTML":
        """Add a place for what ``ui.cards`` builds, in the product's style."""
        return plain_html(value, visible=visible)

    def choices(self, area: str, values: Sequence[str]) -> list[tuple[str, str]]:
        """Return (label, value) pairs for a choice; ``<area>_<value>`` are the labels."""
        return [(self.t(f"{area}_{value}"), value) for value in values]

    def on(
        self, event: "Event", handler: Handler, *, inputs: "Parts" = (), outputs: "Parts" = ()
    ) -> None:
        """Call ``handler(context, *inputs)`` on an event such as ``button.click``."""
        triggers = list(event) if isinstance(event, list | tuple) else [event]
        self._register(triggers, handler, inputs=inputs, outputs=outputs, quiet=False)

    def on_show(self, handler: Handler, *, outputs: "Parts", inputs: "Parts" = ()) -> None:
        """Call ``handler(context, *inputs)`` when the page is loaded and when its tab is opened.

        To accounts the page is not for, nothing happens and nothing is said.
        """
        triggers = [self.blocks.load, self.tab.select]
        self._register(triggers, handler, inputs=inputs, outputs=outputs, quiet=True)

    def _register(
        self,
        triggers: Sequence[Any],
        handler: Handler,
        *,
        inputs: "Parts",
        outputs: "Parts",
        quiet: bool,
    ) -> None:
        wrapped = Wrapped(
            self.services, self.language, self.page.allowed, len(outputs), quiet
        ).wrap(handler)
        register(triggers, wrapped, inputs=inputs, outputs=outputs, quiet=quiet)


def plain_html(value: str = "", *, visible: bool = True, elem_id: str | None = None) -> "HTML":
    """Add an HTML part without Gradio's own text styles and click handling."""
    import gradio as gr

    return gr.HTML(
        value,
        visible=visible,
        elem_id=elem_id,
        apply_default_css=False,
        js_on_load=None,
        padding=False,
    )


def register(
    triggers: Sequence[Any],
    function: Any,
    *,
    inputs: "Parts" = (),
    outputs: "Parts",
    quiet: bool = False,
) -> None:
    """Register a wrapped handler so that only our own page can call it, through the queue."""
    import gradio as gr

    gr.on(
        list(triggers),
        function,
        inputs=list(inputs),
        outputs=list(outputs),
        api_visibility="private",
        show_progress="hidden" if quiet else "minimal",
    )


def titles(texts: Mapping[Language, Texts]) -> dict[str, str]:
    """Return the window's title for each language."""
    return {language.value: own.t("shell.product") for language, own in texts.items()}
