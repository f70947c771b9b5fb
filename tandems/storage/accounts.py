"""Accounts, signing in and signed-in sessions."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tandems.accounts import (
    MAX_PASSWORD,
    MAX_TRIES,
    TRY_WINDOW,
    Passwords,
    SignedIn,
    check_password,
    csrf_of,
    digest,
    expiry,
    new_token,
    normal_login,
)
from tandems.domain.person import Account, AccountRole
from tandems.domain.vocabulary import Language
from tandems.errors import EmptyInput, NotSignedIn, TooManyTries
from tandems.storage.database import Database
from tandems.storage.records import Records, found, new_id
from tandems.storage.rows import AccountRow, SignInRow, TryRow, value_of

_SEEN_STEP: Final = timedelta(minutes=1)
"""How often a session's last use is written down, so that not every request writes."""


class Accounts(Records):
    """Who may sign in, and who is."""

    def __init__(self, database: Database, passwords: Passwords) -> None:
        super().__init__(database)
        self._passwords = passwords

    def create(
        self,
        login: str,
        password: str,
        *,
        role: AccountRole,
        person_id: str | None,
        language: Language,
        demo: bool = False,
    ) -> Account:
        """Create an account; logins do not distinguish capitals.

        Raises:
            EmptyInput: no login.
            InvalidInput: the password is too short or too long.
            Conflict: the login is taken, or the person has an account.
        """
        name = normal_login(login)
        if not name:
            raise EmptyInput
        check_password(password)
        account = Account(new_id(), name, role, person_id, language, demo)
        hashed = self._passwords.hash(password)
        with self._database.write() as session:
            session.add(
                AccountRow(
                    id=account.id,
                    login=name,
                    password=hashed,
                    role=role,
                    person_id=person_id,
                    language=language,
                    demo=demo,
                )
            )
        return account

    def verify(self, login: str, password: str, *, now: datetime) -> Account:
        """Return the account whose login and password these are.

        An unknown login takes as long as a wrong password. A try counts from its start, so
        that many at once cannot slip through together.

        Raises:
            NotSignedIn: the login or the password is wrong.
            TooManyTries: too many wrong ones for this login; value: ``wait_s``.
        """
        name = normal_login(login)
        with self._database.write() as session:
            _count_try(session, digest(name), now)
            row = session.scalar(select(AccountRow).where(AccountRow.login == name))
        encoded = row.password if row else None
        fits = self._passwords.matches(password[: MAX_PASSWORD + 1], encoded)
        if row is None or not fits:
            raise NotSignedIn
        renewed = self._passwords.outdated(row.password) and self._passwords.hash(password)
        with self._database.write() as session:
            session.execute(delete(TryRow).where(TryRow.login_hash == digest(name)))
            if renewed:
                found(session, AccountRow, row.id).password = renewed
        return value_of(row, Account)

    def change_password(self, account_id: str, password: str) -> None:
        """Set a new password and end every session of the account.

        Raises:
            InvalidInput: the password is too short or too long.
            NotFound: no such account.
        """
        check_password(password)
        hashed = self._passwords.hash(password)
        with self._database.write() as session:
            found(session, AccountRow, account_id).password = hashed
            session.execute(delete(SignInRow).where(SignInRow.account_id == account_id))

    def by_id(self, account_id: str) -> Account:
        """Return the account.

        Raises:
            NotFound: no such account.
        """
        with self._database.read() as session:
            return value_of(found(session, AccountRow, account_id), Account)

    def set_language(self, account_id: str, language: Language) -> Account:
        """Change the language the account is spoken to in.

        Raises:
            NotFound: no such account.
        """
        with self._database.write() as session:
            row = found(session, AccountRow, account_id)
            row.language = language
            return replace(value_of(row, Account), language=language)

    def open_session(self, account: Account, now: datetime) -> str:
        """Open a session and return its token; the token itself is stored nowhere."""
        token = new_token()
        with self._database.write() as session:
            session.add(
                SignInRow(
                    token_hash=digest(token),
                    account_id=account.id,
                    opened_at=now,
                    last_seen_at=now,
                )
            )
        return token

    def session(self, token: str, now: datetime) -> SignedIn:
        """Return whose session the token opens, and count this as a use.

        Raises:
            NotSignedIn: unknown, revoked, unused for too long or too old.
        """
        with self._database.read() as session:
            pair = session.execute(
                select(SignInRow, AccountRow)
                .join(AccountRow, AccountRow.id == SignInRow.account_id)
                .where(SignInRow.token_hash == digest(token))
            ).one_or_none()
        if pair is None:
            raise NotSignedIn
        signed_in, row = pair
        if now >= expiry(signed_in.opened_at, signed_in.last_seen_at):
            self.end_session(token)
            raise NotSignedIn
        if now - signed_in.last_seen_at >= _SEEN_STEP:
            self._seen(signed_in.token_hash, now)
        return SignedIn(value_of(row, Account), csrf_of(token), expiry(signed_in.opened_at, now))

    def _seen(self, token_hash: str, now: datetime) -> None:
        with self._database.write() as session:
            row = session.get(SignInRow, token_hash)
            if row is None:
                raise NotSignedIn
            row.last_seen_at = now

    def end_session(self, token: str) -> None:
        """End one session; ending it twice is fine."""
        with self._database.write() as session:
            session.execute(delete(SignInRow).where(SignInRow.token_hash == digest(token)))

    def end_all_sessions(self, account_id: str) -> None:
        """End every session of an account."""
        with self._database.write() as session:
            session.execute(delete(SignInRow).where(SignInRow.account_id == account_id))

    def demo_accounts(self) -> list[Account]:
        """Return the invented accounts of the demonstration, oldest first."""
        query = select(AccountRow).where(AccountRow.demo).order_by(AccountRow.seq)
        with self._database.read() as session:
            return [value_of(row, Account) for row in session.scalars(query)]

    def of_person(self, person_id: str) -> Account | None:
        """Return the account a person signs in with, if there is one."""
        query = select(AccountRow).where(AccountRow.person_id == person_id)
        with self._database.read() as session:
            row = session.scalar(query)
            return None if row is None else value_of(row, Account)

    def count(self) -> int:
        """Return how many accounts there are."""
        with self._database.read() as session:
            return session.scalar(select(func.count()).select_from(AccountRow)) or 0


def _count_try(session: Session, login_hash: str, now: datetime) -> None:
    """Note a try of this login, unless there were too many within the window."""
    session.execute(delete(TryRow).where(TryRow.at <= now - TRY_WINDOW))
    query = select(TryRow.at).where(TryRow.login_hash == login_hash).order_by(TryRow.at)
    tries = list(session.scalars(query))
    if len(tries) >= MAX_TRIES:
        left = tries[-MAX_TRIES] + TRY_WINDOW - now
        raise TooManyTries(wait_s=max(1, int(left.total_seconds())))
    session.add(TryRow(login_hash=login_hash, at=now))
