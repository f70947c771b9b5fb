"""The wrapper round every event handler: who acts, may they, and what an error says."""

import inspect
import secrets
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Concatenate

import structlog
from markupsafe import Markup, escape

from tandems.domain.vocabulary import Address, Language
from tandems.errors import Forbidden, NotSignedIn, TandemError
from ui.acting import Context, acting
from ui.messages import message_for
from ui.page import Allowed
from ui.services import Services
from ui.texts import Texts

if TYPE_CHECKING:
    from gradio import Blocks, Request

Handler = Callable[Concatenate[Context, ...], object]
"""Takes the context and the inputs' values; returns the outputs' values, or yields them."""
SIGN_IN = "/login?next=/signed-in"


@dataclass(frozen=True, slots=True)
class Wrapped:
    """What a handler is wrapped with.

    ``quiet`` says nothing to whom the page is not for: it is what runs when pages load.
    """

    services: Services
    language: Language
    allowed: Allowed
    outputs: int
    quiet: bool = False

    def wrap(self, handler: Handler) -> Callable[..., object]:
        """Return what Gradio calls; generators stay generators."""
        from gradio import Request

        def answer(request: Request, *inputs: object) -> object:
            return self._answered(handler, request, inputs)

        def stream(request: Request, *inputs: object) -> Iterator[object]:
            yield from self._streamed(handler, request, inputs)

        run: Callable[..., object] = stream if inspect.isgeneratorfunction(handler) else answer
        run.__name__ = getattr(handler, "__name__", "handler").strip("_")
        return run

    def _answered(self, handler: Handler, request: "Request", inputs: tuple[object, ...]) -> object:
        texts = Texts(self.language, Address.SIE)
        try:
            context = self._context(request)
            texts = context.texts
            return handler(context, *inputs)
        except Exception as error:  # noqa: BLE001  # no page shows a stack trace
            self._tell(error, handler, texts)
            return self._unchanged()

    def _streamed(
        self, handler: Handler, request: "Request", inputs: tuple[object, ...]
    ) -> Iterator[object]:
        texts = Texts(self.language, Address.SIE)
        try:
            context = self._context(request)
            texts = context.texts
            yield from handler(context, *inputs)  # type: ignore[misc]  # a generator
        except Exception as error:  # noqa: BLE001  # no page shows a stack trace
            self._tell(error, handler, texts)
            yield self._unchanged()

    def _context(self, request: "Request") -> Context:
        context = acting(self.services, dict(request.cookies), self.language)
        if not self.allowed(context.account):
            raise Forbidden
        return replace(context, query=dict(request.query_params))

    def _unchanged(self) -> Any:  # Gradio's marker
        """Leave every output, and so what was typed, as it is."""
        import gradio as gr

        skipped = tuple(gr.skip() for _ in range(self.outputs))
        return skipped[0] if len(skipped) == 1 else skipped or None

    def _tell(self, error: Exception, handler: Handler, texts: Texts) -> None:
        """Show the error to who caused it; log its code and never its content."""
        import gradio as gr

        log = structlog.get_logger("tandem.ui").bind(handler=handler.__qualname__)
        if not isinstance(error, TandemError):
            gr.Warning(_unexpected(error, texts, log), title=texts.t("errors.title"))
            return
        if self.quiet and isinstance(error, Forbidden | NotSignedIn):
            return
        log.info("refused", code=error.code)
        gr.Warning(_told(error, texts), title=texts.t("errors.title"))


def guard(blocks: "Blocks", language: Language) -> None:
    """Keep what Gradio raises round a handler, such as for a value it cannot read, out of logs.

    It prints whole traces, and what was typed may stand in them.
    """
    import gradio as gr

    process = blocks.process_api

    async def guarded(*args: Any, **kwargs: Any) -> dict[str, Any]:  # handed on unseen
        try:
            return await process(*args, **kwargs)
        except Exception as error:  # noqa: BLE001  # no log holds what was typed
            texts = Texts(language, Address.SIE)
            message = _unexpected(error, texts, structlog.get_logger("tandem.ui"))
        raise gr.Error(message, title=texts.t("errors.title"), print_exception=False)

    blocks.process_api = guarded  # type: ignore[method-assign]  # this instance's own


def _unexpected(error: BaseException, texts: Texts, log: Any) -> Markup:  # a structlog logger
    """Log an error under a number and return what its reader is told."""
    incident = secrets.token_hex(4)
    log.error("unexpected", incident=incident, **where(error))
    return escape(texts.t("errors.unexpected", incident=incident))


def _told(error: TandemError, texts: Texts) -> Markup:
    """Return the message; one about an ended session offers to sign in without leaving."""
    message = escape(message_for(error, texts))
    if not isinstance(error, NotSignedIn):
        return message
    link = Markup('<p><a href="{}" target="_blank" rel="noopener">{}</a></p>')
    return message + link.format(SIGN_IN, texts.t("shell.expired_sign_in"))


def where(error: BaseException) -> dict[str, object]:
    """Return type and lines of an unexpected error; its message may hold content and stays out."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    lines = [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames]
    return {"error": type(error).__name__, "lines": lines}
