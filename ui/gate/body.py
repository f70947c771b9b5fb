"""Bodies that pass the gate: bounded, read once, handed on unchanged."""

from collections.abc import Iterator
from typing import Any, Final

from starlette.types import Message, Receive

JSON_LIMIT: Final = 512 * 1024
"""Bytes of a JSON or form body; far above the longest chat message."""
ENVELOPE: Final = 64 * 1024
"""Bytes that a form wraps round what is uploaded at once, at most."""


class BodyTooLarge(Exception):
    """More bytes than allowed."""


async def read_all(receive: Receive, limit: int) -> bytes:
    """Return the whole body.

    Raises:
        BodyTooLarge: more than ``limit`` bytes.
    """
    parts: list[bytes] = []
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            break
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > limit:
            raise BodyTooLarge
        more = message.get("more_body", False)
    return b"".join(parts)


def replay(body: bytes, receive: Receive) -> Receive:
    """Return a ``receive`` that gives ``body`` once and then whatever comes after it."""
    sent = False

    async def again() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def file_paths(value: Any) -> Iterator[object]:  # any JSON
    """Yield every file that a JSON body names, however deep; None for one without a path."""
    if isinstance(value, dict):
        if "path" in value or is_file(value):
            yield value.get("path")
        for inner in value.values():
            yield from file_paths(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from file_paths(inner)


def is_file(value: dict[str, Any]) -> bool:
    """Tell whether a JSON object says of itself that it is one of Gradio's files."""
    meta = value.get("meta")
    return isinstance(meta, dict) and meta.get("_type") == "gradio.FileData"
