"""A proposed tandem: it begins only with the yes of both, and a no needs no reason."""

from typing import Final

from markupsafe import Markup

from tandems.domain.tandem import TandemStatus
from ui.cards import Html, join, notice
from ui.forms import Fields, button, form
from ui.meeting import meeting, open_wishes
from ui.pages.tandem.section import Section
from ui.pages.tandem.view import View


def show_proposed(view: View) -> Markup:
    """Say why the two fit and ask for the reader's own answer, never showing the other's."""
    if view.tandem.status is not TandemStatus.PROPOSED:
        return Markup("")
    if view.me.pair_yes_at is not None:
        return notice(view.t("pairing_waiting", partner=view.partner.name), "good") + _fit(view)
    return _fit(view) + _question(view)


def _question(view: View) -> Markup:
    partner = view.partner.name
    roles = {"me": view.t(f"role_{view.me.role}"), "role": view.t(f"role_{view.partner.role}")}
    answer = form(
        PROPOSED.bridge,
        buttons=[
            button(view.t("pairing_yes"), "yes", "primary"),
            button(view.t("pairing_no"), "no", "quiet"),
        ],
        hidden=view.hidden,
        label=view.t("pairing_title", partner=partner),
    )
    return Markup('<section class="td-panel"><p>{}</p>{}</section>').format(
        view.t("pairing_text", partner=partner, **roles),
        answer,
    )


def _fit(view: View) -> Markup:
    """Show which wish met which offer, as far as both are still released."""
    context = view.context
    fit = context.services.store.matching.fit(context.account, view.tandem.id)
    if fit is None or not fit.reasons:
        return Markup("")
    sides = {
        "wishes": _whose(view, "wish", fit.mentee_id),
        "offers": _whose(view, "offer", fit.mentor_id),
    }
    met = join(meeting(reason, context.texts, **sides) for reason in fit.reasons)
    return Markup(
        '<section class="td-item td-why"><h3>{}</h3><p class="td-aside">{}</p>{}{}</section>'
    ).format(
        view.t("fit_title"),
        view.t("fit_lead"),
        met,
        open_wishes(fit.uncovered, view.t("fit_uncovered")),
    )


def _whose(view: View, what: str, person_id: str) -> str:
    if person_id == view.me.person_id:
        return view.t(f"fit_{what}_own")
    return view.t(f"fit_{what}_of", name=view.partner.name)


def say_yes(view: View, _fields: Fields) -> Html:
    """Give the reader's yes; the second one starts the tandem and plans its run."""
    context = view.context
    pairing = context.services.pairing
    tandem = pairing.say_yes(context.account, view.tandem.id, now=context.now)
    started = tandem.status is TandemStatus.ACTIVE
    return view.t("pairing_started" if started else "pairing_said_yes")


def say_no(view: View, _fields: Fields) -> Html:
    """Decline, which ends the proposal."""
    context = view.context
    context.services.pairing.decline(context.account, view.tandem.id, now=context.now)
    return view.t("pairing_said_no")


PROPOSED: Final = Section("proposed", (show_proposed,), {"yes": say_yes, "no": say_no})
