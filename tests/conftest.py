"""What every test stands on: no network beyond this machine."""

import socket
from collections.abc import Iterator

import pytest

from embeddings.encoder import Encoder
from embeddings.static import load_default
from knowledge.guides import Library, load_library
from knowledge.relevance import Relevance

LOOPBACK = ("127.", "::1", "localhost")


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
    """Load the bundled model once."""
    return load_default()


@pytest.fixture(scope="session")
def library() -> Library:
    """Load the shipped guides once."""
    return load_library()


@pytest.fixture(scope="session")
def relevance(library: Library, encoder: Encoder) -> Relevance:
    """Embed the guides' blocks and questions once."""
    return Relevance(library, encoder)
