"""The gate itself: an ASGI middleware outside every route and mount."""

import json
import secrets
from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tandems.domain.person import Account
from tandems.domain.vocabulary import Address, Language
from tandems.errors import NotSignedIn
from ui.acting import session_token
from ui.gate.bindings import Bindings
from ui.gate.body import ENVELOPE, JSON_LIMIT, BodyTooLarge, read_all, replay
from ui.gate.capture import Captured, capture, with_headers
from ui.gate.cookies import cookies_of
from ui.gate.document import own_document
from ui.gate.headers import page_policy, protect
from ui.gate.origin import SAFE_METHODS, is_same_origin
from ui.gate.ownership import NotJson, Ownership, parsed
from ui.gate.rules import Kind, is_document, kind_of
from ui.messages import message_of
from ui.services import Services
from ui.templates import page, texts_for
from ui.texts import Texts

_BOUND_ANSWERS: Final = ("/gradio_api/queue/join", "/gradio_api/upload")


class Gate:
    """Lets through who is signed in, to what is allowed, with what is theirs.

    Args:
        app: what stands behind the gate.
        services: where sessions are looked up.
        bindings: whose page sessions, events and files are.
        titles: the page's title for each mounted language.
        bearer: tells whether a token opens ``/api``, ``/mcp`` or ``/metrics``.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        services: Services,
        bindings: Bindings,
        titles: dict[str, str],
        bearer: Callable[[str], bool],
    ) -> None:
        self._app = app
        self._services = services
        self._bindings = bindings
        self._titles = titles
        self._bearer = bearer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._answer(scope, receive, _protected(scope["path"], send))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        method, path = scope["method"], scope["path"]
        headers = Headers(scope=scope)
        kind = kind_of(method, path)
        account_id = ""
        if kind is Kind.BEARER:
            if not await run_in_threadpool(self._bearer, _token(headers)):
                refusal = _refuse(401, "not_signed_in", headers={"WWW-Authenticate": "Bearer"})
                return await refusal(scope, receive, send)
        elif kind is not Kind.OPEN:
            account = await run_in_threadpool(self._account, headers)
            if account is None:
                return await _sign_in(scope, headers)(scope, receive, send)
            account_id = account.id
            if kind is Kind.NOTHING:
                return await _refuse(404, "not_found", path=path)(scope, receive, send)
        if kind is not Kind.BEARER and method not in SAFE_METHODS and not is_same_origin(headers):
            return await _refuse(403, "forbidden", path=path)(scope, receive, send)
        if method not in SAFE_METHODS:
            try:
                receive = replay(await read_all(receive, self._limit(path)), receive)
            except BodyTooLarge:
                return await _refuse(413, "too_long", path=path)(scope, receive, send)
        if kind is Kind.GRADIO:
            own = Ownership(self._bindings, account_id)
            return await self._gradio(own, scope, receive, send)
        return await self._app(scope, receive, send)

    def _limit(self, path: str) -> int:
        """Return how many bytes may be sent there."""
        upload = path.endswith("/gradio_api/upload")
        return self._services.upload_bytes + ENVELOPE if upload else JSON_LIMIT

    def _account(self, headers: Headers) -> Account | None:
        token = session_token(cookies_of(headers))
        if not token:
            return None
        try:
            return self._services.store.accounts.session(token, self._services.clock()).account
        except NotSignedIn:
            return None

    async def _gradio(self, own: Ownership, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        if not own.owns_address(path, scope["query_string"]):
            return await _refuse(403, "forbidden", path=path)(scope, receive, send)
        if scope["method"] == "POST" and not path.endswith("/upload"):
            try:
                body = parsed(await read_all(receive, JSON_LIMIT))
                theirs = own.owns_body(body)
            except (NotJson, RecursionError):
                return await _refuse(400, "invalid_input", path=path)(scope, receive, send)
            if not theirs:
                return await _refuse(403, "forbidden", path=path)(scope, receive, send)
            scope, receive = _rewritten(scope, json.dumps(body).encode(), receive)
        if is_document(path):
            return await self._document(scope, receive, send)
        if path.endswith(_BOUND_ANSWERS):
            answer = await capture(self._app, scope, receive)
            if answer.status == 200:
                bind = own.bind_event if path.endswith("/join") else own.bind_files
                bind(answer.body)
            return await answer.send(send)
        return await self._app(scope, receive, send)

    async def _document(self, scope: Scope, receive: Receive, send: Send) -> None:
        plain = {**scope, "query_string": b""}  # Gradio reads deep links and page names from it
        answer = await capture(self._app, plain, receive)
        if answer.status == 200:
            nonce = secrets.token_urlsafe(16)
            language = scope["path"].strip("/")
            html = own_document(
                answer.body, language=language, title=self._titles[language], nonce=nonce
            )
            answer = Captured(answer.status, answer.headers, html)
            answer.headers["content-security-policy"] = page_policy(nonce)
        await answer.send(send)


def _protected(path: str, send: Send) -> Send:
    async def protected(message: Message) -> None:
        if message["type"] == "http.response.start":
            protect(MutableHeaders(scope=message), path)
        await send(message)

    return protected


def _token(headers: Headers) -> str:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _sign_in(scope: Scope, headers: Headers) -> Response:
    """Send people to the sign-in page and programs away; a form that came too late is told so."""
    if "text/html" not in headers.get("accept", ""):
        return _refuse(401, "not_signed_in", path=scope["path"])
    if scope["method"] not in ("GET", "HEAD"):
        texts = texts_for(Request(scope))
        values = {
            "title": texts.t("shell.expired_title"),
            "text": texts.t("errors.not_signed_in_form"),
            "link": texts.t("shell.signin_title"),
        }
        return page("message.html", texts, values, status=401)
    wanted = scope["path"]
    if scope["query_string"]:
        wanted += "?" + scope["query_string"].decode("latin-1")
    target = "/login" if wanted == "/" else f"/login?next={quote(wanted, safe='/')}"
    return RedirectResponse(target, status_code=303)


def _refuse(
    status: int, code: str, *, path: str = "", headers: dict[str, str] | None = None
) -> Response:
    """Refuse with a code; a page of ours shows the ``detail`` to its reader."""
    language = path[1:3] if path[3:4] in ("", "/") else ""
    detail = code
    if language in set(Language):
        detail = message_of(code, Texts(Language(language), Address.SIE))
    return JSONResponse({"code": code, "detail": detail}, status_code=status, headers=headers)


def _rewritten(scope: Scope, body: bytes, receive: Receive) -> tuple[Scope, Receive]:
    """Hand on the body as we understood it, so that nobody behind us can read it otherwise."""
    changed = with_headers(
        scope, {"content-length": str(len(body)), "content-type": "application/json"}
    )
    return changed, replay(body, receive)
