"""The demo programme on a running site, with real guides, model and passage store."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import app as composition
from programme.demo.loader import PROGRAMME_ID, load_demo
from programme.demo.people import PASSWORD
from settings import Settings
from tandems.domain.person import Account, AccountRole
from tandems.domain.programme import Participant
from tandems.storage import Store, load_or_create_key, open_store
from tests.ui.site import CHEAP, START, Clock, Site, serving
from ui.services import Services


@contextmanager
def running_demo(folder: Path) -> Iterator[Site]:
    """Serve the demo programme as it stands on its START day."""
    settings = Settings(data_dir=folder, database_url="", key=None)
    keys = load_or_create_key(settings.key_file(), None, encrypted_rows_exist=False)
    clock = Clock()
    with open_store(settings.database(), keys=keys, passwords=CHEAP) as store:
        desk = composition.open_desk(settings, store)
        load_demo(store, desk.encoders.deep, now=START)
        services = Services(store, clock, PASSWORD, lambda: desk, folder)
        with serving(composition.build_app(settings, services), store, clock) as site:
            yield site


def account_of(store: Store, login: str) -> Account:
    """Return a demo account."""
    return next(one for one in store.accounts.demo_accounts() if one.login == login)


def login_of(store: Store, email: str) -> str:
    """Return the login of a person of the demo, with an account made for those without."""
    person = store.people.by_email(email)
    assert person is not None
    known = store.accounts.of_person(person.id)
    if known is not None:
        return known.login
    login, _, _ = email.partition("@")
    made = store.accounts.create(
        login,
        PASSWORD,
        role=AccountRole.PARTICIPANT,
        person_id=person.id,
        language=person.language,
        demo=True,
    )
    return made.login


def participation(site: Site, actor: Account) -> Participant:
    """Return a person's own part in the demo programme."""
    return site.store.programmes.my_participation(actor, PROGRAMME_ID)
