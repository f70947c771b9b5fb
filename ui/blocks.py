"""The one factory of the pages, and their mounts at /de and /en."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from fastapi import FastAPI

from tandems.domain.vocabulary import Language
from ui import header
from ui.acting import Context
from ui.handler import Wrapped, guard
from ui.page import Page, everybody
from ui.services import Services
from ui.shell import Shell, plain_html, register
from ui.texts import Texts
from ui.theme import build_theme

if TYPE_CHECKING:
    from gradio import Blocks, Tab, Tabs

CONCURRENCY: Final = 8
"""Handlers that run at once in each language; more wait in the queue."""
QUEUE: Final = 200
"""Events that may wait before Gradio says that it is busy."""
UPLOADS_LIVE_S: Final = 600
"""Seconds after which an upload that no handler read and deleted is deleted anyway."""


def build_blocks(language: Language, services: Services, pages: Sequence[Page]) -> "Blocks":
    """Build all pages in one language; who sees which is decided when they load."""
    import gradio as gr

    texts = Texts(language)
    tabs: list[Tab] = []
    blocks: Blocks = gr.Blocks(
        title=texts.t("shell.product"),
        analytics_enabled=False,
        fill_width=True,
        delete_cache=(UPLOADS_LIVE_S, UPLOADS_LIVE_S),
    )
    with blocks:
        top = plain_html(header.before_sign_in(texts), elem_id="td-top")
        with gr.Tabs(elem_id="td-pages") as group:
            for page in pages:
                label = texts.t(f"shell.page_{page.name}")
                with gr.Tab(
                    label,
                    id=page.name,
                    elem_id=f"page-{page.name}",
                    visible=page.allowed is everybody,
                ) as tab:
                    page.build(Shell(page, language, services, texts, blocks, tab))
                tabs.append(tab)
        _on_load(blocks, services, pages, language=language, parts=(top, group, tabs))
    guard(blocks, language)
    blocks.queue(default_concurrency_limit=CONCURRENCY, max_size=QUEUE, api_open=False)
    return blocks


def _on_load(
    blocks: "Blocks",
    services: Services,
    pages: Sequence[Page],
    *,
    language: Language,
    parts: "tuple[object, Tabs, list[Tab]]",
) -> None:
    """Show name, programme and the pages of the account that loads."""
    import gradio as gr

    top, group, tabs = parts

    def load(context: Context) -> tuple[object, ...]:
        own = [page.name for page in pages if page.allowed(context.account)]
        wanted = context.query.get("page", "")
        chosen = wanted if wanted in own else own[0]
        shown = [gr.update(visible=page.name in own) for page in pages]
        return (header.signed_in(context), gr.update(selected=chosen), *shown)

    wrapped = Wrapped(services, language, everybody, 2 + len(tabs), True).wrap(load)
    register([blocks.load], wrapped, outputs=[top, group, *tabs], quiet=True)  # type: ignore[list-item]  # layout parts are outputs too


def mount(app: FastAPI, services: Services, pages: Sequence[Page]) -> None:
    """Mount the pages at /de and /en, without what Gradio would add to them."""
    import gradio as gr

    for language in Language:
        gr.mount_gradio_app(
            app,
            build_blocks(language, services, pages),
            path=f"/{language}",
            footer_links=[],
            run_history=False,
            show_error=False,
            max_file_size=services.upload_bytes,
            ssr_mode=False,
            enable_monitoring=False,
            pwa=False,
            mcp_server=False,
            theme=build_theme(),
        )
