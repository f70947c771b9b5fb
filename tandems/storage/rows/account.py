"""Tables of accounts, their sessions and tries, the audit trail and the key check."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from tandems.domain.person import AccountRole
from tandems.domain.vocabulary import Language
from tandems.storage.columns import Choice, Sealed, UtcDateTime
from tandems.storage.rows.base import Base, Record


class AccountRow(Record):
    """Who may sign in; ``password`` is an argon2id hash."""

    __tablename__ = "accounts"
    login: Mapped[str] = mapped_column(String(320), unique=True)
    password: Mapped[str] = mapped_column(String(200))
    role: Mapped[AccountRole] = mapped_column(Choice(AccountRole))
    person_id: Mapped[str | None] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), unique=True
    )
    language: Mapped[Language] = mapped_column(Choice(Language))
    demo: Mapped[bool] = mapped_column(default=False)


class SignInRow(Base):
    """An open session, known by the hash of its token."""

    __tablename__ = "sign_ins"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class TryRow(Base):
    """A sign-in that has not succeeded; the login is kept as a hash, whatever was typed."""

    __tablename__ = "sign_in_tries"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    login_hash: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class AuditRow(Record):
    """Who did what to which record, without its content; outlives the account."""

    __tablename__ = "audit"
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    account_id: Mapped[str] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(64))
    record_kind: Mapped[str] = mapped_column(String(64))
    record_id: Mapped[str] = mapped_column(String(64))


class KeyCheckRow(Base):
    """One sealed word: tells at opening whether the keys fit the data."""

    __tablename__ = "key_check"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    sealed: Mapped[str] = mapped_column(Sealed)
