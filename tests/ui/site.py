"""A running site on loopback: two people, a coordinator, and pages that do every kind of thing."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import httpx
import uvicorn
from fastapi import FastAPI

import app as composition
from settings import Settings
from tandems.accounts import HashCost, Passwords
from tandems.domain.person import AccountRole, Person
from tandems.domain.vocabulary import Address, Language
from tandems.errors import Conflict, TooLong
from tandems.storage import Store, load_or_create_key, open_store
from tests.tandems.world import OFFICE
from ui.acting import Context
from ui.page import Page, coordinators, everybody
from ui.pages import data
from ui.services import Services
from ui.shell import Shell

PASSWORD: Final = "correct horse battery"
SECRET: Final = "only for its writer"
START: Final = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CHEAP: Final = Passwords(HashCost(time=1, memory_kib=64, lanes=1))


@dataclass
class Clock:
    """A clock that tests set."""

    at: datetime = START

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **units: float) -> None:
        self.at += timedelta(**units)


def build_echo(shell: Shell) -> None:
    import gradio as gr

    text = gr.Textbox(label="text")
    file = gr.UploadButton("file")
    button, long, broken, streamed = (gr.Button(name) for name in ("go", "long", "bad", "all"))
    choice = gr.Dropdown(["a", "b"])
    shown = shell.html()
    shell.on(choice.change, choose, inputs=[choice], outputs=[shown])
    shell.on(text.submit, clash, outputs=[shown])
    shell.on(button.click, echo, inputs=[text], outputs=[shown])
    shell.on(long.click, too_long, inputs=[text], outputs=[shown, text])
    shell.on(broken.click, break_down, inputs=[text], outputs=[shown])
    shell.on(streamed.click, in_steps, inputs=[text], outputs=[shown])
    shell.on(file.upload, take, inputs=[file], outputs=[shown])


def echo(context: Context, text: str) -> str:
    return f"{context.account.login}: {text}"


def choose(_context: Context, chosen: str) -> str:
    return chosen


def too_long(_context: Context, text: str) -> tuple[str, str]:
    raise TooLong(given=len(text), limit=3)


def clash(_context: Context) -> str:
    raise Conflict


def break_down(_context: Context, text: str) -> str:
    raise RuntimeError(text)


def in_steps(_context: Context, text: str) -> Iterator[str]:
    yield from text


def take(_context: Context, path: str) -> str:
    file = Path(path)
    read = file.read_text(encoding="utf-8")
    file.unlink()
    return read


def build_office(shell: Shell) -> None:
    import gradio as gr

    button = gr.Button("count")
    shown = shell.html()
    shell.on(button.click, count, outputs=[shown])
    shell.on_show(count, outputs=[shown])


def count(_context: Context) -> str:
    return SECRET


PAGES: Final = (
    Page("profile", build_echo, everybody),
    Page("coordination", build_office, coordinators),
    Page("data", data.build, everybody),
)


@dataclass
class Site:
    """The running site and what stands behind it."""

    app: FastAPI
    store: Store
    clock: Clock
    port: int
    clients: list[httpx.Client] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def client(self, login: str = "") -> httpx.Client:
        """Return a browser-like client; signed in if ``login`` is given."""
        headers = {"origin": self.url, "sec-fetch-site": "same-origin"}
        client = httpx.Client(base_url=self.url, headers=headers, timeout=20)
        self.clients.append(client)
        if login:
            account = next(one for one in self.store.accounts.demo_accounts() if one.login == login)
            token = self.store.accounts.open_session(account, self.clock())
            client.cookies.set("tandem_session", token)
        return client

    def function(self, name: str, language: str = "de") -> int:
        """Return the number under which Gradio knows a handler."""
        mounts = {getattr(route, "path", ""): route for route in self.app.routes}
        blocks = mounts[f"/{language}"].app.get_blocks()  # type: ignore[attr-defined]  # a Mount
        return next(int(number) for number, fn in blocks.fns.items() if fn.name == name)


@contextmanager
def running_site(folder: Path) -> Iterator[Site]:
    """Serve until the block ends."""
    settings = Settings(data_dir=folder, database_url="", key=None)
    keys = load_or_create_key(settings.key_file(), None, encrypted_rows_exist=False)
    clock = Clock()
    with open_store(settings.database(), keys=keys, passwords=CHEAP) as store:
        populate(store)
        app = composition.build_app(settings, Services(store, clock, PASSWORD), pages=PAGES)
        with serving(app, store, clock) as site:
            yield site


@contextmanager
def serving(app: FastAPI, store: Store, clock: Clock) -> Iterator[Site]:
    """Serve an application on a free port of loopback until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = uvicorn.Config(app, port=port, log_level="warning", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    site = Site(app, store, clock, port)
    try:
        yield site
    finally:
        for client in site.clients:
            client.close()
        server.should_exit = True
        thread.join(10)


def populate(store: Store) -> None:
    """Add two people and a coordinator."""
    organisation = store.people.add_organisation("Nordlicht Werke")
    for number, (login, language, address) in enumerate(
        (("jonas", Language.DE, Address.DU), ("ruth", Language.EN, Address.SIE))
    ):
        person = store.people.save_person(
            OFFICE,
            Person(
                id=f"{number:032x}",
                organisation_id=organisation.id,
                name=f"{login.title()} <b>Weber</b>",
                email=f"{login}@example.org",
                languages=("de", "en"),
                language=language,
                address=address,
            ),
        )
        store.accounts.create(
            login,
            PASSWORD,
            role=AccountRole.PARTICIPANT,
            person_id=person.id,
            language=language,
            demo=True,
        )
    store.accounts.create(
        "office",
        PASSWORD,
        role=AccountRole.COORDINATOR,
        person_id=None,
        language=Language.DE,
        demo=True,
    )
