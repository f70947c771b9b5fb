"""What the tandem page shows to one of the two, loaded for the account of the request."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from programme.goals import Goals
from tandems.domain.conversation import Message, Suggestion
from tandems.domain.programme import LearningWish
from tandems.domain.tandem import (
    Commitment,
    Goal,
    Membership,
    Note,
    Session,
    SessionStatus,
    Tandem,
    TandemStatus,
)
from tandems.errors import Forbidden
from ui.acting import Context
from ui.render.reading import Reading

RUNNING = (TandemStatus.ACTIVE, TandemStatus.PAUSED)
OVER = (TandemStatus.DECLINED,)
"""Tandems that are not offered any more."""


@dataclass(frozen=True, slots=True)
class View:
    """One tandem as one of its two people sees it; the partner's own things are not in it."""

    context: Context
    tandem: Tandem
    tandems: tuple[Tandem, ...]
    me: Membership
    partner: Membership
    reading: Reading
    sessions: tuple[Session, ...]
    goals: tuple[Goal, ...]
    commitments: tuple[Commitment, ...]
    notes: tuple[Note, ...]
    wishes: tuple[LearningWish, ...]
    messages: tuple[Message, ...]
    suggestions: Mapping[str, Suggestion]

    def t(self, key: str, **values: object) -> str:
        """Return a text of this page."""
        return self.context.t(f"tandem.{key}", **values)

    @property
    def runs(self) -> bool:
        """Whether both have said yes and it is not over."""
        return self.tandem.status in RUNNING

    @property
    def hidden(self) -> dict[str, str]:
        """What every form sends along."""
        return {"tandem": self.tandem.id}

    @property
    def next_session(self) -> Session | None:
        """The next planned session that is still to come, or has no date yet."""
        coming = (one for one in self._planned() if not self.is_over(one))
        return next(coming, None)

    @property
    def due_session(self) -> Session | None:
        """The earliest session whose time has passed without anybody ticking it off."""
        over = (one for one in self._planned() if self.is_over(one))
        return next(over, None) if self.runs else None

    def is_over(self, session: Session) -> bool:
        """Tell whether a planned session should have taken place by now."""
        if session.status is not SessionStatus.PLANNED or session.starts_at is None:
            return False
        return session.starts_at + timedelta(minutes=session.minutes) <= self.context.now

    def _planned(self) -> Iterator[Session]:
        return (one for one in self.sessions if one.status is SessionStatus.PLANNED)

    def name(self, person_id: str) -> str:
        """Return how a person of the two is called: oneself as “du”."""
        return self.t("you") if person_id == self.me.person_id else self.reading.name(person_id)


def load_view(context: Context, tandem_id: str = "") -> View | None:
    """Return the tandem asked for, or the account's first running one; None without any.

    Raises:
        Forbidden: not a member of the tandem asked for.
    """
    records = context.services.store.tandems
    own = tuple(one for one in records.mine(context.account) if one.status not in OVER)
    wanted = tandem_id or context.query.get("tandem", "")
    tandem = records.get(context.account, wanted) if wanted else _first(own)
    return None if tandem is None else _loaded(context, tandem, own)


def _first(own: tuple[Tandem, ...]) -> Tandem | None:
    return min(own, key=lambda one: one.status not in RUNNING, default=None)


def _loaded(context: Context, tandem: Tandem, own: tuple[Tandem, ...]) -> View:
    store, actor = context.services.store, context.account
    me = next((one for one in tandem.members if one.person_id == actor.person_id), None)
    if me is None:
        raise Forbidden
    kept = store.suggestions
    known = [*kept.accepted(actor, tandem.id), *kept.drafts(actor, tandem.id)]
    return View(
        context=context,
        tandem=tandem,
        tandems=own,
        me=me,
        partner=next(one for one in tandem.members if one is not me),
        reading=Reading.of(context.texts, tandem),
        sessions=tuple(store.tandems.sessions(actor, tandem.id)),
        goals=tuple(store.tandems.goals(actor, tandem.id)),
        commitments=tuple(store.tandems.commitments(actor, tandem.id)),
        notes=tuple(store.tandems.notes(actor, tandem.id)),
        wishes=tuple(Goals(store).open_wishes(actor, tandem.id)),
        messages=tuple(store.conversations.history(actor, tandem.id)),
        suggestions={one.id: one for one in known},
    )
