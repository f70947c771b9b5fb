"""A proposal for the whole cohort in numbers, its rule check, and whether it can be approved."""

from statistics import fmean

from markupsafe import Markup

from tandems.domain.match import Proposal, RuleCode
from ui.cards import badge, card, empty, join, notice, points
from ui.dates import moment_text
from ui.pages.coordination.programme import Office, figures

CHECKED = tuple(RuleCode)


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
    aim = office.t(f"objective_{proposal.objective}")
    said = [office.t("proposal_aim", aim=aim)]
    if proposal.minimum:
        said.append(office.t("proposal_minimum", minimum=round(proposal.minimum)))
    run_with = Markup('<p class="td-aside td-run-with">{}</p>').format(" · ".join(said))
    return join([_title(office, proposal), run_with, _figures(office, proposal)])


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
