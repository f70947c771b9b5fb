"""The composition root: settings to store to services to the ASGI app, and its server."""

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Final

import structlog
import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles

from assistant.answers import Answers
from assistant.planner.compose import Planner
from assistant.profile import ProfileChat
from assistant.reading.documents import assessed
from assistant.rehearsal import rehearse
from assistant.service import Assistant
from embeddings.bundled import BUNDLED, Encoders, one
from embeddings.encoder import Encoder
from embeddings.sentence import SentenceEncoder
from knowledge.contacts import load_contacts
from knowledge.documents.limits import Limits
from knowledge.documents.shelf import Shelf
from knowledge.guides import Library, load_library
from knowledge.relevance import Relevance
from knowledge.retrieval import Retriever
from knowledge.store import PassageStore
from programme.matching import Matching
from settings import Settings
from tandems.domain.vocabulary import Language
from tandems.errors import ConfigurationError, ContentError
from tandems.storage import Store, encrypted_rows_exist, load_or_create_key, open_store
from ui.blocks import mount
from ui.calendar import register_calendars
from ui.downloads import Downloads
from ui.gate import Bindings, Gate
from ui.health import Check, health_router, records_answer
from ui.page import Page
from ui.pages import PAGES
from ui.services import Desk, Services
from ui.shell import titles
from ui.signin import SignIn
from ui.templates import page, texts_for
from ui.texts import Texts

STATIC: Final = Path(__file__).parent / "ui" / "static"


def now() -> datetime:
    """Return the present time in UTC."""
    return datetime.now(UTC)


def open_records(settings: Settings) -> Store:
    """Open the store that the settings name, with its keys.

    Raises:
        KeyMissing: sealed texts exist and their key does not.
        ConfigurationError: a setting is wrong.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    configured = settings.key.get_secret_value() if settings.key else None
    sealed = encrypted_rows_exist(settings.database())
    keys = load_or_create_key(settings.key_file(), configured, encrypted_rows_exist=sealed)
    return open_store(settings.database(), keys=keys)


def open_encoders(settings: Settings) -> Encoders:
    """Load the embedding models the settings name; both bundled ones by default."""
    if load := BUNDLED.get(settings.embedding_model):
        return load()
    return one(
        SentenceEncoder(
            settings.embedding_model,
            query_prefix=settings.embedding_query_prefix,
            passage_prefix=settings.embedding_passage_prefix,
        )
    )


def open_desk(settings: Settings, store: Store) -> Desk:
    """Load guides and model and put the passages in force; some seconds the first time.

    Raises:
        ContentError: a guide or the contact file is broken.
    """
    encoders = open_encoders(settings)
    library = load_library()
    passages = PassageStore(settings.passages_dir())
    shelf = open_shelf(settings, store, library, passages, encoder=encoders.deep)
    shelf.refresh(progress=_log_progress)
    retriever = Retriever(passages, encoders.deep)
    answers = Answers(library, retriever, load_contacts(settings.contacts_file))
    planner = Planner(library, Relevance(library, encoders.quick))
    rehearse(library, planner)
    return Desk(
        encoders=encoders,
        library=library,
        answers=answers,
        assistant=Assistant(store, library, planner, answers),
        matching=Matching(store, encoders.deep, quick=encoders.quick),
        profile=ProfileChat(store, answers),
        shelf=shelf,
    )


def open_shelf(
    settings: Settings,
    store: Store,
    library: Library,
    passages: PassageStore,
    *,
    encoder: Encoder,
) -> Shelf:
    """Return the shelf of the house's own documents, bounded as the settings say."""
    limits = Limits(file_bytes=settings.document_bytes())
    return Shelf(store, library, passages, encoder=encoder, assess=assessed, limits=limits)


def _log_progress(done: int, total: int) -> None:
    structlog.get_logger("tandem.app").info("embedding", done=done, of=total)


class WarmUp:
    """Opens the desk in a thread; calling it waits for the desk, or raises what went wrong."""

    def __init__(self, open_it: Callable[[], Desk]) -> None:
        executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="warm-up")
        self._desk = executor.submit(open_it)
        self._desk.add_done_callback(_log_failure)
        executor.shutdown(wait=False)

    def __call__(self) -> Desk:
        """Return the desk."""
        return self._desk.result()

    def is_ready(self) -> bool:
        """Say, without waiting, whether the desk is there."""
        return self._desk.done() and self._desk.exception() is None


def _log_failure(desk: Future[Desk]) -> None:
    error = desk.exception()
    if error is not None:
        structlog.get_logger("tandem.app").error("warm_up_failed", kind=type(error).__qualname__)


def contacts_are_current(settings: Settings) -> Check:
    """Return the check that the refer cards' contacts are there and not overdue for review."""

    def check() -> bool:
        try:
            return not load_contacts(settings.contacts_file).is_overdue(now().date())
        except ContentError:
            return False

    return check


def build_app(
    settings: Settings,
    services: Services,
    *,
    pages: Sequence[Page] = PAGES,
    checks: Mapping[str, Check] | None = None,
) -> FastAPI:
    """Put the web application together: gate, sign-in, downloads, health, pages."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    texts = {language: Texts(language) for language in Language}
    app.include_router(health_router({"records": records_answer(services), **(checks or {})}))
    app.include_router(SignIn(services, secure=settings.secure_cookies).router())
    downloads = Downloads(services)
    register_calendars(downloads)
    app.include_router(downloads.router())
    app.mount("/static", StaticFiles(directory=STATIC))
    mount(app, services, pages)
    app.add_exception_handler(404, not_found)
    app.add_middleware(
        Gate,
        services=services,
        bindings=Bindings(time.monotonic),
        titles=titles(texts),
        bearer=no_token,
    )
    return app


def no_token(_token: str) -> bool:
    """Open nothing: there are no tokens yet."""
    return False


def not_found(request: Request, _error: Exception) -> Response:
    """Say so as a page to people and as JSON to programs."""
    if "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({"detail": "not_found"}, status_code=404)
    texts = texts_for(request)
    values = {
        "title": texts.t("errors.page_not_found_title"),
        "text": texts.t("errors.page_not_found"),
    }
    return page("message.html", texts, values, status=404)


def check_exposure(settings: Settings, store: Store) -> None:
    """Refuse to be reachable from other machines while demo accounts exist.

    Raises:
        ConfigurationError: their password is public.
    """
    if not is_loopback(settings.host) and store.accounts.demo_accounts():
        raise ConfigurationError(setting="TANDEM_HOST", wanted="127.0.0.1", given=settings.host)


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def serve(settings: Settings, *, demo_password: str = "") -> None:
    """Serve until stopped.

    Raises:
        ConfigurationError: the settings do not fit the records.
    """
    with open_records(settings) as store:
        check_exposure(settings, store)
        desk = WarmUp(lambda: open_desk(settings, store))
        services = Services(
            store, now, demo_password, desk, settings.data_dir, settings.document_bytes()
        )
        checks = {"guides": desk.is_ready, "contacts": contacts_are_current(settings)}
        app = build_app(settings, services, checks=checks)
        uvicorn.run(
            app, host=settings.host, port=settings.port, access_log=False, server_header=False
        )
