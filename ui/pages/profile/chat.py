"""The chat of the profile page: what the person wrote, what was read, and where to write more."""

from markupsafe import Markup

from assistant.wishes.fold import ASKED
from tandems.domain.conversation import Message
from ui.cards import Html, empty, heading, join, notice, paragraphs
from ui.forms import MAX_FIELD, Fields, area, button, filler, folded, form
from ui.pages.profile.view import View
from ui.render.answer import render_answer
from ui.render.reading import Reading

BRIDGE = "profile"
_EXAMPLES = ("example_1", "example_2", "example_3")


def show_head(view: View | None, none: tuple[str, str]) -> Markup:
    """Show what the page is for, and a proposed tandem that waits for an answer."""
    if view is None:
        return empty(*none)
    parts = [_others(view), heading(view.by_role("title"), view.by_role("lead"))]
    return join([*parts, _waiting(view)])


def _others(view: View) -> Markup:
    if len(view.programmes) < 2:
        return Markup("")
    links = join(
        Markup('<a href="/{}/?page=profile&amp;programme={}"{}>{}</a>').format(
            view.context.language,
            one.id,
            Markup(' aria-current="true"') if one.id == view.programme.id else Markup(""),
            one.name,
        )
        for one in view.programmes
    )
    return Markup('<nav class="td-switch" aria-label="{}">{}</nav>').format(view.t("switch"), links)


def _waiting(view: View) -> Markup:
    me = view.own.person_id
    return join(
        notice(
            Markup('{} <a href="/{}/?page=tandem&amp;tandem={}">{}</a>').format(
                view.t("proposed", partner=partner.name),
                view.context.language,
                tandem.id,
                view.t("to_tandem"),
            ),
            title=view.t("proposed_title"),
        )
        for tandem in view.tandems
        if tandem.started_on is None
        for partner in tandem.members
        if partner.person_id != me
    )


def show_chat(view: View) -> Markup:
    """Show the turns since the last release."""
    if not view.turns:
        return Markup("")
    return Markup('<div class="td-chat" role="log" aria-label="{}">{}</div>').format(
        view.t("chat_label"), join(_turn(view, one) for one in view.turns)
    )


def _turn(view: View, message: Message) -> Markup:
    if message.sender == "person":
        return Markup(
            '<div class="td-turn td-turn-own"><span class="td-visually-hidden">{}</span>{}</div>'
        ).format(view.t("chat_you"), paragraphs(message.text))
    if message.answer is not None:
        said: Html = render_answer(message.answer, Reading(view.context.texts, {}, {}))
    else:
        said = Markup('<div class="td-answer">{}</div>').format(paragraphs(_said(view, message)))
    return Markup('<div class="td-turn td-turn-reply">{}</div>').format(said)


def _said(view: View, message: Message) -> str:
    if not message.text.startswith(ASKED):
        return view.t("understood")
    asked = message.text.removeprefix(ASKED)
    if asked == "what":
        return view.by_role("ask_what")
    return f"{view.t('understood')}\n{_question(view, asked)}"


def _question(view: View, asked: str) -> str:
    if asked == "when":
        return view.t("ask_when")
    reading = view.draft.reading if view.draft else None
    drafts = (*reading.wishes, *reading.offers) if reading else ()
    return view.by_role("ask_scene", about=drafts[0].label if drafts else "")


def show_ask(view: View) -> Markup:
    """Show where a message is written, with examples that fill it at the start."""
    chips = Markup("")
    if not view.turns:
        chips = Markup('<div class="td-chips" role="group" aria-label="{}">{}</div>').format(
            view.t("examples"), join(filler(view.by_role(name)) for name in _EXAMPLES)
        )
    label = view.t(_more(view)) if view.turns else view.by_role("field_message")
    shown = form(
        BRIDGE,
        area("message", label, rows=3, hint=view.t("message_hint")),
        chips,
        buttons=[button(view.t("send"), "say", "quiet" if view.turns else "primary")],
        hidden=view.hidden,
        label=view.t("chat_label"),
    )
    settled = view.own.wishes or view.own.offers
    return folded(view.by_role("write_more"), shown) if settled and not view.turns else shown


def _more(view: View) -> str:
    return "field_more" if view.turns[-1].answer is None else "field_message"


def say(view: View, fields: Fields) -> Html:
    """Send a message; what was read from it is shown, nothing is released."""
    text = fields.text("message", limit=MAX_FIELD)
    view.chat.reply(view.reader, view.programme.id, text, now=view.context.now)
    return ""
