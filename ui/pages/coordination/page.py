"""The page's three tabs and their handlers; everything is read for the acting coordinator."""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from tandems.errors import Conflict, NotFound
from ui.acting import Context
from ui.cards import heading, notice
from ui.pages.coordination.people import show_people
from ui.pages.coordination.programme import Office, office_of, show_head
from ui.pages.coordination.proposal import (
    can_be_approved,
    latest_proposal,
    show_approval,
    show_pairs,
    show_summary,
)
from ui.pages.coordination.states import show_states
from ui.pages.coordination.upload import show_format, take_in, too_large
from ui.shell import Shell


def build(shell: Shell) -> None:
    """Add the page."""
    import gradio as gr

    head = shell.html()
    with gr.Column(visible=False) as body, gr.Tabs(elem_id="td-coordination"):
        with gr.Tab(shell.t("coordination.tab_states")):
            states = shell.html()
        with gr.Tab(shell.t("coordination.tab_people")):
            people = shell.html()
            files, taken, take = _build_import(shell)
        with gr.Tab(shell.t("coordination.tab_match")):
            match = _build_match(shell)
    shown = [head, body, states, people, *match[2:]]
    shell.on_show(show_coordination, outputs=shown)
    shell.on(take.click, import_files, inputs=files, outputs=[taken, *files, people, states])
    trial, run, *parts = match
    shell.on(run.click, run_match, inputs=[trial], outputs=parts)
    proposal_id, approve = parts[1], parts[4]
    shell.on(approve.click, approve_shown, inputs=[proposal_id], outputs=[*parts, states])


def _build_import(shell: Shell) -> tuple[list[Any], Any, Any]:
    """Add the upload; return the files, the place for what came of it, and the button."""
    import gradio as gr

    def upload(name: str) -> Any:
        return gr.File(
            label=shell.t(f"coordination.import_{name}"),
            file_types=[".csv", ".txt", ".tsv"],
            height=132,
        )

    title, lead = (shell.t(f"coordination.import_{name}") for name in ("title", "lead"))
    shell.html(heading(title, lead))
    files = [upload("people")]
    with gr.Accordion(shell.t("coordination.import_more"), open=False), gr.Row():
        files += [upload("reporting"), upload("exclusions")]
    shell.html(too_large(shell.texts))
    with gr.Row(elem_classes="td-buttons"):
        take = gr.Button(shell.t("coordination.import_button"), variant="primary", scale=0)
    taken = shell.html()
    shell.html(show_format(shell.texts))
    return files, taken, take


def _build_match(shell: Shell) -> list[Any]:
    """Add the run; return trial, run, and the parts: summary, id, pairs, approval, button."""
    import gradio as gr

    title, lead = (shell.t(f"coordination.match_{name}") for name in ("title", "lead"))
    shell.html(heading(title, lead))
    trial = gr.Checkbox(
        label=shell.t("coordination.match_trial"), info=shell.t("coordination.match_trial_info")
    )
    with gr.Row(elem_classes="td-buttons"):
        run = gr.Button(shell.t("coordination.match_button"), variant="primary", scale=0)
    summary = shell.html()
    proposal_id = gr.Textbox(visible=False)
    pairs = shell.html()
    approval = shell.html()
    with gr.Row(elem_classes="td-buttons"):
        label = shell.t("coordination.approve_button")
        approve = gr.Button(label, variant="primary", scale=0, visible=False)
    return [trial, run, summary, proposal_id, pairs, approval, approve]


def show_coordination(context: Context) -> tuple[object, ...]:
    """Return the whole page for the acting coordinator."""
    import gradio as gr

    office = office_of(context)
    head = show_head(context)
    if office is None:
        return (head, gr.update(visible=False), *[gr.skip()] * 7)
    body = (show_states(office), show_people(office), *_match_parts(office))
    return (head, gr.update(visible=True), *body)


def import_files(
    context: Context, people: str | None, reporting: str | None, exclusions: str | None
) -> tuple[object, ...]:
    """Import what was uploaded; the places of the files are emptied."""
    office = _office(context)
    said = take_in(office, people, reporting, exclusions)
    return (said, None, None, None, show_people(office), show_states(office))


def run_match(context: Context, trial: bool) -> Iterator[tuple[object, ...]]:
    """Run a match and show its proposal."""
    import gradio as gr

    office = _office(context)
    yield (notice(office.t("match_running")), *[gr.skip()] * 4)
    matching = context.services.desk().matching
    matching.run(context.account, office.programme.id, trial=bool(trial), now=context.now)
    yield _match_parts(office)


def approve_shown(context: Context, proposal_id: str) -> tuple[object, ...]:
    """Approve the proposal that is shown, so that both people of each pair are asked.

    Raises:
        Conflict: a newer proposal exists; nothing is approved unseen.
    """
    office = _office(context)
    latest = latest_proposal(office)
    if latest is None or latest.id != proposal_id:
        raise Conflict
    matching = context.services.desk().matching
    asked = matching.approve(context.account, latest.id, now=context.now)
    summary, shown_id, pairs, _, button = _match_parts(office)
    said: Markup = notice(office.t("approve_done", count=len(asked)), "good")
    return (summary, shown_id, pairs, said, button, show_states(office))


def _match_parts(office: Office) -> tuple[object, object, object, object, object]:
    import gradio as gr

    latest = latest_proposal(office)
    return (
        show_summary(office, latest),
        latest.id if latest else "",
        show_pairs(office, latest),
        show_approval(office, latest),
        gr.update(visible=can_be_approved(latest)),
    )


def _office(context: Context) -> Office:
    office = office_of(context)
    if office is None:
        raise NotFound
    return office
