"""What a path is: open, for a bearer token, our own page, an allowed Gradio route, or nothing."""

import re
from enum import Enum
from typing import Final

OPEN: Final = re.compile(
    r"/(login|healthz|readyz|oidc/.+|invite/[^/]+|reset/[^/]+|static/[^/]+|favicon\.ico)"
)
BEARER: Final = re.compile(r"/(api|mcp|metrics)(/.*)?")
GRADIO: Final = re.compile(r"/(?:de|en)(/.*)?")
ASSET: Final = re.compile(r"/(?:(?:de|en)/(?:assets|static|theme\.css)|static/).*")

GRADIO_ROUTES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("GET", re.compile(r"/?")),
    ("GET", re.compile(r"/theme\.css")),
    ("GET", re.compile(r"/assets/[\w.-]+")),
    ("GET", re.compile(r"/static/[\w./-]+")),
    ("GET", re.compile(r"/gradio_api/queue/data")),
    ("GET", re.compile(r"/gradio_api/heartbeat/[\w-]+")),
    ("GET", re.compile(r"/gradio_api/upload_progress")),
    ("POST", re.compile(r"/gradio_api/queue/join")),
    ("POST", re.compile(r"/gradio_api/cancel")),
    ("POST", re.compile(r"/gradio_api/reset")),
    ("POST", re.compile(r"/gradio_api/upload")),
)
"""What the pages call (seen in Gradio 6.31); the rest of Gradio's routes do not exist here."""


class Kind(Enum):
    """How a request is treated."""

    OPEN = "open"
    BEARER = "bearer"
    OWN = "own"
    GRADIO = "gradio"
    NOTHING = "nothing"


def kind_of(method: str, path: str) -> Kind:
    """Return how a request for ``path`` (decoded, without query) is treated."""
    if not is_plain(path):
        return Kind.NOTHING
    if OPEN.fullmatch(path):
        return Kind.OPEN
    if BEARER.fullmatch(path):
        return Kind.BEARER
    gradio = GRADIO.fullmatch(path)
    if gradio is None:
        return Kind.OWN
    allowed = any(
        method == verb and route.fullmatch(gradio[1] or "") for verb, route in GRADIO_ROUTES
    )
    return Kind.GRADIO if allowed else Kind.NOTHING


def is_plain(path: str) -> bool:
    """Tell whether the path has no dot segments, doubled slashes or control characters."""
    parts = path.split("/")[1:]
    inner = parts[:-1] if parts and parts[-1] == "" else parts
    odd = any(part in ("", ".", "..") for part in inner)
    return path.startswith("/") and not odd and path.isprintable() and "\\" not in path


def is_document(path: str) -> bool:
    """Tell whether the path is the page of a mounted language."""
    gradio = GRADIO.fullmatch(path)
    return gradio is not None and gradio[1] == "/"
