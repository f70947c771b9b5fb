"""What was read from the chat, as cards to check, and the one yes that releases them."""

from markupsafe import Markup

from assistant.profile import MAX_AVAILABILITY, MAX_LABEL, MAX_STYLE, Chosen, Confirmation
from assistant.wishes import DraftWish
from assistant.wishes.labels import MAX_WORDS
from assistant.wishes.reading import Kind
from tandems.errors import NotAllowedNow
from ui.cards import Html, join, notice, points
from ui.forms import Fields, button, choice, folded, form, line, ticks
from ui.pages.profile.chat import BRIDGE
from ui.pages.profile.view import View
from ui.quotes import quoted

PRIORITIES = ("1", "2", "3")
_USUAL = "2"
_KINDS: tuple[tuple[Kind, str], ...] = (("wishes", "wish"), ("offers", "offer"))
_QUIET = Markup('<button type="submit" disabled hidden></button>')
"""Pressed in place of the first button by Enter in a line: so that Enter never releases."""


def show_draft(view: View) -> Markup:
    """Show the cards with who will see them and, before joining, the consent."""
    draft = view.draft
    if draft is None or not (draft.reading.wishes or draft.reading.offers):
        return Markup("")
    shown = _form(view)
    last = view.turns[-1].answer if view.turns else None
    return folded(view.t("draft_waits"), shown) if last is not None else shown


def _form(view: View) -> Markup:
    draft = view.draft
    if draft is None:
        return Markup("")
    reading = draft.reading
    drafts: dict[Kind, tuple[DraftWish, ...]] = {"wishes": reading.wishes, "offers": reading.offers}
    items = [
        _card(view, kind, place, one)
        for kind, _ in _KINDS
        for place, one in enumerate(drafts[kind])
    ]
    left = [notice(view.t("left_out", count=reading.left_out))] if reading.left_out else []
    return form(
        BRIDGE,
        _QUIET,
        Markup('<div class="td-drafts">{}</div>').format(join(items)),
        *left,
        _times(view, reading.availability),
        _style(view),
        who_sees(view),
        *([] if view.joined else [consent(view)]),
        buttons=[
            button(view.t("confirm" if view.joined else "confirm_join"), "confirm", "primary"),
            button(view.t("drop"), "drop"),
        ],
        hidden={**view.hidden, "draft": draft.message_id},
        label=view.t("draft_label"),
    )


def _card(view: View, kind: Kind, place: int, draft: DraftWish) -> Markup:
    name = dict(_KINDS)[kind]
    code = f"{name}_{place}"
    fields = [line(f"label_{code}", view.t("field_label"), value=draft.label)]
    if kind == "wishes":
        options = [(view.t(f"priority_{one}"), one) for one in PRIORITIES]
        fields.append(choice(f"priority_{code}", view.t("field_priority"), options, value=_USUAL))
    keep = ticks("keep", view.t(f"kind_{name}"), [(view.t("keep"), code)], values=[code])
    return Markup('<div class="td-item td-draft">{}{}<div class="td-side">{}</div></div>').format(
        keep, quoted(draft.text, view.context.language), join(fields)
    )


def _times(view: View, said: str) -> Markup:
    kept = view.context.person.availability if view.context.person else ""
    return line("times", view.t("field_times"), value=said or kept, hint=view.t("times_hint"))


def _style(view: View) -> Markup:
    kept = view.context.person.working_style if view.context.person else ""
    return line("style", view.t("field_style"), value=kept, hint=view.t("style_hint"))


def who_sees(view: View) -> Markup:
    """Say who will read what is released; it stands before every release."""
    said = [
        view.by_role("sees_released"),
        view.t("sees_times"),
        view.t("sees_style"),
        view.t("sees_chat"),
    ]
    return notice(points(said), title=view.t("sees_title"))


def consent(view: View) -> Markup:
    """Ask for the consent to take part, in full."""
    text = view.t("consent", programme=view.programme.name)
    return ticks("joins", view.t("consent_title"), [(text, "yes")], values=[])


def confirm(view: View, fields: Fields) -> Html:
    """Release what is ticked and, with that consent, join."""
    if not view.joined:
        _require_consent(fields)
    confirmation = Confirmation(
        message_id=fields.raw("draft"),
        chosen=_chosen(fields),
        availability=fields.text("times", limit=MAX_AVAILABILITY, required=False),
        working_style=fields.text("style", limit=MAX_STYLE, required=False),
        joins=fields.raw("joins") == "yes",
    )
    first = not view.joined
    view.chat.confirm(view.reader, view.programme.id, confirmation, now=view.context.now)
    return view.t("released_joined" if first else "released_said")


def join_only(view: View, fields: Fields) -> Html:
    """Join with what was imported, nothing else."""
    _require_consent(fields)
    store, context = view.context.services.store, view.context
    store.programmes.join(context.account, view.own.enrolment.id, now=context.now)
    return view.t("joined_said")


def drop(view: View, fields: Fields) -> Html:
    """Put the draft aside."""
    view.chat.drop(view.context.account, now=view.context.now)
    return view.t("dropped_said")


def _require_consent(fields: Fields) -> None:
    if fields.raw("joins") != "yes":
        raise NotAllowedNow(state="consent", field=fields.label("joins"))


def _chosen(fields: Fields) -> tuple[Chosen, ...]:
    """Return what is ticked; NotAllowedNow if nothing is."""
    kinds: dict[str, Kind] = {name: kind for kind, name in _KINDS}
    codes = [code for code in fields.raw("keep").split(",") if code]
    if not codes:
        raise NotAllowedNow(state="nothing_ticked", field=fields.label("keep"))
    chosen = []
    for code in codes:
        name, _, place = code.partition("_")
        if name not in kinds or not (place.isascii() and place.isdigit()):
            raise fields.refused("keep", "forms.wanted_choice")
        chosen.append(
            Chosen(
                kind=kinds[name],
                place=int(place[:4]),
                label=_label(fields, code),
                priority=_priority(fields, code) if name == "wish" else int(_USUAL),
            )
        )
    return tuple(chosen)


def _label(fields: Fields, code: str) -> str:
    from_form = Fields({"label": fields.raw(f"label_{code}")}, fields.texts, fields.area)
    label = from_form.text("label", limit=MAX_LABEL)
    if len(label.split()) > MAX_WORDS:
        raise from_form.refused("label", "profile.wanted_label", words=MAX_WORDS)
    return label


def _priority(fields: Fields, code: str) -> int:
    from_form = Fields({"priority": fields.raw(f"priority_{code}")}, fields.texts, fields.area)
    return int(from_form.one_of("priority", PRIORITIES))
