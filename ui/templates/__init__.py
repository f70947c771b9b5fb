"""Our own pages from Jinja templates: sign-in and plain messages."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tandems.domain.person import Account
from tandems.domain.vocabulary import Address, Language
from ui.header import MARK
from ui.texts import Texts

LANGUAGE_COOKIE: Final = "tandem_language"
_FOLDER: Final = Path(__file__).parent


def texts_for(request: Request, account: Account | None = None) -> Texts:
    """Return the texts for a reader: as chosen, as the account says, or as the browser asks."""
    chosen = request.query_params.get("lang") or request.cookies.get(LANGUAGE_COOKIE, "")
    if chosen in set(Language):
        return Texts(Language(chosen), Address.SIE)
    if account is not None:
        return Texts(account.language, Address.SIE)
    return Texts(preferred(request.headers.get("accept-language", "")), Address.SIE)


def preferred(accept: str) -> Language:
    """Return the first language of an Accept-Language header that we speak; German otherwise."""
    ranked: list[tuple[float, str]] = []
    for part in accept.split(","):
        tag, _, quality = part.strip().partition(";q=")
        try:
            ranked.append((-float(quality or 1), tag.strip().lower()[:2]))
        except ValueError:
            continue
    known = [tag for _, tag in sorted(ranked, key=lambda one: one[0]) if tag in set(Language)]
    return Language(known[0]) if known else Language.DE


def page(
    template: str, texts: Texts, values: Mapping[str, object], *, status: int = 200
) -> HTMLResponse:
    """Return a page from a template, everything escaped."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined
    )
    html = environment.get_template(template).render(
        t=texts.t, language=texts.language.value, mark=MARK, **values
    )
    response = HTMLResponse(html, status_code=status)
    response.set_cookie(LANGUAGE_COOKIE, texts.language.value, samesite="lax", httponly=True)
    return response
