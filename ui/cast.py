"""Who the demo accounts are, for the sign-in page: invented people and what they try out."""

from dataclasses import dataclass

from tandems.domain.person import Account
from tandems.domain.programme import Programme
from tandems.domain.tandem import Membership, Tandem, TandemStatus
from tandems.storage import Store
from ui.texts import Texts

_RUNNING = frozenset({TandemStatus.ACTIVE, TandemStatus.PAUSED})


@dataclass(frozen=True, slots=True)
class Player:
    """A demo account as the sign-in page introduces it."""

    login: str
    name: str
    part: str


def demo_cast(store: Store, texts: Texts) -> list[Player]:
    """Return the demo accounts, each read by its own right; none outside a demo."""
    return [_player(store, one, texts) for one in store.accounts.demo_accounts()]


def _player(store: Store, account: Account, texts: Texts) -> Player:
    if account.person_id is None:
        return Player(account.login, "", texts.t(f"shell.role_{account.role}"))
    name = store.people.person(account, account.person_id).name
    tandem = next((one for one in store.tandems.mine(account) if one.status in _RUNNING), None)
    programme = next(iter(store.programmes.list(account)), None)
    if tandem is not None:
        part = _in_tandem(tandem, account, texts)
    elif programme is not None:
        part = _enrolled(store, account, programme, texts=texts)
    else:
        part = texts.t(f"shell.role_{account.role}")
    return Player(account.login, name, part)


def _in_tandem(tandem: Tandem, account: Account, texts: Texts) -> str:
    def is_own(member: Membership) -> bool:
        return member.person_id == account.person_id

    me = next(one for one in tandem.members if is_own(one))
    partner = next(one for one in tandem.members if not is_own(one))
    return texts.t(
        "shell.demo_in_tandem",
        role=texts.t(f"tandem.role_{me.role}"),
        mode=texts.t(f"tandem.mode_{tandem.mode}"),
        partner=partner.name,
    )


def _enrolled(store: Store, account: Account, programme: Programme, *, texts: Texts) -> str:
    enrolment = store.programmes.my_participation(account, programme.id).enrolment
    return texts.t(
        "shell.demo_joined" if enrolment.joined_at else "shell.demo_invited",
        role=texts.t(f"tandem.role_{enrolment.role}"),
        mode=texts.t(f"tandem.mode_{programme.mode}"),
    )
