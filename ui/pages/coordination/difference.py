"""What another decision changes: who, by how much, from whom to whom, and the total."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from tandems.domain.match import Change, Difference, Violation
from tandems.domain.vocabulary import Role
from ui.cards import Html, Tone, badge, join, notice, points, table_or_cards
from ui.pages.coordination.known import Known
from ui.pages.coordination.programme import Office, figures


def show_difference(known: Known, difference: Difference, *, title: str) -> Markup:
    """Show the sums and, by person, what changes."""
    office = known.office
    head = Markup('<div class="td-subhead" data-latest><h3>{}</h3></div>').format(title)
    if not difference.changes:
        return join([head, notice(office.t("nothing_changes"), "good")])
    note = Markup('<p class="td-aside">{}</p>').format(office.t("sums_note"))
    return join([head, _sums(office, difference), note, _table(known, difference.changes)])


def signed(number: float) -> str:
    """Return a whole number with its sign, with a true minus."""
    shown = round(number)
    return f"+{shown}" if shown > 0 else f"−{-shown}" if shown < 0 else "±0"


def _sums(office: Office, difference: Difference) -> Markup:
    return figures(
        [
            _sum(office, "count_pairs", difference.pairs_before, difference.pairs_after),
            _sum(office, "sum_fit", difference.total_before, difference.total_after),
            (str(_concerned(difference)), office.t("count_concerned")),
        ]
    )


def _concerned(difference: Difference) -> int:
    return len({one.person_id for one in difference.changes})


def _sum(office: Office, key: str, before: float, after: float) -> tuple[Html, Html]:
    number = Markup("{} → {}").format(round(before), round(after))
    change = office.t("change_by", change=signed(after - before))
    return number, Markup("{}<small>{}</small>").format(office.t(key), change)


def _table(known: Known, changes: Sequence[Change]) -> Markup:
    office = known.office
    headers = [office.t(f"column_{name}") for name in ("name", "before", "after", "fit_change")]
    rows = [_row(known, one) for one in changes if _tells(one)]
    return table_or_cards(headers, rows, caption=office.t("changes_caption"))


def _tells(change: Change) -> bool:
    """Tell whether a row says more than the mentees' rows: mentors only if their number changes."""
    return change.role is Role.MENTEE or len(change.before) != len(change.after)


def _row(known: Known, change: Change) -> tuple[Html, ...]:
    office = known.office
    role = Markup("<small>{}</small>").format(office.t(f"role_{change.role}"))
    moved = signed(change.score_after - change.score_before)
    tone: Tone = "good" if moved.startswith("+") else "warn" if moved.startswith("−") else "plain"
    return (
        Markup("{} {}").format(known.name(change.person_id), role),
        _partners(known, change.before),
        _partners(known, change.after),
        Markup('<span class="td-moved">{} → {}</span> {}').format(
            round(change.score_before), round(change.score_after), badge(moved, tone)
        ),
    )


def _partners(known: Known, people: Iterable[str]) -> str:
    return ", ".join(known.name(one) for one in people) or known.office.t("nobody")


def show_refused(known: Known, refused: Sequence[Violation]) -> Markup:
    """Name locked pairs that were not taken, with the rule."""
    if not refused:
        return Markup("")
    pairs = [(one.rule, (one.mentee_id, one.mentor_id)) for one in refused]
    rows = [f"{known.pair(*pair)}: {known.broken(rule, pair)}" for rule, pair in pairs]
    return notice(points(rows), "warn", title=known.office.t("refused_title"))
