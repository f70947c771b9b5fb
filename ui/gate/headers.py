"""The security headers of every answer."""

from typing import Final

from starlette.datastructures import MutableHeaders

from ui.gate.rules import ASSET

_COMMON: Final = (
    "default-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; "
    "connect-src 'self'; frame-src 'none'; frame-ancestors 'none'; base-uri 'self'; "
    "form-action 'self'; manifest-src 'none'; "
)
STRICT_POLICY: Final = _COMMON + "script-src 'self'; style-src 'self'"
"""For everything that is not a Gradio page."""


def page_policy(nonce: str) -> str:
    """Return the policy of a Gradio page, whose own inline scripts carry ``nonce``.

    Gradio's HTML component builds its template with ``new Function``, hence ``unsafe-eval``,
    and its components set style attributes, hence ``unsafe-inline`` for styles alone.
    """
    return (
        _COMMON + f"script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; "
        "style-src 'self' 'unsafe-inline'; worker-src 'self' blob:"
    )


def protect(headers: MutableHeaders, path: str) -> None:
    """Add the headers; one that the answer set itself stays."""
    headers.setdefault("content-security-policy", STRICT_POLICY)
    headers.setdefault("x-content-type-options", "nosniff")
    headers.setdefault("x-frame-options", "DENY")
    headers.setdefault("referrer-policy", "same-origin")
    headers.setdefault("cross-origin-opener-policy", "same-origin")
    headers.setdefault("cross-origin-resource-policy", "same-origin")
    headers.setdefault("permissions-policy", "camera=(), microphone=(), geolocation=()")
    if ASSET.fullmatch(path):
        headers.setdefault("cache-control", "private, max-age=3600")
    else:
        headers["cache-control"] = "no-store"
