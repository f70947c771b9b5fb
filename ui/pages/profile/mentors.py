"""Who could fit: which wish meets which offer, what stays open, and a ranking of three."""

from collections.abc import Sequence

from markupsafe import Markup

from tandems.domain.match import PairScore, Reason
from tandems.domain.programme import Participant
from tandems.errors import EmptyInput
from ui.cards import Html, badge, card, empty, heading, join, notice, points
from ui.forms import Fields, button, choice, folded, form
from ui.meeting import meeting, open_wishes
from ui.pages.profile.view import View
from ui.quotes import language_name, short_form

BRIDGE = "profile-rank"
PLACES = ("first", "second", "third")
_COUNT = 5
Suggested = Sequence[tuple[PairScore, Participant]]


def show_mentors(view: View) -> Markup:
    """Show suggested mentors once something is released; to mentors, what comes next."""
    wishes = [wish for wish in view.own.wishes if wish.released_at]
    offers = [offer for offer in view.own.offers if offer.released_at]
    if not view.joined or not (wishes or offers):
        return Markup("")
    if not view.learns:
        return notice(view.t("mentor_next"))
    if view.tandems:
        return Markup("")
    if not wishes:
        return notice(view.t("wish_first"))
    found = view.context.services.desk().matching.suggestions(
        view.context.account, view.programme.id, count=_COUNT
    )
    title = heading(view.t("mentors_title"), view.t("mentors_lead"))
    if not found:
        return title + empty(view.t("no_mentors"), view.t("no_mentors_text"))
    shown = [_mentor(view, pair, mentor) for pair, mentor in found]
    return join([title, *shown, _ranking(view, found)])


def _mentor(view: View, pair: PairScore, mentor: Participant) -> Markup:
    met, total = len(pair.reasons), len(pair.reasons) + len(pair.uncovered)
    key = "covers_all" if met == total else "covers"
    marks = [badge(view.t(key, count=met, total=total), "good")]
    where = Markup('<p class="td-aside">{}</p>').format(mentor.department)
    return card(
        mentor.name,
        where if mentor.department else "",
        join(_meeting(view, reason, mentor) for reason in pair.reasons),
        open_wishes(_uncovered(view, pair), view.t("uncovered")),
        _rules(view, mentor),
        badges=marks,
    )


def _meeting(view: View, reason: Reason, mentor: Participant) -> Markup:
    offers = view.t("offers_it", name=mentor.name)
    return meeting(reason, view.context.texts, wishes=view.t("your_wish"), offers=offers)


def _uncovered(view: View, pair: PairScore) -> list[str]:
    wishes = (wish for wish in view.own.wishes if wish.id in pair.uncovered)
    return [short_form(wish.text, wish.label) for wish in wishes]


def _rules(view: View, mentor: Participant) -> Markup:
    shared = [one for one in view.own.languages if one in mentor.languages]
    rules = [
        view.t("rule_reporting_line"),
        view.t("rule_apart"),
        view.t(
            "rule_language",
            languages=", ".join(language_name(one, view.context.texts) for one in shared),
        ),
        view.t("rule_capacity"),
        view.t("rule_joined"),
    ]
    return folded(view.t("rules_held"), points(rules))


def _ranking(view: View, found: Suggested) -> Markup:
    names = {mentor.person_id: mentor.name for _, mentor in found}
    kept = _kept(view)
    options = [(view.t("nobody"), ""), *((name, one) for one, name in names.items())]
    lists = [
        choice(place, view.t(f"field_{place}"), options, value=one if one in names else "")
        for place, one in zip(PLACES, (*kept, "", "", ""), strict=False)
    ]
    order = [names[one] for one in kept if one in names]
    saved = Markup('<p class="td-aside">{}</p>').format(view.t("ranked", names=" · ".join(order)))
    return Markup('<section class="td-item td-rank"><h4>{}</h4><p>{}</p>{}{}</section>').format(
        view.t("rank_title"),
        view.t("rank_lead"),
        saved if order else "",
        form(
            BRIDGE,
            Markup('<div class="td-side">{}</div>').format(join(lists)),
            buttons=[button(view.t("rank_save"), "rank", "primary")],
            hidden=view.hidden,
            label=view.t("rank_title"),
        ),
    )


def _kept(view: View) -> tuple[str, ...]:
    rankings = view.context.services.store.rankings
    return rankings.ranking(view.context.account, view.programme.id)


def rank(view: View, fields: Fields) -> Html:
    """Save up to three different people in the order they were chosen."""
    context = view.context
    found = context.services.desk().matching.suggestions(
        context.account, view.programme.id, count=_COUNT
    )
    known = [mentor.person_id for _, mentor in found]
    wanted = [fields.one_of(place, known) for place in PLACES if fields.raw(place)]
    if not wanted:
        raise EmptyInput(field=fields.label(PLACES[0]))
    if len(set(wanted)) < len(wanted):
        raise fields.refused("rank", "profile.wanted_rank")
    context.services.store.rankings.rank(
        context.account, view.programme.id, mentor_ids=wanted, now=context.now
    )
    return view.t("ranked_said")
