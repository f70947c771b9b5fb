"""The checks that nobody uses another's page session, event or uploaded file."""

import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

from ui.gate.bindings import Bindings, Kind
from ui.gate.body import file_paths

_CLAIMED: Final[tuple[Kind, ...]] = ("session_hash", "upload_id")
MAX_VALUE: Final = 128
"""Characters of an id; Gradio's are at most 36."""


class NotJson(ValueError):
    """The body is not a JSON object."""


def parsed(body: bytes) -> Mapping[str, Any]:
    """Return the JSON object in a body.

    Raises:
        NotJson: it is something else, or nested too deeply to look through.
    """
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotJson from error
    if not isinstance(value, dict):
        raise NotJson
    return value


class Ownership:
    """What one account may name in its requests; first use binds."""

    def __init__(self, bindings: Bindings, account_id: str) -> None:
        self._bindings = bindings
        self._account_id = account_id

    def owns_address(self, path: str, query: bytes) -> bool:
        """Check the ids in a path and a query string."""
        named = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
        if "/gradio_api/heartbeat/" in path:
            named.append(("session_hash", path.rsplit("/", 1)[1]))
        return self._owns_named(named)

    def owns_body(self, body: Mapping[str, Any]) -> bool:
        """Check the ids and the files in a JSON body."""
        named = [(name, body[name]) for name in ("session_hash", "event_id") if body.get(name)]
        return self._owns_named(named) and all(self._owns_file(path) for path in file_paths(body))

    def bind_event(self, answer: bytes) -> None:
        """Bind the event that Gradio's answer to a join names."""
        event_id = parsed(answer).get("event_id")
        if isinstance(event_id, str):
            self._bindings.claim("event_id", event_id, self._account_id)

    def bind_files(self, answer: bytes) -> None:
        """Bind the paths that Gradio's answer to an upload lists.

        Two people who upload the same bytes under the same name get the same path; each is
        bound for its own uploader.
        """
        for path in json.loads(answer):
            self._bindings.claim("file", self._own(str(path)), self._account_id)

    def _owns_named(self, named: list[tuple[str, Any]]) -> bool:
        for name, value in named:
            if not isinstance(value, str) or len(value) > MAX_VALUE:
                if name in (*_CLAIMED, "event_id"):
                    return False
                continue
            for kind in _CLAIMED:
                if name == kind and not self._bindings.claim(kind, value, self._account_id):
                    return False
            if name == "event_id" and not self._bindings.owns("event_id", value, self._account_id):
                return False
        return True

    def _owns_file(self, path: object) -> bool:
        return isinstance(path, str) and self._bindings.owns(
            "file", self._own(path), self._account_id
        )

    def _own(self, path: str) -> str:
        return f"{self._account_id}:{path}"
