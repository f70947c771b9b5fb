"""The page and its handlers; files are deleted as soon as they are read."""

from collections.abc import Iterator
from pathlib import Path

from knowledge.documents.limits import MEGABYTE
from knowledge.documents.shelf import GivenFile
from tandems.domain.document import StoredDocument
from tandems.errors import InvalidInput, NotFound, TandemError
from ui.acting import Context
from ui.cards import heading, notice
from ui.forms import Fields, form_bridge
from ui.pages.coordination.upload import GIVEN, upload_limit
from ui.pages.documents.listing import (
    BETWEEN,
    BRIDGE,
    Outcome,
    show_listing,
    show_outcomes,
    show_question,
)
from ui.shell import Shell


def build(shell: Shell) -> None:
    """Add the page."""
    import gradio as gr

    shell.html(heading(shell.t("documents.title"), shell.t("documents.lead")))
    files = gr.File(label=shell.t("documents.files"), file_count="multiple", height=160)
    limit = shell.services.upload_bytes
    text = shell.t("documents.too_large", given=GIVEN, limit=f"{limit / MEGABYTE:g}")
    shell.html(upload_limit(limit, text))
    with gr.Row(elem_classes="td-buttons"):
        add = gr.Button(shell.t("documents.add"), variant="primary", scale=0)
    said = shell.html()
    bridge = form_bridge(BRIDGE)
    listed = shell.html()
    shell.on_show(show_documents, outputs=[listed])
    shell.on(add.click, add_documents, inputs=[files], outputs=[said, files, listed])
    shell.on(bridge.submit, act_document, inputs=[bridge], outputs=[bridge, said, listed])


def show_documents(context: Context) -> str:
    """Return the list of documents."""
    return show_listing(context)


def add_documents(context: Context, paths: list[str] | None) -> Iterator[tuple[object, ...]]:
    """Take in what was uploaded, file by file, then put all of it in force at once."""
    import gradio as gr

    waiting = [Path(path) for path in paths or ()]
    if not waiting:
        yield (notice(context.t("documents.missing"), "warn"), gr.skip(), gr.skip())
        return
    outcomes: list[Outcome] = []
    try:
        for number, path in enumerate(waiting, 1):
            values = {"number": number, "count": len(waiting), "name": path.name}
            yield (notice(context.t("documents.reading", **values)), gr.skip(), gr.skip())
            outcomes.append(_take(context, path))
    finally:
        for path in waiting:
            path.unlink(missing_ok=True)
    yield (notice(context.t("documents.in_force")), gr.skip(), gr.skip())
    context.services.desk().shelf.refresh()
    yield (show_outcomes(context, outcomes), None, show_listing(context))


def _take(context: Context, path: Path) -> Outcome:
    shelf = context.services.desk().shelf
    try:
        given = GivenFile(path.name, path.read_bytes())
        return Outcome(path.name, shelf.take(context.account, given, now=context.now))
    except TandemError as refused:
        return Outcome(path.name, refused=refused)


def act_document(context: Context, payload: object) -> tuple[object, ...]:
    """Ask whether to remove a document, or remove it.

    Raises:
        NotFound: it is gone already.
        InvalidInput: the form holds something else.
    """
    fields = Fields.of(payload, context.texts, "documents")
    act, _, document_id = fields.raw("do").partition(BETWEEN)
    if act == "keep":
        return ("", "", show_listing(context))
    document = _document(context, document_id)
    if act == "ask":
        return ("", show_question(context, document), show_listing(context))
    if act != "remove":
        raise InvalidInput
    context.services.desk().shelf.remove(context.account, document.id, now=context.now)
    told = notice(context.t("documents.removed", name=document.name), "good")
    return ("", told, show_listing(context))


def _document(context: Context, document_id: str) -> StoredDocument:
    documents = context.services.store.documents.list(context.account)
    for one in documents:
        if one.id == document_id:
            return one
    raise NotFound
