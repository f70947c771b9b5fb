"""Migrations: complete, whole or not at all, and never backwards."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from tandems.errors import ConfigurationError
from tandems.storage import Store, open_store
from tandems.storage.columns import Cipher
from tandems.storage.database import Database
from tandems.storage.rows import Base
from tests.tandems.world import CHEAP


def test_the_migrations_make_exactly_the_tables(store: Store, database_url: str) -> None:
    assert store.accounts.count() == 0
    engine = create_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_a_database_of_a_later_version_is_refused(
    store: Store, database_url: str, keys: list[bytes]
) -> None:
    store.close()
    connection = sqlite3.connect(database_url.removeprefix("sqlite:///"))
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(ConfigurationError):
        open_store(database_url, keys=keys)


def test_an_older_database_keeps_its_people_and_asks_both_to_sign_again(
    tmp_path: Path, keys: list[bytes]
) -> None:
    path = tmp_path / "old.db"
    config = Config()
    config.set_main_option("script_location", "tandems.storage:migrations")
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.exec_driver_sql("INSERT INTO organisations (id, name) VALUES ('o', 'O')")
        connection.exec_driver_sql(
            "INSERT INTO people (id, organisation_id, name, email, languages, language, address,"
            " department, title, location, availability)"
            " VALUES ('p', 'o', 'P', 'p@example.org', 'de', 'de', 'du', '', '', '', '')"
        )
    engine.dispose()
    with open_store(f"sqlite:///{path}", keys=keys, passwords=CHEAP) as store:
        assert [one.name for one in store.people.organisations()] == ["O"]
    old = sqlite3.connect(path)
    assert old.execute("SELECT name, version FROM people").fetchall() == [("P", 1)]
    columns = [row[1] for row in old.execute("PRAGMA table_info(agreements)")]
    old.close()
    assert "signed_at" not in columns


def test_many_may_open_a_new_store_at_once(tmp_path: Path, keys: list[bytes]) -> None:
    url = f"sqlite:///{tmp_path / 'with % and ü' / 'new.db'}"

    def opened(_number: int) -> int:
        with open_store(url, keys=keys, passwords=CHEAP) as store:
            return store.accounts.count()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(opened, range(4))) == [0] * 4


def test_the_database_writes_through_to_the_disk(database_url: str, keys: list[bytes]) -> None:
    database = Database(database_url, Cipher(keys))
    with database.read() as session:
        connection = session.connection()
        levels = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    database.close()
    assert levels == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
