"""Files to take away: made for the asking account at the moment it asks, kept nowhere.

Whoever has something to offer registers how it is made; the maker reads through the store with
``context.account`` and so cannot give what the account may not read::

    downloads.register("sessions", sessions_ics)      # served at /downloads/sessions/{id}
    link = '<a href="/downloads/sessions/ID" download>'
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response

from tandems.domain.vocabulary import Language
from tandems.errors import Forbidden, NotFound, TandemError
from ui.acting import Context, acting
from ui.messages import message_for
from ui.services import Services
from ui.templates import page, texts_for


@dataclass(frozen=True, slots=True)
class Download:
    """A file; ``name`` is what the browser saves it as."""

    content: bytes
    media_type: str
    name: str


Maker = Callable[[Context, str], Download]
"""Makes the download of a record id for who asks; raises what the store raises."""


class Downloads:
    """The kinds of download there are."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._makers: dict[str, Maker] = {}

    def register(self, kind: str, maker: Maker) -> None:
        """Serve ``/downloads/<kind>/<id>``."""
        self._makers[kind] = maker

    def router(self) -> APIRouter:
        """Return the route."""
        router = APIRouter()
        router.add_api_route("/downloads/{kind}/{record_id}", self.give, methods=["GET"])
        return router

    def give(
        self, request: Request, kind: str, record_id: str, language: Language | None = None
    ) -> Response:
        """Make the download, in the account's language unless one is asked for, or say why not."""
        try:
            if kind not in self._makers:
                raise NotFound
            context = acting(self._services, request.cookies, language)
            made = self._makers[kind](context, record_id)
        except TandemError as error:
            return self._refused(request, error)
        disposition = f"attachment; filename*=UTF-8''{quote(made.name)}"
        headers = {"Content-Disposition": disposition}
        return Response(made.content, media_type=made.media_type, headers=headers)

    def _refused(self, request: Request, error: TandemError) -> Response:
        texts = texts_for(request)
        values = {"title": texts.t("errors.title"), "text": message_for(error, texts)}
        status = (
            403 if isinstance(error, Forbidden) else 404 if isinstance(error, NotFound) else 409
        )
        return page("message.html", texts, values, status=status)
