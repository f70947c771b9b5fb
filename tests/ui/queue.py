"""Calling a handler as Gradio's page does: join the queue, then read the stream."""

import json
from typing import Any

import httpx


def join(
    client: httpx.Client, function: int, values: list[Any], session: str, *, language: str = "de"
) -> httpx.Response:
    body = {"data": values, "fn_index": function, "session_hash": session, "trigger_id": None}
    return client.post(f"/{language}/gradio_api/queue/join", json=body)


def messages(client: httpx.Client, session: str, *, language: str = "de") -> list[dict[str, Any]]:
    """Return what streams until the queue says that all is done."""
    found = []
    address = f"/{language}/gradio_api/queue/data"
    with client.stream("GET", address, params={"session_hash": session}) as stream:
        for line in stream.iter_lines():
            if line.startswith("data:"):
                found.append(json.loads(line.removeprefix("data:")))
                if found[-1]["msg"] == "close_stream":
                    break
    return found


def call(
    client: httpx.Client, function: int, values: list[Any], session: str, *, language: str = "de"
) -> list[dict[str, Any]]:
    answer = join(client, function, values, session, language=language)
    assert answer.status_code == 200, answer.text
    return messages(client, session, language=language)


def result(found: list[dict[str, Any]]) -> dict[str, Any]:
    return next(one for one in found if one["msg"] == "process_completed")


def toasts(found: list[dict[str, Any]]) -> list[str]:
    return [one["log"] for one in found if one["msg"] == "log"]
