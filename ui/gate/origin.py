"""Whether a request that changes something comes from one of our own pages."""

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def is_same_origin(headers: Headers) -> bool:
    """Tell whether browser and page say that the request is ours.

    Browsers send ``Origin`` with every post; where both headers are missing it is no page of
    ours. The scheme is not compared, because a proxy may end HTTPS before us.
    """
    site = headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    origin = headers.get("origin")
    if origin is None:
        return site == "same-origin"
    return bool(origin) and urlsplit(origin).netloc == headers.get("host")
