"""What every test stands on: no network beyond this machine, and no skip that nobody sees."""

import os
import socket
from collections.abc import Callable, Iterator
from typing import NoReturn

import pytest

from embeddings.bundled import Encoders, both
from embeddings.encoder import Encoder
from embeddings.static import load_default
from knowledge.guides import Library, load_library
from knowledge.ingest import ingest
from knowledge.relevance import Relevance
from knowledge.retrieval import Retriever
from knowledge.store import PassageStore

LOOPBACK = ("127.", "::1", "localhost")
os.environ.setdefault("TANDEM_EMBEDDING_MODEL", "bundled:static")  # noqa: TID251  # quick
MUST_RUN = os.environ.get("TANDEM_TEST_NO_SKIP") == "1"  # noqa: TID251  # a switch of the tests
Missing = Callable[[str], NoReturn]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run insist on its browser and its servers."""
    parser.addoption(
        "--no-skip",
        action="store_true",
        default=MUST_RUN,
        help="fail where a test would be skipped because something is not installed",
    )


@pytest.fixture(scope="session")
def missing(pytestconfig: pytest.Config) -> Missing:
    """Return what to call where a browser or a server is not there: it skips, or fails."""

    def tell(what: str) -> NoReturn:
        if pytestconfig.getoption("--no-skip"):
            pytest.fail(f"{what}, and --no-skip or TANDEM_TEST_NO_SKIP=1 is set")
        pytest.skip(what)

    return tell


class OutsideConnection(AssertionError):
    """A test tried to reach another machine."""


@pytest.fixture(autouse=True)
def _only_loopback(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
            raise OutsideConnection(f"refused connection to {address[0]}")
        connect(self, address)  # type: ignore[arg-type]  # the stub's union is narrower

    monkeypatch.setattr(socket.socket, "connect", guarded)
    yield


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """Load the quick bundled model once."""
    return load_default()


@pytest.fixture(scope="session")
def encoders() -> Encoders:
    """Load the models of an installation nobody changed, once."""
    return both()


@pytest.fixture(scope="session")
def shipped(
    tmp_path_factory: pytest.TempPathFactory, library: Library, encoders: Encoders
) -> Retriever:
    """Embed the shipped guides as an installation nobody changed does, once."""
    store = PassageStore(tmp_path_factory.mktemp("shipped"))
    ingest(library, store, encoders.deep)
    return Retriever(store, encoders.deep)


@pytest.fixture(scope="session")
def library() -> Library:
    """Load the shipped guides once."""
    return load_library()


@pytest.fixture(scope="session")
def relevance(library: Library, encoder: Encoder) -> Relevance:
    """Embed the guides' blocks and questions once."""
    return Relevance(library, encoder)
