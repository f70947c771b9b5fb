"""Signing in and out: our own pages, which need no script."""

import hmac
import secrets
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from tandems.accounts import MAX_PASSWORD
from tandems.domain.person import Account
from tandems.domain.vocabulary import Language
from tandems.errors import NotSignedIn, TandemError
from ui.acting import acting, session_token
from ui.cast import demo_cast
from ui.gate.cookies import drop_session, set_session
from ui.messages import message_for
from ui.services import Services
from ui.templates import page, texts_for

FORM_COOKIE: Final = "tandem_form"
MAX_LOGIN: Final = 320
"""Characters of a login; an e-mail address has at most 254."""
HASHES_AT_ONCE: Final = 4
"""Passwords checked at the same time; each takes 64 MiB while it is hashed."""


class SignIn:
    """The sign-in routes.

    The form carries a random value that a cookie carries too, signed for this process, so that
    no other site can sign somebody in.
    """

    def __init__(self, services: Services, *, secure: bool) -> None:
        self._services = services
        self._secure = secure
        self._secret = secrets.token_bytes(32)
        self._limiter = CapacityLimiter(HASHES_AT_ONCE)

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter()
        router.add_api_route("/login", self.show, methods=["GET"], name="login")
        router.add_api_route("/login", self.submit, methods=["POST"], name="sign in")
        router.add_api_route("/logout", self.leave, methods=["POST"], name="sign out")
        router.add_api_route("/signed-in", self.again, methods=["GET"], name="signed in")
        router.add_api_route("/", self.home, methods=["GET"], name="home")
        return router

    def show(self, request: Request) -> Response:
        """Show the form; who is signed in already goes on."""
        if account := self._account(request):
            wanted = local(request.query_params.get("next", ""))
            return RedirectResponse(wanted or f"/{account.language}/", status_code=303)
        return self._form(request, next_path=request.query_params.get("next", ""))

    async def submit(self, request: Request) -> Response:
        """Check login and password and open a session."""
        form = {name: str(value) for name, value in (await request.form()).items()}
        texts = texts_for(request)
        if not self._form_is_ours(request, form):
            return self._form(request, form, error=texts.t("errors.form_expired"), status=403)
        try:
            account = await to_thread.run_sync(self._verify, form, limiter=self._limiter)
        except NotSignedIn:
            return self._form(request, form, error=texts.t("shell.signin_wrong"), status=401)
        except TandemError as error:
            return self._form(request, form, error=message_for(error, texts), status=429)
        if account is None:
            return self._form(request, form, error=texts.t("shell.signin_missing"), status=422)
        token = await to_thread.run_sync(self._open, account)
        wanted = local(form.get("next", ""))
        response = RedirectResponse(wanted or f"/{account.language}/", status_code=303)
        set_session(response, token, secure=self._secure)
        response.delete_cookie(FORM_COOKIE)
        return response

    async def leave(self, request: Request) -> Response:
        """End the session and go to the sign-in page."""
        form = await request.form()
        context = await to_thread.run_sync(acting, self._services, request.cookies, None)
        texts = texts_for(request)
        if not hmac.compare_digest(str(form.get("csrf", "")).encode(), context.csrf.encode()):
            values = {"title": texts.t("errors.title"), "text": texts.t("errors.form_expired")}
            return page("message.html", texts, values, status=403)
        token = session_token(request.cookies)
        await to_thread.run_sync(self._services.store.accounts.end_session, token)
        response = RedirectResponse("/login", status_code=303)
        drop_session(response, secure=self._secure)
        return response

    def again(self, request: Request) -> Response:
        """Say that the session is back; the first tab still holds what was typed."""
        texts = texts_for(request, self._account(request))
        values = {
            "title": texts.t("shell.again_title"),
            "text": texts.t("shell.again_text"),
            "link": texts.t("shell.again_home"),
        }
        return page("message.html", texts, values)

    def home(self, request: Request) -> Response:
        """Go to the pages in the account's language."""
        account = self._account(request)
        return RedirectResponse(f"/{account.language}/" if account else "/login", status_code=303)

    def _account(self, request: Request) -> Account | None:
        try:
            return acting(self._services, request.cookies, None).account
        except NotSignedIn:
            return None

    def _verify(self, form: Mapping[str, str]) -> Account | None:
        login, password = form.get("login", "").strip(), form.get("password", "")
        if not login or not password or len(login) > MAX_LOGIN or len(password) > MAX_PASSWORD:
            return None
        now = self._services.clock()
        return self._services.store.accounts.verify(login, password, now=now)

    def _open(self, account: Account) -> str:
        return self._services.store.accounts.open_session(account, self._services.clock())

    def _form(
        self,
        request: Request,
        form: Mapping[str, str] | None = None,
        *,
        next_path: str = "",
        error: str = "",
        status: int = 200,
    ) -> Response:
        typed = form or {}
        texts = texts_for(request)
        signed = self._signed(secrets.token_urlsafe(24))
        values = {
            "csrf": signed,
            "next": local(typed.get("next", next_path)),
            "login": typed.get("login", "")[:MAX_LOGIN],
            "error": error,
            "demo": demo_cast(self._services.store, texts),
            "demo_password": self._services.demo_password,
            "languages": list(Language),
        }
        response = page("signin.html", texts, values, status=status)
        response.set_cookie(
            FORM_COOKIE, signed, httponly=True, samesite="strict", secure=self._secure
        )
        return response

    def _signed(self, value: str) -> str:
        mac = hmac.new(self._secret, value.encode(), "sha256").hexdigest()
        return f"{value}.{mac}"

    def _form_is_ours(self, request: Request, form: Mapping[str, str]) -> bool:
        sent, kept = form.get("csrf", ""), request.cookies.get(FORM_COOKIE, "")
        value = sent.rpartition(".")[0]
        same = hmac.compare_digest(sent.encode(), kept.encode())
        return same and hmac.compare_digest(sent.encode(), self._signed(value).encode())


def local(path: str) -> str:
    """Return ``path`` if it stays on this site, else nothing."""
    parts = urlsplit(path)
    odd = not path.isprintable() or "\\" in path or path.startswith("//")
    if odd or parts.scheme or parts.netloc or not path.startswith("/"):
        return ""
    return path
