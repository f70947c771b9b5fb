"""A proposal for the whole cohort: pairs with reasons, the rule check, and who is left out."""

from collections.abc import Mapping, Sequence
from statistics import fmean

from markupsafe import Markup

from tandems.domain.match import LeftOut, PairScore, Proposal, Reason, RuleCode
from tandems.domain.vocabulary import Role
from ui.cards import Html, badge, card, empty, join, notice, points, table_or_cards
from ui.dates import moment_text
from ui.meeting import meeting, open_wishes
from ui.pages.coordination.programme import Office, figures
from ui.quotes import short_form

CHECKED = tuple(RuleCode)
Names = Mapping[str, str]


def latest_proposal(office: Office) -> Proposal | None:
    """Return the newest proposal of the programme."""
    context = office.context
    return context.services.store.matching.latest(context.account, office.programme.id)


def can_be_approved(proposal: Proposal | None) -> bool:
    """Tell whether approving is open: pairs, no trial, no broken rule, not yet done."""
    return (
        proposal is not None
        and bool(proposal.pairs)
        and not proposal.trial
        and not proposal.violations
        and proposal.approved_at is None
    )


def show_summary(office: Office, proposal: Proposal | None) -> Markup:
    """Show the newest proposal in numbers, or what a run would do."""
    if proposal is None:
        return empty(office.t("match_none"), office.t("match_none_text"))
    if not proposal.pairs:
        return empty(office.t("match_nobody"), office.t("match_nobody_text"))
    return join([_title(office, proposal), _figures(office, proposal)])


def show_pairs(office: Office, proposal: Proposal | None) -> Markup:
    """Show every pair with its reasons, and who is left out."""
    if proposal is None:
        return Markup("")
    names = _names(office)
    left_out = _left_out(office, proposal.left_out, names)
    if not proposal.pairs:
        return left_out
    wishes = _wishes(office)
    return join(
        [
            Markup('<div class="td-subhead"><h3>{}</h3></div>').format(office.t("pairs_title")),
            Markup('<p class="td-lead td-explained">{}</p>').format(office.t("score_explained")),
            *(_pair(office, pair, names, wishes) for pair in proposal.pairs),
            left_out,
        ]
    )


def show_approval(office: Office, proposal: Proposal | None) -> Markup:
    """Show the rule check, and say what approving does, or why it is not open."""
    if proposal is None or not proposal.pairs:
        return Markup("")
    return join([_rules(office, proposal), _approval(office, proposal)])


def _approval(office: Office, proposal: Proposal) -> Markup:
    if proposal.approved_at is not None:
        return notice(office.t("approve_already"), "good")
    if proposal.trial:
        return notice(office.t("approve_trial"), "warn")
    if proposal.violations:
        return notice(office.t("approve_broken"), "bad")
    return notice(office.t("approve_lead"), title=office.t("approve_title"))


def _names(office: Office) -> Names:
    context = office.context
    everyone = context.services.store.people.everyone(context.account)
    return {person.id: person.name for person in everyone}


def _name(office: Office, names: Names, person_id: str) -> str:
    return names.get(person_id) or office.t("someone")


def _title(office: Office, proposal: Proposal) -> Markup:
    date = moment_text(proposal.created_at, office.context.texts)
    if proposal.trial:
        state = badge(office.t("badge_trial"), "warn")
    elif proposal.approved_at is not None:
        state = badge(office.t("badge_approved"), "good")
    else:
        state = badge(office.t("badge_open"), "accent")
    return Markup('<div class="td-subhead"><h3>{}</h3>{}</div>').format(
        office.t("proposal_title", date=date), state
    )


def _figures(office: Office, proposal: Proposal) -> Markup:
    return figures(
        [
            (str(len(proposal.pairs)), office.t("count_pairs")),
            (str(len(proposal.left_out)), office.t("count_left_out")),
            (f"{fmean(pair.score for pair in proposal.pairs):.0f}", office.t("count_fit")),
        ]
    )


def _rules(office: Office, proposal: Proposal) -> Markup:
    broken = {(one.mentee_id, one.mentor_id) for one in proposal.violations}
    title = office.t("rules_title", broken=len(broken), pairs=len(proposal.pairs))
    skipped = {RuleCode.NOT_JOINED} if proposal.trial else set()
    rules = points(office.t(f"rule_{code}") for code in CHECKED if code not in skipped)
    lead = Markup("<p>{}</p>").format(office.t("rules_lead"))
    return card(title, lead, rules, tone="bad" if broken else "good")


def _pair(office: Office, pair: PairScore, names: Names, wishes: Names) -> Markup:
    mentee, mentor = (_name(office, names, one) for one in (pair.mentee_id, pair.mentor_id))
    score = f"{pair.score:.0f}"
    fit = office.t("fit", score=score)
    return Markup(
        '<details class="td-pair"><summary><span class="td-pair-names">{}</span>'
        '<span class="td-fit"><meter min="0" max="100" value="{}" aria-hidden="true"></meter>'
        "<span>{}</span></span></summary>{}{}</details>"
    ).format(
        office.t("mentee_with", mentee=mentee, mentor=mentor),
        score,
        fit,
        join(_reason(office, reason, mentee, mentor) for reason in pair.reasons),
        _uncovered(office, pair, wishes),
    )


def _reason(office: Office, reason: Reason, mentee: str, mentor: str) -> Markup:
    return meeting(
        reason,
        office.context.texts,
        wishes=office.t("wish_of", name=mentee),
        offers=office.t("offer_of", name=mentor),
    )


def _uncovered(office: Office, pair: PairScore, wishes: Names) -> Markup:
    if not pair.uncovered:
        return Markup('<p class="td-covered">{}</p>').format(office.t("uncovered_none"))
    return open_wishes((wishes.get(one, "") for one in pair.uncovered), office.t("uncovered"))


def _wishes(office: Office) -> Names:
    """Return all wishes in short, by their ids."""
    context = office.context
    people = context.services.store.programmes.participants(context.account, office.programme.id)
    return {wish.id: short_form(wish.text, wish.label) for one in people for wish in one.wishes}


def _left_out(office: Office, left_out: Sequence[LeftOut], names: Names) -> Markup:
    title = Markup('<div class="td-subhead"><h3>{}</h3></div>').format(office.t("left_out_title"))
    if not left_out:
        return join([title, Markup("<p>{}</p>").format(office.t("left_out_none"))])
    ordered = sorted(left_out, key=lambda one: (one.role is not Role.MENTEE, one.reason))
    rows: list[tuple[Html, ...]] = [
        (
            _name(office, names, one.person_id),
            office.t(f"role_{one.role}"),
            office.t(f"left_out_{one.reason}"),
        )
        for one in ordered
    ]
    headers = [office.t(f"column_{name}") for name in ("name", "role", "reason")]
    return join([title, table_or_cards(headers, rows, caption=office.t("left_out_caption"))])
