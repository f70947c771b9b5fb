"""The plan of the run: every session with stage, date and, once accepted, its agenda."""

from datetime import datetime
from typing import Final

from markupsafe import Markup

from tandems.domain.agenda import Agenda
from tandems.domain.conversation import Suggestion, SuggestionStatus
from tandems.domain.tandem import Session, SessionStatus
from ui.calendar import download_link
from ui.cards import Html, Tone, badge, empty, join
from ui.dates import local_parts, moment_of, moment_text
from ui.forms import Fields, button, dated, folded, form, timed, whole
from ui.pages.tandem.section import Section
from ui.pages.tandem.view import View
from ui.render.agenda import render_agenda
from ui.render.questions import render_questions

_TONES: Final[dict[SessionStatus, Tone]] = {
    SessionStatus.PLANNED: "plain",
    SessionStatus.HELD: "good",
    SessionStatus.CANCELLED: "bad",
}


def show_plan(view: View) -> Markup:
    """Show the sessions in their order; the next one stands open."""
    if not view.sessions:
        return empty(view.t("plan_none"), view.t("plan_none_text"))
    items = join(_session(view, session) for session in view.sessions)
    calendar = download_link(
        "sessions", view.tandem.id, view.t("calendar_all"), view.context.language
    )
    return Markup('<p class="td-lead">{}</p><ol class="td-timeline">{}</ol><p>{}</p>').format(
        view.t("plan_lead"), items, calendar
    )


def _session(view: View, session: Session) -> Markup:
    is_next = view.next_session is not None and view.next_session.id == session.id
    when = (
        moment_text(session.starts_at, view.context.texts)
        if session.starts_at
        else view.t("no_date")
    )
    marks = [badge(view.t(f"session_{session.status}"), _TONES[session.status])]
    if is_next:
        marks = [badge(view.t("session_next"), "accent")]
    elif view.is_over(session):
        marks = [badge(view.t("session_due"), "warn")]
    return Markup(
        '<li class="td-stop td-stop-{}{}" data-session="{}"><div class="td-stop-head">'
        '<h4>{}</h4><span class="td-badges">{}</span></div><p class="td-item-meta">{}</p>{}{}</li>'
    ).format(
        session.status,
        " td-stop-next" if is_next else "",
        session.id,
        view.t(
            "session_title",
            number=session.number,
            stage=view.context.t(f"agenda.stage_{session.stage}"),
        ),
        join(marks),
        view.t("session_when", when=when, minutes=session.minutes),
        _accepted(view, session),
        _change(view, session),
    )


def _accepted(view: View, session: Session) -> Markup:
    kept = [
        one
        for one in view.suggestions.values()
        if one.status is SuggestionStatus.ACCEPTED and one.session_id == session.id
    ]
    current = [
        one for one in kept if not isinstance(one.content, Agenda) or one.id == session.agenda_id
    ]
    return join(_content(view, one) for one in current)


def _content(view: View, suggestion: Suggestion) -> Markup:
    mark = badge(view.t("shared"), "good")
    content = suggestion.content
    if isinstance(content, Agenda):
        shown = render_agenda(content, view.reading, badges=mark)
        return folded(view.t("agenda_show"), shown)
    return folded(view.t("questions_show"), render_questions(content, view.reading, badges=mark))


def _change(view: View, session: Session) -> Markup:
    if session.status is not SessionStatus.PLANNED or not view.runs:
        return Markup("")
    hidden = {**view.hidden, "session": session.id}
    held = form(
        PLAN.bridge, buttons=[button(view.t("session_hold"), "hold", "quiet")], hidden=hidden
    )
    dated_link: Html = ""
    if session.starts_at is not None:
        dated_link = download_link(
            "session", session.id, view.t("calendar_one"), view.context.language
        )
    moving = move_form(view, session, to=PLAN.bridge, starts_at=session.starts_at)
    return folded(view.t("session_change"), moving, held, dated_link)


def move_form(view: View, session: Session, *, to: str, starts_at: datetime | None) -> Markup:
    """Return the form that gives a session another date; ``starts_at`` is what it suggests."""
    day, clock = local_parts(starts_at)
    fields = [
        dated("day", view.t("field_day"), value=day),
        timed("clock", view.t("field_clock"), value=clock),
    ]
    if session.agenda_id is None:
        fields.append(whole("minutes", view.t("field_minutes"), value=session.minutes))
    return form(
        to,
        Markup('<div class="td-side">{}</div>').format(join(fields)),
        buttons=[button(view.t("session_move"), "move", "primary")],
        hidden={**view.hidden, "session": session.id},
        label=view.t("session_change"),
    )


def move(view: View, fields: Fields) -> Html:
    """Give a session another date."""
    context = view.context
    session_id = fields.raw("session")
    known = next((one for one in view.sessions if one.id == session_id), None)
    length = known.minutes if known else 0
    moved = context.services.sessions.reschedule(
        context.account,
        view.tandem.id,
        session_id=session_id,
        starts_at=moment_of(fields.day("day"), fields.clock("clock")),
        minutes=fields.number("minutes", 0, 10_000) if fields.raw("minutes") else length,
    )
    when = moment_text(moved.starts_at, context.texts) if moved.starts_at else ""
    return view.t("session_moved", number=moved.number, when=when)


def hold(view: View, fields: Fields) -> Html:
    """Note that a session took place."""
    context = view.context
    held = context.services.store.tandems.hold_session(
        context.account, fields.raw("session"), now=context.now
    )
    return view.t("session_was_held", number=held.number)


PLAN: Final = Section("plan", (show_plan,), {"move": move, "hold": hold})
