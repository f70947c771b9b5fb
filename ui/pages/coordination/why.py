"""Why two people are no pair of the proposal: a rule, too little fit, or what it would cost."""

from markupsafe import Markup

from tandems.domain.match import Difference, Obstacle, WhyNot
from tandems.domain.vocabulary import Role
from ui.cards import Html, Tone, join, notice, points
from ui.pages.coordination.decision import Act
from ui.pages.coordination.difference import show_difference, signed
from ui.pages.coordination.known import Known
from ui.pages.coordination.pairs import show_basis
from ui.pages.coordination.programme import folded
from ui.pages.coordination.terms import pair_button


def show_why(known: Known, why: WhyNot, *, minimum: float) -> Markup:
    """Answer in plain words; where it can be had at a price, show the price."""
    office, score = known.office, why.score
    two = (score.mentee_id, score.mentor_id)
    title = office.t("why_title", pair=known.pair(*two))
    head = Markup('<div class="td-subhead" data-latest><h3>{}</h3></div>').format(title)
    shown: list[Html] = [head, notice(join(_said(known, why, minimum)), _tone(why))]
    if why.obstacle is not Obstacle.RULE:
        shown.append(folded(office.t("why_fit"), show_basis(known, score)))
    if why.price is None:
        return join(shown)
    lock = pair_button(office, Act.LOCK, two, "lock_anyway")
    shown.append(Markup('<div class="td-form-buttons">{}</div>').format(lock))
    shown.append(show_difference(known, why.price, title=office.t("price_title")))
    return join(shown)


def _tone(why: WhyNot) -> Tone:
    return "good" if why.obstacle is Obstacle.NONE else "warn"


def _said(known: Known, why: WhyNot, minimum: float) -> list[Html]:
    office, score = known.office, why.score
    values = {
        "mentee": known.name(score.mentee_id),
        "mentor": known.name(score.mentor_id),
        "score": round(score.score),
        "minimum": round(minimum),
    }
    said: list[Html] = [Markup("<p>{}</p>").format(office.t(f"why_{why.obstacle}", **values))]
    if why.rules:
        said.append(
            points(known.broken(code, (score.mentee_id, score.mentor_id)) for code in why.rules)
        )
    if why.price is not None:
        said += _price(known, why, why.price)
    return said


def _price(known: Known, why: WhyNot, price: Difference) -> list[Html]:
    office = known.office
    key = "price_less" if price.total_after < price.total_before else "price_none"
    said = [
        *_places(known, why, price),
        office.t(
            key,
            before=round(price.total_before),
            after=round(price.total_after),
            change=signed(price.total_after - price.total_before),
        ),
    ]
    return [Markup("<p>{}</p>").format(one) for one in said]


def _places(known: Known, why: WhyNot, price: Difference) -> list[str]:
    """Say whom the mentor would have to give up."""
    return [
        known.office.t("price_place", mentor=known.name(one.person_id), names=", ".join(given_up))
        for one in price.changes
        if one.role is Role.MENTOR and one.person_id == why.score.mentor_id
        if (given_up := [known.name(other) for other in one.before if other not in one.after])
    ]
