"""Forms of our own HTML, the bridge that brings them to a handler, and reading what was sent.

A form names the bridge it goes to; its fields arrive in one handler as text. What was typed
stays in the page until the handler clears the bridge, so an error loses nothing::

    bridge = form_bridge("notes")
    shell.on(bridge.submit, act, inputs=[bridge], outputs=[..., bridge])   # "" clears the form
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Final, Literal

from markupsafe import Markup

from tandems.errors import EmptyInput, InvalidInput, TooLong
from ui.cards import Html, join
from ui.texts import Texts

if TYPE_CHECKING:
    from gradio import HTML

MAX_FIELD: Final = 100_000
"""Characters of one field that are read at all."""
Look = Literal["primary", "quiet", "plain"]

_BRIDGE: Final = """
const own = `form[data-to="%s"]`;
let sent = null;
const before = window.tandemBridges ??= {};
before[own]?.abort();
before[own] = new AbortController();
const listen = (event, act) => document.addEventListener(event, act, {signal: before[own].signal});
listen('submit', (event) => {
  const form = event.target.closest(own);
  if (!form) return;
  event.preventDefault();
  const fields = new FormData(form);
  const button = event.submitter;
  if (button && button.name) fields.set(button.name, button.value);
  const given = {};
  for (const [name, value] of fields) given[name] = [given[name], value].filter(Boolean).join();
  given.at = String(Date.now());
  sent = form;
  props.value = JSON.stringify(given);
  trigger('submit');
});
listen('click', (event) => {
  const chip = event.target.closest('[data-fill]');
  const form = chip && chip.closest(own);
  if (!form) return;
  const field = form.querySelector('textarea');
  field.value = chip.dataset.fill;
  field.focus();
});
listen('keydown', (event) => {
  const form = event.target.closest && event.target.closest(own);
  if (!form || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  form.requestSubmit(form.querySelector('button[name=do]'));
});
watch('value', () => {
  if (props.value !== '' || !sent) return;
  sent.reset();
  sent = null;
  const shown = document.querySelector('[data-latest]');
  if (shown) shown.scrollIntoView({block: 'start', behavior: 'smooth'});
});
"""


def form_bridge(name: str) -> "HTML":
    """Add the unseen part that hands forms with ``to=name`` to a handler as its value."""
    import gradio as gr

    return gr.HTML(
        "", html_template="", js_on_load=_BRIDGE % name, visible="hidden", apply_default_css=False
    )


def form(
    to: str, *fields: Html, buttons: Iterable[Html], hidden: Mapping[str, str], label: str = ""
) -> Markup:
    """Return a form for the bridge ``to``; ``hidden`` goes along unseen."""
    named = Markup(' aria-label="{}"').format(label) if label else Markup("")
    unseen = join(
        Markup('<input type="hidden" name="{}" value="{}">').format(name, value)
        for name, value in hidden.items()
    )
    return Markup(
        '<form class="td-form" data-to="{}" novalidate autocomplete="off"{}>{}{}'
        '<div class="td-form-buttons">{}</div></form>'
    ).format(to, named, unseen, join(fields), join(buttons))


def button(label: str, do: str, look: Look = "plain") -> Markup:
    """Return a button that sends its form; the handler finds ``do`` among the fields."""
    return Markup('<button class="td-act td-act-{}" name="do" value="{}">{}</button>').format(
        look, do, label
    )


def filler(text: str) -> Markup:
    """Return a button that puts its text into the form's text area."""
    return Markup('<button type="button" class="td-chip" data-fill="{0}">{0}</button>').format(text)


def line(name: str, label: str, *, value: str = "", hint: str = "") -> Markup:
    """Return a field for one line."""
    return _labelled(
        label,
        Markup('<input type="text" name="{}" value="{}">').format(name, value),
        hint,
    )


def area(name: str, label: str, *, value: str = "", hint: str = "", rows: int = 3) -> Markup:
    """Return a field for several lines."""
    box = Markup('<textarea name="{}" rows="{}">{}</textarea>').format(name, rows, value)
    return _labelled(label, box, hint)


def dated(name: str, label: str, *, value: str = "") -> Markup:
    """Return a field for a day; browsers show it as their people write days."""
    return _labelled(label, Markup('<input type="date" name="{}" value="{}">').format(name, value))


def timed(name: str, label: str, *, value: str = "") -> Markup:
    """Return a field for a time of day."""
    return _labelled(label, Markup('<input type="time" name="{}" value="{}">').format(name, value))


def whole(name: str, label: str, *, value: int) -> Markup:
    """Return a field for a whole number."""
    box = Markup('<input type="number" inputmode="numeric" name="{}" value="{}">')
    return _labelled(label, box.format(name, value))


def choice(name: str, label: str, options: Sequence[tuple[str, str]], *, value: str) -> Markup:
    """Return a list to choose from; ``options`` are (label, value)."""
    items = join(
        Markup('<option value="{}"{}>{}</option>').format(
            option, Markup(" selected") if option == value else Markup(""), text
        )
        for text, option in options
    )
    return _labelled(label, Markup('<select name="{}">{}</select>').format(name, items))


def ticks(
    name: str, legend: str, options: Sequence[tuple[str, str]], *, values: Iterable[str]
) -> Markup:
    """Return boxes to tick; ``options`` are (label, value)."""
    ticked = frozenset(values)
    boxes = join(
        Markup('<label><input type="checkbox" name="{}" value="{}"{}> {}</label>').format(
            name, option, Markup(" checked") if option in ticked else Markup(""), text
        )
        for text, option in options
    )
    return Markup('<fieldset class="td-ticks"><legend>{}</legend>{}</fieldset>').format(
        legend, boxes
    )


def folded(summary: Html, *inner: Html, open_: bool = False) -> Markup:
    """Return parts that unfold on a click."""
    return Markup('<details class="td-folded"{}><summary>{}</summary>{}</details>').format(
        Markup(" open") if open_ else Markup(""), summary, join(inner)
    )


def _labelled(label: str, control: Markup, hint: str = "") -> Markup:
    below = Markup("<small>{}</small>").format(hint) if hint else Markup("")
    return Markup('<label class="td-field"><span>{}</span>{}{}</label>').format(
        label, control, below
    )


@dataclass(frozen=True, slots=True)
class Fields:
    """What a form sent; labels for messages come from ``<area>.field_<name>``."""

    values: Mapping[str, str]
    texts: Texts
    area: str

    @classmethod
    def of(cls, payload: object, texts: Texts, area: str) -> "Fields":
        """Read what a bridge brought; anything else than flat text is left out.

        Raises:
            InvalidInput: it is not what a form sends.
        """
        try:
            given = json.loads(payload) if isinstance(payload, str) else None
        except (ValueError, RecursionError) as error:
            raise InvalidInput from error
        if not isinstance(given, dict):
            raise InvalidInput
        kept = {name: text for name, text in given.items() if isinstance(text, str)}
        return cls(kept, texts, area)

    def raw(self, name: str) -> str:
        """Return a field without outer white space; empty if it was not sent."""
        return self.values.get(name, "")[:MAX_FIELD].strip()

    def text(self, name: str, *, limit: int, required: bool = True) -> str:
        """Return a text field.

        Raises:
            EmptyInput: nothing was given and something is ``required``.
            TooLong: more than ``limit`` characters.
        """
        text = self.raw(name)
        if required and not text:
            raise EmptyInput(field=self.label(name))
        if len(text) > limit:
            raise TooLong(given=len(text), limit=limit, field=self.label(name))
        return text

    def day(self, name: str) -> date:
        """Return a day.

        Raises:
            EmptyInput: no day was given.
            InvalidInput: it is no day.
        """
        given = self.text(name, limit=MAX_FIELD)
        try:
            return date.fromisoformat(given)
        except ValueError as error:
            raise self.refused(name, "forms.wanted_day") from error

    def clock(self, name: str) -> time:
        """Return a time of day.

        Raises:
            EmptyInput: no time was given.
            InvalidInput: it is no time.
        """
        given = self.text(name, limit=MAX_FIELD)
        try:
            return time.fromisoformat(given).replace(tzinfo=None)
        except ValueError as error:
            raise self.refused(name, "forms.wanted_time") from error

    def number(self, name: str, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``.

        Raises:
            EmptyInput: nothing was given.
            InvalidInput: it is no such number.
        """
        given = self.text(name, limit=MAX_FIELD)
        if not given.isascii() or not given.isdigit() or not low <= int(given[:9]) <= high:
            raise self.refused(name, "forms.wanted_number", low=low, high=high)
        return int(given)

    def one_of(self, name: str, allowed: Iterable[str]) -> str:
        """Return one of the allowed values.

        Raises:
            InvalidInput: it is none of them.
        """
        given = self.raw(name)
        if given not in frozenset(allowed):
            raise self.refused(name, "forms.wanted_choice")
        return given

    def several_of(self, name: str, allowed: Iterable[str]) -> tuple[str, ...]:
        """Return the ticked values in the order of ``allowed``.

        Raises:
            EmptyInput: none of them is ticked.
        """
        given = frozenset(self.raw(name).split(","))
        ticked = tuple(value for value in allowed if value in given)
        if not ticked:
            raise EmptyInput(field=self.label(name))
        return ticked

    def label(self, name: str) -> str:
        """Return how the form calls a field."""
        return self.texts.t(f"{self.area}.field_{name}")

    def refused(self, name: str, wanted: str, **values: object) -> InvalidInput:
        """Return the error that says what was given in a field and what was wanted."""
        given = self.raw(name)
        shown = given if len(given) <= 40 else f"{given[:40]}…"
        return InvalidInput(
            given=shown, wanted=self.texts.t(wanted, **values), field=self.label(name)
        )
