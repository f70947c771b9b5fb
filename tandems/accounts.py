"""Passwords and the rules of a signed-in session: how long, how often, and what is kept of it."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tandems.domain.person import Account
from tandems.errors import InvalidInput, TooLong

IDLE: Final = timedelta(hours=12)
"""A session ends this long after its last use (ARCHITECTURE, the web shell)."""
ABSOLUTE: Final = timedelta(days=7)
"""A session ends this long after it was opened, whatever its use."""
TRY_WINDOW: Final = timedelta(minutes=15)
"""Wrong passwords count for this long."""
MAX_TRIES: Final = 5
"""Wrong passwords per login within the window before waiting."""
MIN_PASSWORD: Final = 10
"""Shortest password in characters; source: NIST SP 800-63B asks for at least 8."""
MAX_PASSWORD: Final = 256
"""Longest password in characters, so that hashing stays bounded."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An account's valid session; ``csrf`` belongs to this session alone."""

    account: Account
    csrf: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class HashCost:
    """What one argon2id hash costs; the defaults are argon2-cffi's (RFC 9106, low memory)."""

    time: int = 3
    memory_kib: int = 65536
    lanes: int = 4


class Passwords:
    """Hash and check passwords with argon2id."""

    def __init__(self, cost: HashCost | None = None) -> None:
        cost = cost or HashCost()
        self._hasher = PasswordHasher(cost.time, cost.memory_kib, cost.lanes)
        self._dummy = _unmatchable(cost)

    def hash(self, password: str) -> str:
        """Return the encoded hash, which names its own parameters and salt."""
        return self._hasher.hash(password)

    def matches(self, password: str, encoded: str | None) -> bool:
        """Tell whether ``password`` fits; without a hash it takes as long and says no."""
        try:
            return self._hasher.verify(encoded or self._dummy, password) and encoded is not None
        except (VerificationError, InvalidHashError):
            return False

    def outdated(self, encoded: str) -> bool:
        """Tell whether the hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(encoded)


def _unmatchable(cost: HashCost) -> str:
    """Return a hash of nothing known, in argon2's encoding, at the same cost to check."""
    salt, digest = (
        base64.b64encode(secrets.token_bytes(size)).decode().rstrip("=") for size in (16, 32)
    )
    parameters = f"m={cost.memory_kib},t={cost.time},p={cost.lanes}"
    return f"$argon2id$v=19${parameters}${salt}${digest}"


def check_password(password: str) -> None:
    """Accept a new password by its length in characters.

    Raises:
        InvalidInput: too short.
        TooLong: longer than is ever hashed.
    """
    if len(password) < MIN_PASSWORD:
        raise InvalidInput(given=len(password), wanted=MIN_PASSWORD)
    if len(password) > MAX_PASSWORD:
        raise TooLong(given=len(password), limit=MAX_PASSWORD)


def normal_login(login: str) -> str:
    """Return the one spelling under which a login is kept and looked up."""
    return login.strip().casefold()


def new_token() -> str:
    """Return a fresh session token of 256 random bits; only its hash is ever stored."""
    return secrets.token_urlsafe(32)


def digest(text: str) -> str:
    """Return the SHA-256 of a token or a login as 64 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def csrf_of(token: str) -> str:
    """Return the session's CSRF token, derived so that it need not be stored."""
    return hmac.new(token.encode(), b"csrf", hashlib.sha256).hexdigest()


def expiry(opened_at: datetime, last_seen_at: datetime) -> datetime:
    """Return when a session ends unless it is used again."""
    return min(last_seen_at + IDLE, opened_at + ABSOLUTE)
