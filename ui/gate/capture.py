"""An answer from behind the gate, held back until it has been looked at."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


@dataclass(frozen=True, slots=True)
class Captured:
    """A whole answer."""

    status: int
    headers: MutableHeaders
    body: bytes

    async def send(self, send: Send) -> None:
        """Let it out, with the length it has now."""
        self.headers["content-length"] = str(len(self.body))
        start = {
            "type": "http.response.start",
            "status": self.status,
            "headers": self.headers.raw,
        }
        await send(start)
        await send({"type": "http.response.body", "body": self.body})


async def capture(app: ASGIApp, scope: Scope, receive: Receive) -> Captured:
    """Run ``app`` and return its answer, uncompressed."""
    status, raw, parts = 500, [], []

    async def keep(message: Message) -> None:
        nonlocal status, raw
        if message["type"] == "http.response.start":
            status, raw = message["status"], list(message.get("headers", []))
        elif message["type"] == "http.response.body":
            parts.append(message.get("body", b""))

    await app(with_headers(scope, {"accept-encoding": "identity"}), receive, keep)
    return Captured(status, MutableHeaders(raw=raw), b"".join(parts))


def with_headers(scope: Scope, replaced: Mapping[str, str]) -> Scope:
    """Return the scope with some headers replaced."""
    names = {name.encode() for name in replaced}
    kept = [(name, value) for name, value in scope["headers"] if name not in names]
    new = [(name.encode(), value.encode()) for name, value in replaced.items()]
    return {**scope, "headers": kept + new}
