"""How the tandems stand: dates, stage and self-set flags, never content."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from markupsafe import Markup

from programme.attention import Signal, signals
from tandems.domain.tandem import TandemState, TandemStatus
from ui.cards import Html, Tone, badge, empty, heading, join, table_or_cards
from ui.dates import moment_text
from ui.pages.coordination.programme import Office, figures, folded

_TONES: dict[TandemStatus, Tone] = {
    TandemStatus.ACTIVE: "good",
    TandemStatus.PROPOSED: "accent",
    TandemStatus.PAUSED: "bad",
}
_OVER = frozenset({TandemStatus.CLOSED, TandemStatus.DECLINED})
Looked = tuple[TandemState, tuple[Signal, ...]]
_COLUMNS: Final[Mapping[str, Sequence[str]]] = {
    "attention": ("pair", "look", "stage", "sessions", "next"),
    "proposed": ("pair",),
    "running": ("pair", "stage", "sessions", "next"),
    "over": ("pair", "status"),
}
"""The groups in their order, with what is worth saying of each."""
_FEW: Final = 8
"""Tandems of a group that are shown at once."""


def show_states(office: Office) -> Markup:
    """Show every tandem's status in groups; those that give a signal come first."""
    context = office.context
    states = context.services.store.tandems.states(context.account, office.programme.id)
    top = heading(office.t("states_title"), office.t("states_lead"))
    if not states:
        return join([top, empty(office.t("states_none"), office.t("states_none_text"))])
    looked = [(state, signals(state, now=context.now)) for state in states]
    shown = (
        _group(office, name, [one for one in looked if _group_of(one) == name]) for name in _COLUMNS
    )
    return join([top, _figures(office, looked), *shown])


def _group_of(one: Looked) -> str:
    state, found = one
    if found:
        return "attention"
    if state.status in _OVER:
        return "over"
    return "proposed" if state.status is TandemStatus.PROPOSED else "running"


def _group(office: Office, name: str, members: Sequence[Looked]) -> Markup:
    """Show a group; long ones that need nothing are folded."""
    if not members:
        return Markup("")
    names = _COLUMNS[name]
    headers = [office.t(f"column_{column}") for column in names]
    ordered = sorted(members, key=lambda one: Signal.HELP not in one[1])
    rows = [[_CELLS[column](office, one) for column in names] for one in ordered]
    title = office.t(f"group_{name}", count=len(members))
    table = table_or_cards(headers, rows, caption=title)
    opened = name == "attention" or len(members) <= _FEW
    return folded(title, table, opened=opened, name=name)


def _figures(office: Office, looked: Sequence[Looked]) -> Markup:
    statuses = [state.status for state, _ in looked]
    counts = {
        "attention": sum(bool(found) for _, found in looked),
        "running": statuses.count(TandemStatus.ACTIVE),
        "proposed": statuses.count(TandemStatus.PROPOSED),
        "ended": sum(status in _OVER for status in statuses),
        "held": sum(state.sessions_held for state, _ in looked),
    }
    return figures((str(count), office.t(f"count_{name}")) for name, count in counts.items())


def _pair(office: Office, one: Looked) -> Html:
    first, second = (*one[0].names, "", "")[:2]
    return office.t("pair", first=first, second=second)


def _status(office: Office, one: Looked) -> Html:
    status = one[0].status
    return badge(office.t(f"status_{status}"), _TONES.get(status, "plain"))


def _stage(office: Office, one: Looked) -> Html:
    return office.t(f"stage_{one[0].stage}") if _planned(one[0]) else ""


def _sessions(office: Office, one: Looked) -> Html:
    state = one[0]
    planned = _planned(state)
    return office.t("sessions", held=state.sessions_held, all=planned) if planned else ""


def _planned(state: TandemState) -> int:
    return state.sessions_held + state.sessions_planned


def _signals(office: Office, one: Looked) -> Html:
    return join(_signal(office, signal) for signal in one[1])


def _signal(office: Office, signal: Signal) -> Markup:
    tone: Tone = "bad" if signal in (Signal.HELP, Signal.PAUSED) else "warn"
    return badge(office.t(f"signal_{signal}"), tone)


def _next(office: Office, one: Looked) -> Html:
    at, context = one[0].next_session_at, office.context
    if one[0].status not in (TandemStatus.ACTIVE, TandemStatus.PAUSED):
        return ""
    if at is None:
        return office.t("no_date")
    when = moment_text(at, context.texts)
    return when if at > context.now else office.t("date_passed", when=when)


_CELLS: Final[Mapping[str, Callable[[Office, Looked], Html]]] = {
    "pair": _pair,
    "status": _status,
    "look": _signals,
    "stage": _stage,
    "sessions": _sessions,
    "next": _next,
}
