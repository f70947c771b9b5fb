"""The pairs of a proposal: with reasons, what their scores are made of, and what one can do."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from tandems.domain.match import PairScore, PartName, Proposal, Reason, ScorePart
from ui.cards import badge, join, notice
from ui.meeting import meeting, open_wishes
from ui.pages.coordination.decision import Act
from ui.pages.coordination.difference import show_refused
from ui.pages.coordination.known import Known, Pair
from ui.pages.coordination.left_out import show_left_out
from ui.pages.coordination.terms import pair_button

_MUCH, _SOME = 67, 34


def show_pairs(known: Known, proposal: Proposal | None) -> Markup:
    """Show every pair with its reasons, and who is left out."""
    if proposal is None:
        return Markup("")
    office = known.office
    left_out = show_left_out(known, proposal.left_out)
    refused = show_refused(known, proposal.refused)
    if not proposal.pairs:
        return join([refused, left_out])
    wishes, open_ = known.wishes(), proposal.approved_at is None
    return join(
        [
            refused,
            Markup('<div class="td-subhead"><h3>{}</h3></div>').format(office.t("pairs_title")),
            Markup('<p class="td-lead td-explained">{}</p>').format(office.t("score_explained")),
            *(_pair(known, pair, wishes, open_) for pair in proposal.pairs),
            left_out,
        ]
    )


def show_basis(known: Known, pair: PairScore) -> Markup:
    """Show what speaks for two people and what their score is made of."""
    return join([_reasons(known, pair, known.wishes()), _parts(known, pair.parts)])


def _pair(known: Known, pair: PairScore, wishes: Mapping[str, str], open_: bool) -> Markup:
    office, two = known.office, (pair.mentee_id, pair.mentor_id)
    score = f"{pair.score:.0f}"
    marks = [badge(office.t("badge_locked"), "accent")] if pair.locked else []
    minors = known.under_18(two)
    if minors:
        marks.append(badge(office.t("badge_under_18"), "warn"))
    return Markup(
        '<details class="td-pair"><summary><span class="td-pair-names">{} {}</span>'
        '<span class="td-fit"><meter min="0" max="100" value="{}" aria-hidden="true"></meter>'
        "<span>{}</span></span></summary>{}{}{}{}</details>"
    ).format(
        known.pair(*two),
        join(marks),
        score,
        office.t("fit", score=score),
        _protected(known, minors),
        _reasons(known, pair, wishes),
        _parts(known, pair.parts),
        _buttons(known, pair, two) if open_ else Markup(""),
    )


def _protected(known: Known, minors: Sequence[str]) -> Markup:
    """Say what to look after where one of the two is under 18."""
    if not minors:
        return Markup("")
    return notice(known.office.t("under_18_note", names=", ".join(minors)), "warn")


def _buttons(known: Known, pair: PairScore, two: Pair) -> Markup:
    first = (Act.FREE, "undo_locked") if pair.locked else (Act.LOCK, "lock_button")
    return Markup('<div class="td-form-buttons td-pair-acts">{}{}</div>').format(
        pair_button(known.office, first[0], two, first[1]),
        pair_button(known.office, Act.FORBID, two, "forbid_button"),
    )


def _reasons(known: Known, pair: PairScore, wishes: Mapping[str, str]) -> Markup:
    """Show wish beside offer as far as both are still released."""
    standing = known.still_released(pair.reasons)
    two = known.name(pair.mentee_id), known.name(pair.mentor_id)
    shown = [_reason(known, reason, *two) for reason in standing]
    if len(standing) < len(pair.reasons):
        withdrawn = known.office.t("reason_withdrawn")
        return join([*shown, Markup('<p class="td-covered">{}</p>').format(withdrawn)])
    return join([*shown, _uncovered(known, pair, wishes)])


def _reason(known: Known, reason: Reason, mentee: str, mentor: str) -> Markup:
    office = known.office
    return meeting(
        reason,
        office.context.texts,
        wishes=office.t("wish_of", name=mentee),
        offers=office.t("offer_of", name=mentor),
    )


def _uncovered(known: Known, pair: PairScore, wishes: Mapping[str, str]) -> Markup:
    if not pair.uncovered:
        return Markup('<p class="td-covered">{}</p>').format(known.office.t("uncovered_none"))
    open_texts = (wishes.get(one, "") for one in pair.uncovered)
    return open_wishes(open_texts, known.office.t("uncovered"))


def _parts(known: Known, parts: Sequence[ScorePart]) -> Markup:
    """Show each part as a bar with a word, and how much it counts."""
    if not parts:
        return Markup("")
    office = known.office
    total = sum(part.weight for part in parts if part.name is not PartName.RANKING)
    rows = join(_part(known, part, total) for part in parts)
    return Markup('<div class="td-parts"><h4>{}</h4><dl>{}</dl></div>').format(
        office.t("parts_title"), rows
    )


def _part(known: Known, part: ScorePart, total: float) -> Markup:
    office = known.office
    word = "much" if part.value >= _MUCH else "some" if part.value >= _SOME else "little"
    if part.name is PartName.RANKING:
        counts = office.t("part_on_top")
    else:
        counts = office.t("part_counts", share=round(100 * part.weight / total) if total else 0)
    return Markup(
        '<div><dt>{}</dt><dd><meter min="0" max="100" value="{}" aria-hidden="true"></meter>'
        "<span>{}</span><small>{}</small></dd></div>"
    ).format(office.t(f"part_{part.name}"), round(part.value), office.t(f"part_is_{word}"), counts)
