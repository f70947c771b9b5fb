"""Whose a page session, a queued event or an uploaded file is: the account that used it first."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final, Literal

Kind = Literal["session_hash", "event_id", "upload_id", "file"]
Key = tuple[Kind, str]

PER_ACCOUNT: Final = 512
"""Bindings one account can hold; its own oldest go first, so nobody can push out another's."""
LIFE_S: Final = 24 * 3600.0
"""Seconds since the last use; twice the idle time of a signed-in session."""


class Bindings:
    """First come, first owned; bounded in number and time.

    Args:
        clock: returns seconds that never go back, such as ``time.monotonic``.
    """

    def __init__(
        self, clock: Callable[[], float], *, per_account: int = PER_ACCOUNT, life_s: float = LIFE_S
    ) -> None:
        self._clock = clock
        self._per_account = per_account
        self._life_s = life_s
        self._owners: dict[Key, str] = {}
        self._used: dict[str, OrderedDict[Key, float]] = {}
        self._lock = Lock()

    def claim(self, kind: Kind, value: str, account_id: str) -> bool:
        """Bind ``value`` to the account unless it is another's; tell whether it is theirs now."""
        key = (kind, value)
        with self._lock:
            self._expire(key)
            if self._owners.setdefault(key, account_id) != account_id:
                return False
            used = self._used.setdefault(account_id, OrderedDict())
            used[key] = self._clock()
            used.move_to_end(key)
            while len(used) > self._per_account:
                self._owners.pop(used.popitem(last=False)[0], None)
            return True

    def owns(self, kind: Kind, value: str, account_id: str) -> bool:
        """Tell whether the account used ``value`` first, and keep it alive if so."""
        with self._lock:
            known = self._owners.get((kind, value)) == account_id
        return known and self.claim(kind, value, account_id)

    def __len__(self) -> int:
        """Return how many bindings are held."""
        return len(self._owners)

    def _expire(self, key: Key) -> None:
        """Forget what was not used for too long: the key itself, and its owner's oldest."""
        limit = self._clock() - self._life_s
        owner = self._owners.get(key)
        if owner is None:
            return
        used = self._used[owner]
        while used and next(iter(used.values())) < limit:
            self._owners.pop(used.popitem(last=False)[0], None)
        if not used:
            del self._used[owner]
