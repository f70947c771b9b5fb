"""A real store with a reverse programme and its coordinator, still without people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from tandems.domain.person import Account, AccountRole
from tandems.domain.programme import Programme
from tandems.domain.vocabulary import Language, Mode
from tandems.storage import Store, open_store
from tests.tandems.world import CHEAP

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Office:
    """A store, its coordinator and one programme."""

    store: Store
    coordinator: Account
    programme_id: str


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path / 'tandem.db'}"
    with open_store(url, keys=[Fernet.generate_key()], passwords=CHEAP) as opened:
        yield opened


@pytest.fixture
def office(store: Store) -> Office:
    coordinator = store.accounts.create(
        "cora",
        "correct horse battery",
        role=AccountRole.COORDINATOR,
        person_id=None,
        language=Language.DE,
    )
    organisation = store.people.add_organisation("Musterwerk")
    programme = Programme("run", "Lernen", organisation.id, Mode.REVERSE, date(2026, 3, 1))
    store.programmes.create(programme)
    return Office(store, coordinator, programme.id)
