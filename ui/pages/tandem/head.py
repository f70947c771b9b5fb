"""The head of the tandem page: who with whom, where the run stands, and what comes next."""

from markupsafe import Markup

from tandems.domain.tandem import Session, Tandem, TandemStatus
from ui.cards import Html, badge, join, notice
from ui.dates import moment_text
from ui.pages.tandem.view import View


def show_head(view: View) -> Markup:
    """Show the tandem, and the reader's other ones to change to."""
    parts = [_others(view), _names(view), _state(view)]
    return Markup('<div class="td-tandem-head">{}</div>').format(join(parts))


def _names(view: View) -> Markup:
    if view.tandem.status is TandemStatus.PROPOSED:
        return Markup('<h2>{}</h2><p class="td-lead">{}</p>').format(
            view.t("pairing_title", partner=view.partner.name),
            view.t("proposed", partner=view.partner.name),
        )
    roles = view.t(
        "roles",
        me=view.t(f"role_{view.me.role}"),
        partner=view.partner.name,
        role=view.t(f"role_{view.partner.role}"),
    )
    return Markup('<h2>{}</h2><p class="td-lead">{}</p>').format(
        view.t("title", partner=view.partner.name), roles
    )


def _state(view: View) -> Markup:
    status = view.tandem.status
    if status is TandemStatus.PROPOSED:
        return Markup("")
    marks: list[Html] = [badge(view.t(f"mode_{view.tandem.mode}"), "accent")]
    session = view.next_session
    if session is not None:
        marks.append(badge(view.context.t(f"agenda.stage_{session.stage}")))
    if view.tandem.help_flag:
        marks.append(badge(view.t("help_badge"), "warn"))
    badges = Markup('<p class="td-badges">{}</p>').format(join(marks))
    state = (_next(view, session) if session is not None else Markup("")) + badges
    if status in (TandemStatus.PAUSED, TandemStatus.CLOSED):
        return state + notice(view.t(f"status_{status}"), "warn")
    return state


def _next(view: View, session: Session) -> Markup:
    at = session.starts_at
    when = view.t("no_date") if at is None else moment_text(at, view.context.texts)
    return Markup('<p class="td-next"><strong>{}</strong> {}</p>').format(
        view.t("next_session"), when
    )


def _others(view: View) -> Markup:
    if len(view.tandems) < 2:
        return Markup("")
    links = join(_link(view, tandem) for tandem in view.tandems)
    return Markup('<nav class="td-switch" aria-label="{}">{}</nav>').format(view.t("switch"), links)


def _link(view: View, tandem: Tandem) -> Markup:
    current = Markup(' aria-current="true"') if tandem.id == view.tandem.id else Markup("")
    partner = next(one for one in tandem.members if one.person_id != view.me.person_id)
    return Markup('<a href="/{}/?page=tandem&amp;tandem={}"{}>{}</a>').format(
        view.context.language, tandem.id, current, partner.name
    )
