"""Column types: aware UTC times, enumerations, word lists, and sealed (encrypted) texts."""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final, Generic, Literal, TypeVar, cast

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from pydantic import TypeAdapter
from sqlalchemy import DateTime, Dialect, LargeBinary, String, Text
from sqlalchemy.types import TypeDecorator

from tandems.domain.agenda import Agenda, QuestionSet, Suggestable
from tandems.errors import KeyMissing

E = TypeVar("E", bound=StrEnum)
W = TypeVar("W", bound=str)
T = TypeVar("T")
_CIPHER: Final = "tandem_cipher"


class Cipher:
    """Seal and open texts with a row of keys; the first seals, every one opens."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def seal(self, text: str) -> str:
        """Return the sealed text, ASCII."""
        return self.seal_bytes(text.encode()).decode()

    def seal_bytes(self, content: bytes) -> bytes:
        """Return the sealed content, ASCII."""
        return self._fernet.encrypt(content)

    def open(self, sealed: str) -> str:
        """Return the text.

        Raises:
            KeyMissing: none of the keys opens it.
        """
        return self.open_bytes(sealed.encode()).decode()

    def open_bytes(self, sealed: bytes) -> bytes:
        """Return the content.

        Raises:
            KeyMissing: none of the keys opens it.
        """
        try:
            return self._fernet.decrypt(sealed)
        except InvalidToken as error:
            raise KeyMissing(setting="TANDEM_KEY") from error

    def bind(self, dialect: Dialect) -> None:
        """Let sealed columns of ``dialect`` (each engine has its own) use these keys."""
        vars(dialect)[_CIPHER] = self

    @staticmethod
    def of(dialect: Dialect) -> "Cipher":
        """Return the cipher bound to ``dialect``."""
        return cast("Cipher", vars(dialect)[_CIPHER])


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, stored as UTC and returned as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store as UTC; a time without a zone is a mistake of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return as UTC; SQLite gives back the bare clock time."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Choice(TypeDecorator[E], Generic[E]):
    """A member of an enumeration, stored by its value."""

    impl = String(32)
    cache_ok = True

    def __init__(self, kind: type[E]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        """Store the value of a member."""
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        """Return the member."""
        return None if value is None else self.kind(value)


class Words(TypeDecorator[tuple[W, ...]], Generic[W]):
    """A few codes without commas, stored as one text."""

    impl = String(200)
    cache_ok = True

    def __init__(self, kind: type[W]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: tuple[W, ...] | None, dialect: Dialect) -> str | None:
        """Store the codes joined by commas."""
        return None if value is None else ",".join(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[W, ...] | None:
        """Return the codes."""
        return (
            None if value is None else tuple(self.kind(word) for word in value.split(",") if word)
        )


class Sealed(TypeDecorator[str]):
    """A free text, encrypted before it reaches the database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Seal."""
        return None if value is None else Cipher.of(dialect).seal(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Open; empty is what a migration put where nothing was said yet."""
        return Cipher.of(dialect).open(value) if value else value


class SealedBytes(TypeDecorator[bytes]):
    """A file, encrypted before it reaches the database."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Seal."""
        return None if value is None else Cipher.of(dialect).seal_bytes(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Open."""
        return None if value is None else Cipher.of(dialect).open_bytes(value)


class SealedValue(TypeDecorator[T], Generic[T]):
    """A domain value as encrypted JSON; ``shape`` is its dataclass."""

    impl = Text
    cache_ok = True

    def __init__(self, shape: type[T]) -> None:
        super().__init__()
        self.shape = shape
        self._adapter: TypeAdapter[T] = TypeAdapter(shape)

    def process_bind_param(self, value: T | None, dialect: Dialect) -> str | None:
        """Dump and seal."""
        if value is None:
            return None
        return Cipher.of(dialect).seal(self._adapter.dump_json(value).decode())

    def process_result_value(self, value: Any | None, dialect: Dialect) -> T | None:
        """Open and validate."""
        if value is None:
            return None
        return self._adapter.validate_json(Cipher.of(dialect).open(value))


Tagged = tuple[Literal["agenda"], Agenda] | tuple[Literal["questions"], QuestionSet]


class SealedSuggestable(TypeDecorator[Suggestable]):
    """An agenda or a question set as encrypted JSON that names which of them it is."""

    impl = Text
    cache_ok = True
    _adapter: TypeAdapter[Tagged] = TypeAdapter(Tagged)

    def process_bind_param(self, value: Suggestable | None, dialect: Dialect) -> str | None:
        """Dump with its tag and seal."""
        if value is None:
            return None
        tagged: Tagged = ("agenda", value) if isinstance(value, Agenda) else ("questions", value)
        return Cipher.of(dialect).seal(self._adapter.dump_json(tagged).decode())

    def process_result_value(self, value: str | None, dialect: Dialect) -> Suggestable | None:
        """Open and validate."""
        if value is None:
            return None
        return self._adapter.validate_json(Cipher.of(dialect).open(value))[1]
