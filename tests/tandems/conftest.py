"""A real store in a real file, and a small programme with two tandems in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from tandems.storage import Store, open_store
from tests.tandems.world import CHEAP, World, build_world

BACKENDS = ("sqlite",)
"""Every store test runs once for each; a server's URL can join here."""


@pytest.fixture
def keys() -> list[bytes]:
    return [Fernet.generate_key()]


@pytest.fixture(params=BACKENDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    assert request.param == "sqlite"
    return f"sqlite:///{tmp_path / 'tandem.db'}"


@pytest.fixture
def store(database_url: str, keys: list[bytes]) -> Iterator[Store]:
    with open_store(database_url, keys=keys, passwords=CHEAP) as opened:
        yield opened


@pytest.fixture
def world(store: Store) -> World:
    return build_world(store)
