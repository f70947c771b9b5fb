"""What every test stands on: no network beyond this machine."""

import socket
from collections.abc import Iterator

import pytest

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
