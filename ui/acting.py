"""Who acts in a request, and what a handler is told about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from tandems.domain.person import Account, Person
from tandems.domain.vocabulary import Address, Language
from tandems.errors import Forbidden
from ui.services import Services
from ui.texts import Texts

COOKIE: Final = "tandem_session"
SECURE_COOKIE: Final = "__Host-tandem_session"
"""Browsers take this name only over HTTPS, for this host alone."""


@dataclass(frozen=True, slots=True)
class Context:
    """The acting account with its person, the texts in the reader's language, and now.

    ``csrf`` belongs into every HTML form of our own that posts; ``query`` is the address line's.
    """

    account: Account
    person: Person | None
    texts: Texts
    services: Services
    now: datetime
    csrf: str
    query: Mapping[str, str] = field(default_factory=dict)

    def t(self, key: str, **values: object) -> str:
        """Return a text in the reader's language and address."""
        return self.texts.t(key, **values)

    @property
    def language(self) -> Language:
        """The language of the page the request came from."""
        return self.texts.language

    @property
    def person_id(self) -> str:
        """The person who acts.

        Raises:
            Forbidden: the account belongs to nobody in a programme.
        """
        if self.person is None:
            raise Forbidden
        return self.person.id

    @property
    def name(self) -> str:
        """How the acting account is shown to itself."""
        return self.person.name if self.person else self.account.login


def session_token(cookies: Mapping[str, str]) -> str:
    """Return the session token a request carries; empty without one."""
    return cookies.get(SECURE_COOKIE) or cookies.get(COOKIE) or ""


def acting(services: Services, cookies: Mapping[str, str], language: Language | None) -> Context:
    """Return who acts, resolved from the session cookie and from nothing else.

    Without ``language`` the account's own is used.

    Raises:
        NotSignedIn: no session, or it has ended.
    """
    store, now = services.store, services.clock()
    signed_in = store.accounts.session(session_token(cookies), now)
    account = signed_in.account
    person = store.people.person(account, account.person_id) if account.person_id else None
    address = person.address if person else Address.SIE
    texts = Texts(language or account.language, address)
    return Context(account, person, texts, services, now, signed_in.csrf)
