"""How the tandems stand: dates, stage and self-set flags, never content."""

from collections.abc import Sequence

from markupsafe import Markup

from programme.attention import Signal, signals
from tandems.domain.tandem import TandemState, TandemStatus
from ui.cards import Html, Tone, badge, empty, heading, join, table_or_cards
from ui.dates import moment_text
from ui.pages.coordination.programme import Office, figures

_TONES: dict[TandemStatus, Tone] = {
    TandemStatus.ACTIVE: "good",
    TandemStatus.PROPOSED: "accent",
    TandemStatus.PAUSED: "bad",
}
_OVER = frozenset({TandemStatus.CLOSED, TandemStatus.DECLINED})
Looked = tuple[TandemState, tuple[Signal, ...]]


def show_states(office: Office) -> Markup:
    """Show every tandem's status; those that give a signal come first."""
    context = office.context
    states = context.services.store.tandems.states(context.account, office.programme.id)
    top = heading(office.t("states_title"), office.t("states_lead"))
    if not states:
        return join([top, empty(office.t("states_none"), office.t("states_none_text"))])
    looked = [(state, signals(state, now=context.now)) for state in states]
    looked.sort(key=_urgency)
    headers = [
        office.t(f"column_{name}")
        for name in ("pair", "status", "look", "stage", "sessions", "next")
    ]
    rows = [_row(office, one) for one in looked]
    table = table_or_cards(headers, rows, caption=office.t("states_caption"))
    return join([top, _figures(office, looked), table])


def _urgency(one: Looked) -> tuple[bool, bool, bool]:
    state, found = one
    return (
        Signal.HELP not in found,
        not found,
        state.status in _OVER,
    )


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


def _row(office: Office, one: Looked) -> tuple[Html, ...]:
    state, found = one
    begun = bool(state.sessions_held + state.sessions_planned)
    nothing = office.t("nothing")
    sessions = office.t(
        "sessions",
        held=state.sessions_held,
        all=state.sessions_held + state.sessions_planned,
    )
    names = dict(zip(("first", "second"), (*state.names, nothing, nothing), strict=False))
    return (
        office.t("pair", **names),
        badge(office.t(f"status_{state.status}"), _TONES.get(state.status, "plain")),
        join(_signal(office, signal) for signal in found) or nothing,
        office.t(f"stage_{state.stage}") if begun else nothing,
        sessions if begun else nothing,
        _next(office, state),
    )


def _signal(office: Office, signal: Signal) -> Markup:
    tone: Tone = "bad" if signal in (Signal.HELP, Signal.PAUSED) else "warn"
    return badge(office.t(f"signal_{signal}"), tone)


def _next(office: Office, state: TandemState) -> str:
    if state.status not in (TandemStatus.ACTIVE, TandemStatus.PAUSED):
        return office.t("nothing")
    if state.next_session_at is None:
        return office.t("no_date")
    return moment_text(state.next_session_at, office.context.texts)
