"""The two people's own answers to a proposed tandem, and what starts with the second yes."""

from datetime import datetime

from programme.sessions import Sessions
from tandems.domain.person import Account
from tandems.domain.tandem import Tandem, TandemStatus
from tandems.storage.store import Store


class Pairing:
    """Yes or no to a proposed tandem; a no needs no reason and reaches nobody's manager."""

    def __init__(self, store: Store, sessions: Sessions) -> None:
        self._store = store
        self._sessions = sessions

    def say_yes(self, actor: Account, tandem_id: str, *, now: datetime) -> Tandem:
        """Give the actor's yes; the second one starts the tandem and plans its run.

        Raises:
            Forbidden: not a member.
            NotAllowedNow: it is no longer proposed.
        """
        tandem = self._store.tandems.say_yes(actor, tandem_id, now=now)
        if tandem.status is TandemStatus.ACTIVE:
            programme = self._store.programmes.get(tandem.programme_id)
            self._sessions.plan_run(actor, tandem, programme)
        return tandem

    def decline(self, actor: Account, tandem_id: str, *, now: datetime) -> Tandem:
        """Say no, which ends the proposal.

        Raises:
            Forbidden: not a member.
            NotAllowedNow: it is no longer proposed.
        """
        return self._store.tandems.decline(actor, tandem_id, now=now)
