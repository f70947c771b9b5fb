"""What the profile page shows to one person, loaded for the account of the request."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.brief import Reader
from assistant.profile import ProfileChat, ProfileDraft
from tandems.domain.conversation import Message
from tandems.domain.programme import Participant, Programme
from tandems.domain.tandem import Tandem, TandemStatus
from tandems.domain.vocabulary import Address, Role
from tandems.errors import Forbidden
from ui.acting import Context

_BUSY = (TandemStatus.PROPOSED, TandemStatus.ACTIVE, TandemStatus.PAUSED)


@dataclass(frozen=True, slots=True)
class View:
    """One person's part in one programme; nothing of anybody else's is in it."""

    context: Context
    programme: Programme
    programmes: tuple[Programme, ...]
    own: Participant
    draft: ProfileDraft | None
    turns: Sequence[Message]
    tandems: tuple[Tandem, ...]

    def t(self, key: str, **values: object) -> str:
        """Return a text of this page."""
        return self.context.t(f"profile.{key}", **values)

    def by_role(self, key: str, **values: object) -> str:
        """Return a text that differs between who learns, who shares and who does both."""
        return self.t(f"{key}_{self.own.enrolment.role}", **values)

    @property
    def hidden(self) -> dict[str, str]:
        """What every form sends along."""
        return {"programme": self.programme.id}

    @property
    def joined(self) -> bool:
        """Whether the person takes part by an act of their own."""
        return self.own.enrolment.joined_at is not None

    @property
    def learns(self) -> bool:
        """Whether somebody is suggested to this person."""
        return self.own.enrolment.role is not Role.MENTOR

    @property
    def chat(self) -> ProfileChat:
        """The assistant of this page."""
        return self.context.services.desk().profile

    @property
    def reader(self) -> Reader:
        """Who reads, and how."""
        return reader_of(self.context)


def reader_of(context: Context) -> Reader:
    """Return the acting account with language and address."""
    address = context.person.address if context.person else Address.SIE
    return Reader(context.account, context.language, address)


def load_view(context: Context, programme_id: str = "") -> View | None:
    """Return the programme asked for, or the account's latest; None without any.

    Raises:
        Forbidden: the account takes no part in the programme asked for.
    """
    store, actor = context.services.store, context.account
    wanted = programme_id or context.query.get("programme", "")
    programmes = tuple(one for one in store.programmes.list(actor) if _takes_part(context, one))
    if not programmes:
        return None
    programme = next((one for one in programmes if one.id == wanted), programmes[-1])
    if programme_id and programme.id != programme_id:
        raise Forbidden
    chat = context.services.desk().profile
    return View(
        context=context,
        programme=programme,
        programmes=programmes,
        own=store.programmes.my_participation(actor, programme.id),
        draft=chat.draft(reader_of(context), programme.id),
        turns=chat.turns(actor),
        tandems=tuple(
            one
            for one in store.tandems.mine(actor)
            if one.programme_id == programme.id and one.status in _BUSY
        ),
    )


def _takes_part(context: Context, programme: Programme) -> bool:
    try:
        context.services.store.programmes.my_participation(context.account, programme.id)
    except Forbidden:
        return False
    return True
