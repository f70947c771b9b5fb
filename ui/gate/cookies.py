"""Cookies: read from raw headers, and set the way a session needs them."""

from typing import Final

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import Response

from tandems.accounts import ABSOLUTE
from ui.acting import COOKIE, SECURE_COOKIE

_LIFE_S: Final = int(ABSOLUTE.total_seconds())


def cookies_of(headers: Headers) -> dict[str, str]:
    """Return the cookies of a request, read as every route behind the gate reads them."""
    return cookie_parser(headers.get("cookie", ""))


def set_session(response: Response, token: str, *, secure: bool) -> None:
    """Give the browser its session; scripts cannot read it and other sites cannot send it."""
    name = SECURE_COOKIE if secure else COOKIE
    response.set_cookie(
        name, token, max_age=_LIFE_S, httponly=True, secure=secure, samesite="lax", path="/"
    )


def drop_session(response: Response, *, secure: bool) -> None:
    """Take the session away from the browser."""
    name = SECURE_COOKIE if secure else COOKIE
    response.delete_cookie(name, httponly=True, secure=secure, samesite="lax", path="/")
