"""A proposed tandem: it begins only with the yes of both, and a no needs no reason."""

from typing import Final

from markupsafe import Markup

from tandems.domain.tandem import TandemStatus
from ui.cards import Html, notice
from ui.forms import Fields, button, form
from ui.pages.tandem.section import Section
from ui.pages.tandem.view import View


def show_proposed(view: View) -> Markup:
    """Ask for the reader's own answer; whether the other has answered is not shown."""
    if view.tandem.status is not TandemStatus.PROPOSED:
        return Markup("")
    partner = view.partner.name
    if view.me.pair_yes_at is not None:
        return notice(view.t("pairing_waiting", partner=partner), "good")
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
