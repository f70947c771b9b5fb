"""What a person has released, or withdrawn, and may change at any time."""

from collections.abc import Callable

from markupsafe import Markup

from tandems.domain.programme import LearningWish, Offer
from tandems.errors import Forbidden
from ui.cards import Html, badge, heading, join
from ui.dates import day_text, today_at
from ui.forms import Fields, button, form
from ui.pages.profile.chat import BRIDGE
from ui.pages.profile.drafts import PRIORITIES, consent, who_sees
from ui.pages.profile.view import View
from ui.quotes import quoted


def show_released(view: View) -> Markup:
    """Show own wishes and offers; to whom has not joined, with the consent."""
    items: list[LearningWish | Offer] = [*view.own.wishes, *view.own.offers]
    if not items:
        return Markup("")
    shown = Markup('<div class="td-drafts">{}</div>').format(
        join(_item(view, item) for item in items)
    )
    return join([heading(view.t("released_title")), shown, _join(view)])


def _item(view: View, item: LearningWish | Offer) -> Markup:
    marks: list[Html] = [
        badge(view.t("kind_wish" if isinstance(item, LearningWish) else "kind_offer"))
    ]
    if isinstance(item, LearningWish) and str(item.priority) in PRIORITIES:
        marks.append(badge(view.t(f"priority_{item.priority}")))
    buttons = [button(view.t("withdraw"), "withdraw", "quiet")]
    if item.released_at is None:
        marks.append(badge(view.t("withdrawn"), "warn"))
        buttons = [
            button(view.t("release_again"), "release", "quiet"),
            button(view.t("delete"), "delete"),
        ]
    else:
        day = day_text(today_at(item.released_at), view.context.texts)
        marks.append(badge(view.t("released_on", day=day), "good"))
    return Markup('<div class="td-item"><h4>{}</h4>{}<p class="td-badges">{}</p>{}</div>').format(
        item.label,
        quoted(item.text, view.context.language),
        join(marks),
        form(BRIDGE, buttons=buttons, hidden={**view.hidden, "item": item.id}),
    )


def _join(view: View) -> Markup:
    if view.joined or view.draft is not None:
        return Markup("")
    return form(
        BRIDGE,
        who_sees(view),
        consent(view),
        buttons=[button(view.t("join"), "join", "primary")],
        hidden=view.hidden,
        label=view.t("consent_title"),
    )


def withdraw(view: View, fields: Fields) -> Html:
    """Hide one's own wish or offer from everybody else."""
    store = view.context.services.store.wishes
    return _changed(view, fields, store.withdraw_wish, store.withdraw_offer, "withdrawn_said")


def delete(view: View, fields: Fields) -> Html:
    """Delete one's own wish or offer."""
    store = view.context.services.store.wishes
    return _changed(view, fields, store.delete_wish, store.delete_offer, "deleted_said")


def release(view: View, fields: Fields) -> Html:
    """Release again what was withdrawn."""
    context, item = view.context, _own(view, fields)
    store, enrolment_id = context.services.store.wishes, view.own.enrolment.id
    if isinstance(item, LearningWish):
        store.release_wishes(context.account, enrolment_id, wishes=[item], now=context.now)
    else:
        store.release_offers(context.account, enrolment_id, offers=[item], now=context.now)
    return view.t("released_said")


def _changed(
    view: View,
    fields: Fields,
    wish: Callable[..., None],
    offer: Callable[..., None],
    said: str,
) -> str:
    item = _own(view, fields)
    act = wish if isinstance(item, LearningWish) else offer
    act(view.context.account, item.id)
    return view.t(said)


def _own(view: View, fields: Fields) -> LearningWish | Offer:
    items: tuple[LearningWish | Offer, ...] = (*view.own.wishes, *view.own.offers)
    for item in items:
        if item.id == fields.raw("item"):
            return item
    raise Forbidden
