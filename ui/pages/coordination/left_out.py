"""Who has no tandem in a proposal, why, and what would help soonest."""

from collections.abc import Sequence

from markupsafe import Markup

from tandems.domain.match import LeftOut, LeftOutReason, RuleCode
from tandems.domain.vocabulary import Role
from ui.cards import Html, join, table_or_cards
from ui.pages.coordination.known import Known


def show_left_out(known: Known, left_out: Sequence[LeftOut]) -> Markup:
    """Show everybody without a tandem; mentees first."""
    office = known.office
    title = Markup('<div class="td-subhead"><h3>{}</h3></div>').format(office.t("left_out_title"))
    if not left_out:
        return join([title, Markup("<p>{}</p>").format(office.t("left_out_none"))])
    ordered = sorted(left_out, key=lambda one: (one.role is not Role.MENTEE, one.reason))
    rows: list[tuple[Html, ...]] = [
        (
            known.name(one.person_id),
            office.t(f"role_{one.role}"),
            office.t(f"left_out_{_reason(known, one)}"),
            _fix(known, one),
        )
        for one in ordered
    ]
    headers = [office.t(f"column_{name}") for name in ("name", "role", "reason", "fix")]
    return join([title, table_or_cards(headers, rows, caption=office.t("left_out_caption"))])


def _reason(known: Known, left: LeftOut) -> str:
    """Return the key of the reason; the nearest may be the partner one has already."""
    if RuleCode.BLOCKED in left.rules and known.tandems.get(left.person_id):
        return "has_tandem"
    return reason_of(left)


def reason_of(left: LeftOut) -> str:
    """Return the key of the reason; what keeps the nearest person away makes it exact."""
    if left.nearest_id is None:
        return left.reason
    if left.reason is LeftOutReason.ALL_BARRED:
        if not left.rules:
            return "forbidden"
        if set(left.rules) == {RuleCode.CAPACITY}:
            return LeftOutReason.NO_CAPACITY_LEFT
        if RuleCode.NOT_JOINED in left.rules:
            return RuleCode.NOT_JOINED
        return left.reason
    return "below_minimum" if left.reason is LeftOutReason.NO_FIT else "taken"


def _fix(known: Known, left: LeftOut) -> Html:
    office, reason = known.office, _reason(known, left)
    if reason == "has_tandem":
        return ""
    key = f"fix_{reason}"
    if left.nearest_id is None:
        alone = f"coordination.{key}_{left.role}"
        return office.context.t(alone) if alone in office.context.texts else ""
    near = office.t("nearest", name=known.name(left.nearest_id), score=round(left.nearest_score))
    if left.reason is not LeftOutReason.ALL_BARRED or not left.rules:
        return f"{near} {office.t(key)}"
    two = (left.person_id, left.nearest_id)
    kept_apart = " ".join(known.broken(code, two) for code in left.rules)
    return f"{near} {kept_apart} {office.t(key)}"
