"""A running site with the coordination page over the demo programme, and how tests act on it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

import app as composition
from embeddings.matching.weights import Weights
from programme.demo import PASSWORD, load_demo
from settings import Settings
from tandems.domain.match import PartName
from tandems.domain.person import Account
from tandems.storage import load_or_create_key, open_store
from tests.ui.queue import call, result
from tests.ui.site import CHEAP, START, Clock, Site, serving
from ui.page import Page, coordinators
from ui.pages import coordination
from ui.services import Services

DEFAULTS = {
    "objective": "best_total",
    "minimum": "0",
    "locked": "",
    "forbidden": "",
    **{f"weight_{name}": f"{100 * getattr(Weights(), name.value):.0f}" for name in PartName},
}
"""What the form of a run sends where nothing was changed."""


@contextmanager
def office_site(folder: Path) -> Iterator[Site]:
    settings = Settings(data_dir=folder, database_url="", key=None)
    keys = load_or_create_key(settings.key_file(), None, encrypted_rows_exist=False)
    with open_store(settings.database(), keys=keys, passwords=CHEAP) as store:
        desk = composition.open_desk(settings, store)
        load_demo(store, desk.encoders.deep, now=START)
        services = Services(store, Clock(), PASSWORD, lambda: desk, folder)
        pages = [Page("coordination", coordination.build, coordinators)]
        app = composition.build_app(settings, services, pages=pages)
        with serving(app, store, Clock()) as site:
            yield site


def account(site: Site, login: str = "koordination") -> Account:
    return next(one for one in site.store.accounts.demo_accounts() if one.login == login)


def act(
    client: httpx.Client, site: Site, name: str, *values: object, language: str = "de"
) -> list[dict[str, Any]]:
    number = site.function(name, language)
    return call(client, number, list(values), uuid4().hex, language=language)


def decide(
    site: Site, do: str, *, login: str = "koordination", language: str = "de", **changes: str
) -> list[dict[str, Any]]:
    """Send the form of a run with the button ``do``."""
    payload = json.dumps({**DEFAULTS, **changes, "do": do})
    return act(site.client(login), site, "decide", payload, language=language)


def answered(found: list[dict[str, Any]]) -> list[Any]:
    """Return what the outputs hold at the end; a stream's first values come before."""
    values = result(found)["output"].get("data", [])
    steps = [one["output"]["data"] for one in found if one["msg"] == "process_generating"]
    return list(values or steps[-1])
