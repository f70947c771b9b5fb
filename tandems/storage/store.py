"""The one facade over the records, and how it is opened: migrated, with keys that fit."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from sqlalchemy import func, inspect, make_url, select

from tandems.accounts import Passwords
from tandems.storage.accounts import Accounts
from tandems.storage.columns import Cipher
from tandems.storage.conversations import Audit, Conversations
from tandems.storage.database import Database, connect
from tandems.storage.documents import Documents
from tandems.storage.intake import Intakes
from tandems.storage.matching import Matching, Rankings
from tandems.storage.migrate import upgrade
from tandems.storage.people import People
from tandems.storage.programmes import Programmes
from tandems.storage.reseal import reseal
from tandems.storage.rows import KeyCheckRow
from tandems.storage.suggestions import Suggestions
from tandems.storage.tandems import Tandems
from tandems.storage.wishes import Wishes

_CHECK: Final = "key"


class Store:
    """All records of an installation; any thread may call, nothing is kept in memory."""

    def __init__(self, database: Database, passwords: Passwords) -> None:
        self._database = database
        self.accounts = Accounts(database, passwords)
        self.people = People(database)
        self.programmes = Programmes(database)
        self.wishes = Wishes(database)
        self.rankings = Rankings(database)
        self.matching = Matching(database)
        self.tandems = Tandems(database)
        self.conversations = Conversations(database)
        self.suggestions = Suggestions(database)
        self.audit = Audit(database)
        self.documents = Documents(database)
        self.intakes = Intakes(database)

    def reseal(self) -> int:
        """Seal all texts anew with the newest key; return how many rows that were.

        Raises:
            KeyMissing: a text opens with none of the keys; nothing is changed.
        """
        with self._database.write() as session:
            return reseal(session)

    def close(self) -> None:
        """Give back every connection."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()


def open_store(
    database_url: str, *, keys: Sequence[bytes], passwords: Passwords | None = None
) -> Store:
    """Open the store, created or migrated to this version as needed.

    Args:
        database_url: an SQLAlchemy URL, such as ``sqlite:////srv/tandem/tandem.db``.
        keys: Fernet keys, newest first (``load_or_create_key``).
        passwords: how passwords are hashed; the default is argon2id at full cost.

    Raises:
        KeyMissing: the database was sealed with another key.
        ConfigurationError: the database was written by a later version.
    """
    database = Database(database_url, Cipher(keys))
    with ExitStack() as on_error:
        on_error.callback(database.close)
        upgrade(database)
        _check_keys(database)
        on_error.pop_all()
    return Store(database, passwords or Passwords())


def _check_keys(database: Database) -> None:
    """Open the sealed check word, or seal one in a new database."""
    with database.write() as session:
        if session.get(KeyCheckRow, _CHECK) is None:
            session.add(KeyCheckRow(id=_CHECK, sealed=_CHECK))


def encrypted_rows_exist(database_url: str) -> bool:
    """Tell, without a key, whether a store was ever opened there."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        return False
    engine = connect(database_url)
    try:
        with engine.connect() as connection:
            known = inspect(connection).has_table(KeyCheckRow.__tablename__)
            count = select(func.count()).select_from(KeyCheckRow)
            return known and connection.scalar(count) != 0
    finally:
        engine.dispose()
