"""The connection: read and write transactions that are durable, short and safe across threads."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from tandems.errors import Conflict
from tandems.storage.columns import Cipher

_PRAGMAS: Final = (
    "PRAGMA busy_timeout=15000",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
)
"""FULL: what was accepted is on the disk when ``accept`` returns; 15 s of waiting for a writer."""
_WRITES: Final = "tandem_writes"


class Database:
    """One engine; every read or write gets its own session, so any thread may call."""

    def __init__(self, url: str, cipher: Cipher) -> None:
        self._engine = connect(url)
        cipher.bind(self._engine.dialect)
        self._write_engine = self._engine.execution_options(**{_WRITES: True})
        self._reads = sessionmaker(self._engine, expire_on_commit=False)
        self._writes = sessionmaker(self._write_engine, expire_on_commit=False)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Yield a session on one consistent state; nothing is written."""
        with self._reads() as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Yield a session that is committed whole at the end, or not at all.

        Raises:
            Conflict: another writer changed a row, or took a unique value, in the meantime.
        """
        try:
            with self._writes.begin() as session:
                yield session
        except (IntegrityError, StaleDataError) as error:
            raise Conflict from error

    @contextmanager
    def migration(self) -> Iterator[Connection]:
        """Yield a connection for changing the schema, committed whole or not at all."""
        with self._write_engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Give back every connection."""
        self._engine.dispose()


def connect(url: str) -> Engine:
    """Return an engine; a SQLite file is created for its owner alone, with its folder."""
    parsed = make_url(url)
    engine = create_engine(parsed, hide_parameters=True)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database:
            path = Path(parsed.database)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600, exist_ok=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    """Set the pragmas and take the transactions over from the driver."""
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once where a transaction writes.

    A lock asked for after a read fails at once if somebody wrote in between (SQLITE_BUSY in
    WAL mode), whatever the timeout: https://www.sqlite.org/isolation.html
    """
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
