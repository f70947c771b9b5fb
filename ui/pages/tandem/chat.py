"""The chat with the assistant: one's own messages, drafts that only their writer sees, answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from assistant.brief import Reader
from tandems.domain.agenda import Agenda
from tandems.domain.conversation import Message, Suggestion, SuggestionStatus
from tandems.domain.vocabulary import Address
from ui.calendar import download_link
from ui.cards import Html, badge, empty, join, paragraphs
from ui.forms import MAX_FIELD, Fields, area, button, filler, folded, form
from ui.pages.tandem.section import Section
from ui.pages.tandem.view import View
from ui.render.agenda import render_agenda
from ui.render.answer import render_answer
from ui.render.questions import render_questions

_STARTERS: Final = ("starter_agenda", "starter_questions", "starter_guide")
_CHANGES: Final = ("change_shorter", "change_no_role_play", "change_calm")
_EXCERPT: Final = 160
"""Characters of one's own message that are repeated beside what came of it."""


def show_chat(view: View) -> Markup:
    """Show the chat, oldest first; all suggestions but the newest are folded."""
    if not view.messages:
        return empty(view.t("chat_empty"), view.t("chat_empty_text", partner=view.partner.name))
    replies = [place for place, one in enumerate(view.messages) if one.sender == "assistant"]
    drafted = [place for place in replies if view.messages[place].suggestion_id]
    newest = _Newest(reply=max(replies, default=-1), suggestion=max(drafted, default=-1))
    turns = join(_turns(view, newest))
    return Markup('<div class="td-chat" role="log" aria-label="{}">{}</div>').format(
        view.t("chat_label"), turns
    )


@dataclass(frozen=True, slots=True)
class _Newest:
    """Places in the chat: where the page scrolls to, and what it leaves unfolded."""

    reply: int
    suggestion: int

    def marks(self, place: int) -> Markup:
        """Return the attributes of the turn at ``place``."""
        latest = Markup(" data-latest") if place == self.reply else Markup("")
        return latest + (Markup(" data-current") if place == self.suggestion else Markup(""))


def _turns(view: View, newest: _Newest) -> Iterator[Markup]:
    asked = ""
    for place, message in enumerate(view.messages):
        if message.sender == "person":
            asked = message.text
            yield _own(view, message)
        else:
            said = _said(view, message, asked=asked, unfolded=place == newest.suggestion)
            yield Markup('<div class="td-turn td-turn-reply"{}>{}</div>').format(
                newest.marks(place), said
            )


def _own(view: View, message: Message) -> Markup:
    return Markup(
        '<div class="td-turn td-turn-own"><span class="td-visually-hidden">{}</span>{}</div>'
    ).format(view.t("chat_you"), paragraphs(message.text))


def _said(view: View, message: Message, *, asked: str, unfolded: bool) -> Markup:
    if message.answer is not None:
        return render_answer(message.answer, view.reading)
    suggestion = view.suggestions.get(message.suggestion_id or "")
    if suggestion is None:
        return Markup('<p class="td-aside">{}</p>').format(view.t("draft_gone"))
    shown = _suggestion(view, suggestion, asked=asked)
    if unfolded:
        return shown
    return folded(_title(view, suggestion), shown)


def _title(view: View, suggestion: Suggestion) -> str:
    content = suggestion.content
    if isinstance(content, Agenda):
        return view.reading.plain(content.title)
    stage = view.context.t(f"agenda.stage_{content.stage}")
    return view.context.t("agenda.questions_title", stage=stage)


def _suggestion(view: View, suggestion: Suggestion, *, asked: str) -> Markup:
    draft = suggestion.status is SuggestionStatus.DRAFT
    mark = badge(view.t("only_you"), "warn") if draft else badge(view.t("shared"), "good")
    foot = _choices(view, suggestion) if draft else _accepted(view, suggestion)
    foot = _because(view, asked) + foot
    content = suggestion.content
    if isinstance(content, Agenda):
        return render_agenda(content, view.reading, badges=mark, foot=foot)
    return render_questions(content, view.reading, badges=mark, foot=foot)


def _because(view: View, asked: str) -> Markup:
    line = " ".join(asked.split())
    if not line:
        return Markup("")
    cut = line if len(line) <= _EXCERPT else f"{line[:_EXCERPT].rsplit(' ', 1)[0]} …"
    return Markup('<p class="td-because">{}</p>').format(view.t("because", text=cut))


def _choices(view: View, suggestion: Suggestion) -> Markup:
    hidden = {**view.hidden, "suggestion": suggestion.id}
    return Markup('<div class="td-decide"><p>{}</p>{}</div>').format(
        view.t(_before(suggestion), partner=view.partner.name),
        form(
            CHAT.bridge,
            buttons=[
                button(view.t("accept"), "accept", "primary"),
                button(view.t("other"), "other", "quiet"),
                button(view.t("drop"), "drop"),
            ],
            hidden=hidden,
        ),
    )


def _before(suggestion: Suggestion) -> str:
    is_agenda = isinstance(suggestion.content, Agenda)
    return "accept_before" if is_agenda else "accept_before_questions"


def _accepted(view: View, suggestion: Suggestion) -> Markup:
    said = Markup('<p class="td-because">{}</p>').format(
        view.t("accepted_text", partner=view.partner.name)
    )
    if not suggestion.session_id:
        return said
    label = view.t("calendar_one")
    return said + download_link("session", suggestion.session_id, label, view.context.language)


def show_ask(view: View) -> Markup:
    """Show where a message is written, with examples that fill it."""
    if not view.runs:
        return Markup("")
    return form(
        CHAT.bridge,
        _examples(view),
        area("message", view.t("field_message"), rows=2, hint=view.t("message_hint")),
        buttons=[button(view.t("send"), "say", "primary")],
        hidden=view.hidden,
        label=view.t("chat_label"),
    )


def _examples(view: View) -> Markup:
    """Offer what can be asked for; nothing while somebody may need help."""
    last = view.messages[-1] if view.messages else None
    if last is not None and last.answer is not None and last.answer.kind == "refer":
        return Markup("")
    has_draft = any(one.status is SuggestionStatus.DRAFT for one in view.suggestions.values())
    examples = _CHANGES if has_draft else _STARTERS
    return Markup('<div class="td-chips" aria-label="{}" role="group">{}</div>').format(
        view.t("examples"), join(filler(view.t(name)) for name in examples)
    )


def say(view: View, fields: Fields) -> Html:
    """Send a message to the assistant."""
    _ask(view, fields.text("message", limit=MAX_FIELD))
    return ""


def other(view: View, fields: Fields) -> Html:
    """Ask for another suggestion instead of this one."""
    _ask(view, view.t("other_message"))
    view.context.services.store.suggestions.delete_draft(
        view.context.account, fields.raw("suggestion")
    )
    return ""


def _ask(view: View, text: str) -> None:
    context = view.context
    address = context.person.address if context.person else Address.SIE
    reader = Reader(context.account, context.language, address)
    assistant = context.services.desk().assistant
    assistant.reply(reader, view.tandem.id, text, now=context.now)


def accept(view: View, fields: Fields) -> Html:
    """Share a draft with both and plan it."""
    context = view.context
    sessions = context.services.sessions
    kept = sessions.accept(context.account, fields.raw("suggestion"), now=context.now)
    label = view.t("calendar_one")
    said = view.t("accepted", partner=view.partner.name)
    if not kept.session_id:
        return said
    return Markup("{} {}").format(
        said, download_link("session", kept.session_id, label, context.language)
    )


def drop(view: View, fields: Fields) -> Html:
    """Throw a draft away."""
    view.context.services.store.suggestions.delete_draft(
        view.context.account, fields.raw("suggestion")
    )
    return view.t("dropped")


CHAT: Final = Section(
    "chat",
    (show_chat, show_ask),
    {"say": say, "other": other, "accept": accept, "drop": drop},
    frozenset({"say", "other"}),
)
