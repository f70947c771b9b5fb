"""The tandem page served to the two people of a tandem and to everybody who could be curious."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

import app as composition
from programme.sessions import Sessions
from settings import Settings
from tandems.domain.person import Account
from tandems.storage import load_or_create_key, open_store
from tests.tandems.world import CHEAP, NOW, World, build_world
from tests.ui.queue import call, join, messages, result
from tests.ui.site import PASSWORD, Clock, Site, serving
from ui.page import Page, participants
from ui.pages import tandem
from ui.pages.tandem.page import SECTIONS
from ui.services import Services

PLACES = ["head", "body", *(part.__name__ for one in SECTIONS for part in one.parts)]


@dataclass(frozen=True)
class TandemSite:
    """The running site and the people in it."""

    site: Site
    world: World

    def visitor(self, account: Account, language: str = "de") -> "Visitor":
        """Return somebody who is signed in and looks at the page."""
        client = self.site.client()
        token = self.world.store.accounts.open_session(account, self.site.clock())
        client.cookies.set("tandem_session", token)
        return Visitor(self.site, client, language)


@dataclass(frozen=True)
class Visitor:
    """Somebody on the page, who fills its forms as a browser would."""

    site: Site
    client: httpx.Client
    language: str

    def load(self) -> dict[str, Any]:
        """Return what every place of the page shows; empty if the page is not for them."""
        number = self.site.function("show", self.language)
        found = call(self.client, number, [], uuid4().hex, language=self.language)
        return dict(zip(PLACES, result(found)["output"].get("data", []), strict=False))

    def act(self, section: str, **fields: str) -> str:
        """Send a form of a section; return the message that follows."""
        return str(self.answer(section, **fields)[0])

    def answer(self, section: str, **fields: str) -> list[Any]:
        """Send a form of a section; return message, bridge and all places."""
        number = self.site.function(f"act_{section}", self.language)
        session = uuid4().hex
        joined = join(self.client, number, [json.dumps(fields)], session, language=self.language)
        assert joined.status_code == 200, joined.text
        return list(
            result(messages(self.client, session, language=self.language))["output"]["data"]
        )

    def page(self) -> str:
        """Return everything the page shows as one text."""
        return json.dumps(self.load(), ensure_ascii=False)


@contextmanager
def tandem_site(folder: Path) -> Iterator[TandemSite]:
    """Serve the page with real guides, model and passages until the block ends."""
    settings = Settings(data_dir=folder, database_url="", key=None)
    keys = load_or_create_key(settings.key_file(), None, encrypted_rows_exist=False)
    clock = Clock(NOW)
    with open_store(settings.database(), keys=keys, passwords=CHEAP) as store:
        world = build_world(store)
        programme = store.programmes.get(world.programme_id)
        started = store.tandems.get(world.mentor, world.tandem_id)
        Sessions(store).plan_run(world.mentor, started, programme)
        desk = composition.open_desk(settings, store)
        services = Services(store, clock, PASSWORD, desk=lambda: desk, data_dir=folder)
        pages = [Page("tandem", tandem.build, participants)]
        app = composition.build_app(settings, services, pages=pages)
        with serving(app, store, clock) as site:
            yield TandemSite(site, world)
