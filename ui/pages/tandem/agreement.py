"""What the two agreed on, and the flag with which one of them asks for help."""

from datetime import datetime
from typing import Final, Literal, get_args

from markupsafe import Markup

from assistant.planner.slots import MAX_MINUTES, MIN_MINUTES
from tandems.domain.tandem import Agreement
from tandems.domain.vocabulary import Address, Language
from tandems.errors import Conflict, MinutesOutOfRange
from ui.cards import Html, badge, facts, notice
from ui.dates import day_text, today_at
from ui.forms import Fields, button, choice, folded, form, ticks, whole
from ui.pages.tandem.section import Section
from ui.pages.tandem.view import View

Place = Literal["on_site", "remote", "hybrid"]
PLACES: Final[tuple[Place, ...]] = get_args(Place)
MAX_WEEKS: Final = 12
"""Weeks between two sessions; a longer gap lets a tandem fall asleep."""


def show_agreement(view: View) -> Markup:
    """Show what is agreed, who has signed it, and a form to change it."""
    agreement = view.tandem.agreement
    return Markup('<section class="td-panel"><h4>{}</h4>{}{}{}</section>').format(
        view.t("agreement_title"), _signed(view, agreement), _facts(view, agreement), _form(view)
    )


def _signed(view: View, agreement: Agreement) -> Markup:
    if agreement.signed_at is not None:
        signed = view.t("agreement_signed", day=_day(view, agreement.signed_at))
        return Markup("<p>{}</p>").format(badge(signed, "good"))
    partner = view.partner.name
    for by, member in (("me", view.me), ("partner", view.partner)):
        if member.signed_at is not None:
            day = _day(view, member.signed_at)
            return notice(view.t(f"agreement_by_{by}", day=day, partner=partner), "warn")
    return notice(view.t("agreement_unsigned"), "warn")


def _day(view: View, at: datetime) -> str:
    return day_text(today_at(at), view.context.texts)


def _facts(view: View, agreement: Agreement) -> Markup:
    if view.me.signed_at is None and view.partner.signed_at is None:
        return Markup("")
    return facts(
        [
            (view.t("agreed_length"), view.t("minutes", minutes=agreement.minutes)),
            (view.t("agreed_rhythm"), _rhythm(view, agreement.cadence_weeks)),
            (view.t("field_address"), view.t(f"address_{agreement.address}")),
            (view.t("field_place"), view.t(f"place_{agreement.place}")),
            (
                view.t("field_languages"),
                ", ".join(view.context.t(f"shell.name_{one}") for one in agreement.languages),
            ),
        ]
    )


def _rhythm(view: View, weeks: int) -> str:
    return view.t("every_week") if weeks == 1 else view.t("weeks", weeks=weeks)


def _form(view: View) -> Markup:
    agreement = view.tandem.agreement
    addresses = [(view.t(f"address_{one}"), one.value) for one in Address]
    places = [(view.t(f"place_{one}"), one) for one in PLACES]
    languages = [(view.context.t(f"shell.name_{one}"), one.value) for one in Language]
    shown = form(
        AGREEMENT.bridge,
        Markup('<div class="td-side">{}{}</div>').format(
            whole("minutes", view.t("field_minutes"), value=agreement.minutes),
            whole("cadence", view.t("field_cadence"), value=agreement.cadence_weeks),
        ),
        Markup('<div class="td-side">{}{}</div>').format(
            choice("place", view.t("field_place"), places, value=agreement.place),
            choice("address", view.t("field_address"), addresses, value=agreement.address),
        ),
        ticks("languages", view.t("field_languages"), languages, values=agreement.languages),
        buttons=[
            button(view.t("agreement_sign"), "sign", "primary"),
            button(view.t("agreement_save"), "save"),
        ],
        hidden={**view.hidden, "version": str(agreement.version)},
        label=view.t("agreement_title"),
    )
    return shown if view.me.signed_at is None else folded(view.t("agreement_change"), shown)


def show_help(view: View) -> Markup:
    """Show the flag and what the coordinator sees of it."""
    flag = view.tandem.help_flag
    press = (
        button(view.t("help_lower"), "lower")
        if flag
        else button(view.t("help_raise"), "raise", "quiet")
    )
    state: Html = notice(view.t("help_is_up"), "warn") if flag else ""
    return Markup('<section class="td-panel"><h4>{}</h4><p>{}</p>{}{}</section>').format(
        view.t("help_title"),
        view.t("help_text"),
        state,
        form(AGREEMENT.bridge, buttons=[press], hidden=view.hidden),
    )


def save(view: View, fields: Fields) -> Html:
    """Keep the terms; until both have signed them they count as a proposal."""
    _keep(view, _terms(view, fields))
    return view.t("agreement_saved")


def sign(view: View, fields: Fields) -> Html:
    """Keep the terms and sign them for oneself; the other one's signature is theirs to give."""
    kept = _keep(view, _terms(view, fields))
    context = view.context
    signed = context.services.store.tandems.sign_agreement(
        context.account, view.tandem.id, version=kept.version, now=context.now
    )
    if signed.signed_at is None:
        return view.t("agreement_is_signed_by_me", partner=view.partner.name)
    return view.t("agreement_is_signed")


def _keep(view: View, agreement: Agreement) -> Agreement:
    context = view.context
    return context.services.store.tandems.update_agreement(
        context.account, view.tandem.id, agreement=agreement
    )


def _terms(view: View, fields: Fields) -> Agreement:
    minutes = fields.number("minutes", 0, 10_000)
    if not MIN_MINUTES <= minutes <= MAX_MINUTES:
        raise MinutesOutOfRange(given=minutes, min=MIN_MINUTES, max=MAX_MINUTES)
    if fields.raw("version") != str(view.tandem.agreement.version):
        raise Conflict
    place = fields.one_of("place", PLACES)
    return Agreement(
        minutes=minutes,
        cadence_weeks=fields.number("cadence", 1, MAX_WEEKS),
        address=Address(fields.one_of("address", [one.value for one in Address])),
        languages=tuple(
            Language(one) for one in fields.several_of("languages", [one.value for one in Language])
        ),
        place=next(one for one in PLACES if one == place),
        version=view.tandem.agreement.version,
    )


def raise_flag(view: View, _fields: Fields) -> Html:
    """Let the coordinator know that this tandem would like help."""
    _flag(view, on=True)
    return view.t("help_raised")


def lower_flag(view: View, _fields: Fields) -> Html:
    """Take the flag back."""
    _flag(view, on=False)
    return view.t("help_lowered")


def _flag(view: View, *, on: bool) -> None:
    context = view.context
    context.services.store.tandems.set_help_flag(context.account, view.tandem.id, on=on)


AGREEMENT: Final = Section(
    "agreement",
    (show_agreement, show_help),
    {"save": save, "sign": sign, "raise": raise_flag, "lower": lower_flag},
)
