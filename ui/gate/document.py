"""Gradio's page as we serve it: our language, style and script, and no address of others."""

import re
from typing import Final

from markupsafe import escape

_META: Final = re.compile(rb'<meta\s+(?:property="og:|name="twitter:)[^>]*>', re.S)
_MANIFEST: Final = re.compile(rb'<link rel="manifest"[^>]*>')
_EXTERNAL: Final = re.compile(rb"https://(?:raw\.githubusercontent|github)\.com/gradio-app/[^\"']*")
_CROSS_ORIGIN: Final = re.compile(rb"<(script|link)([^>]*?) crossorigin")


def own_document(html: bytes, *, language: str, title: str, nonce: str) -> bytes:
    """Return the page with its language stated and nothing that points elsewhere.

    Every script that stands in the page gets ``nonce``, so that no other can run.
    """
    for pattern in (_META, _MANIFEST, _EXTERNAL):
        html = pattern.sub(b"", html)
    html = _CROSS_ORIGIN.sub(rb"<\1\2", html)
    html = html.replace(b'lang="en"', f'lang="{language}"'.encode(), 1)
    html = html.replace(b"<script", f'<script nonce="{nonce}"'.encode())
    own = (
        f"<title>{escape(title)}</title>"
        '<link rel="icon" href="/static/icon.svg" type="image/svg+xml">'
        '<link rel="stylesheet" href="/static/tokens.css">'
        '<link rel="stylesheet" href="/static/tandem.css">'
        '<link rel="stylesheet" href="/static/pair.css">'
        '<link rel="stylesheet" href="/static/profile.css">'
        '<link rel="stylesheet" href="/static/coordination.css">'
        '<link rel="stylesheet" href="/static/quality.css">'
        f'<script nonce="{nonce}" src="/static/tandem.js"></script>'
    )
    return html.replace(b"</head>", own.encode() + b"</head>", 1)
