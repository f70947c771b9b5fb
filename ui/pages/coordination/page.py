"""The page's three tabs and their handlers; everything is read for the acting coordinator."""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from embeddings.matching.weights import Terms
from programme.matching import terms_of
from tandems.errors import Conflict, NotFound
from ui.acting import Context
from ui.cards import heading, join, notice
from ui.forms import Fields, form_bridge
from ui.pages.coordination.decision import BRIDGE, Act, Decision, read_decision
from ui.pages.coordination.difference import show_difference, show_refused
from ui.pages.coordination.known import Known, known_of
from ui.pages.coordination.pairs import show_pairs
from ui.pages.coordination.people import show_people
from ui.pages.coordination.programme import Office, office_of, show_head
from ui.pages.coordination.proposal import (
    can_be_approved,
    latest_proposal,
    show_approval,
    show_summary,
)
from ui.pages.coordination.states import show_states
from ui.pages.coordination.terms import show_terms
from ui.pages.coordination.upload import show_format, take_in, too_large
from ui.pages.coordination.why import show_why
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
    bridge, said, *parts = match
    shown = [head, body, states, people, *parts]
    shell.on_show(show_coordination, outputs=shown)
    shell.on(take.click, import_files, inputs=files, outputs=[taken, *files, people, states])
    shell.on(bridge.submit, decide, inputs=[bridge], outputs=[bridge, said, *parts])
    proposal_id, approve = parts[2], parts[5]
    shell.on(approve.click, approve_shown, inputs=[proposal_id], outputs=[said, *parts, states])


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
    """Add the run; return bridge, answer, form, summary, id, pairs, approval and button.

    The answer to what was tried out or asked stands between the form and the proposal.
    """
    import gradio as gr

    title, lead = (shell.t(f"coordination.match_{name}") for name in ("title", "lead"))
    shell.html(heading(title, lead))
    terms = shell.html()
    said = shell.html()
    bridge = form_bridge(BRIDGE)
    summary = shell.html()
    proposal_id = gr.Textbox(visible=False)
    pairs = shell.html()
    approval = shell.html()
    with gr.Row(elem_classes="td-buttons"):
        label = shell.t("coordination.approve_button")
        approve = gr.Button(label, variant="primary", scale=0, visible=False)
    return [bridge, said, terms, summary, proposal_id, pairs, approval, approve]


def show_coordination(context: Context) -> tuple[object, ...]:
    """Return the whole page for the acting coordinator."""
    import gradio as gr

    office = office_of(context)
    head = show_head(context)
    if office is None:
        return (head, gr.update(visible=False), *[gr.skip()] * 8)
    body = (show_states(office), show_people(office), *_match_parts(known_of(office)))
    return (head, gr.update(visible=True), *body)


def import_files(
    context: Context, people: str | None, reporting: str | None, exclusions: str | None
) -> tuple[object, ...]:
    """Import what was uploaded; the places of the files are emptied."""
    office = _office(context)
    said = take_in(office, people, reporting, exclusions)
    return (said, None, None, None, show_people(office), show_states(office))


def decide(context: Context, payload: object) -> Iterator[tuple[object, ...]]:
    """Try out, ask why not, or run with what the form says; only a run keeps anything."""
    import gradio as gr

    office = _office(context)
    known = known_of(office)
    decision = read_decision(Fields.of(payload, context.texts, "coordination"), known)
    yield (gr.skip(), notice(office.t("match_running")), *[gr.skip()] * 6)
    said = _answer(known, decision)
    form = show_terms(known, decision.terms, chosen=decision.pair)
    if decision.act is Act.RUN:
        yield ("", said, *_match_parts(known))
    else:
        yield ("", said, form, *[gr.skip()] * 5)


def _answer(known: Known, decision: Decision) -> Markup:
    context, office, terms = known.office.context, known.office, decision.terms
    matching, programme_id = context.services.desk().matching, office.programme.id
    if decision.act is Act.WHY:
        pair = decision.pair
        why = matching.why_not(context.account, programme_id, pair=pair, terms=terms)
        return show_why(known, why, minimum=terms.minimum)
    before = latest_proposal(office)
    tried = matching.try_out(context.account, programme_id, terms=terms, now=context.now)
    title = office.t("tried_title")
    if decision.act is Act.RUN:
        matching.run(context.account, programme_id, terms=terms, now=context.now)
        title = office.t("run_title")
        if before is None or before.approved_at is not None:
            return Markup("")
    return join(
        [
            Markup("") if decision.act is Act.RUN else show_refused(known, tried.proposal.refused),
            show_difference(known, tried.difference, title=title),
        ]
    )


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
    form, summary, shown_id, pairs, _, button = _match_parts(known_of(office))
    told: Markup = notice(office.t("approve_done", count=len(asked)), "good")
    return ("", form, summary, shown_id, pairs, told, button, show_states(office))


def _match_parts(known: Known) -> tuple[object, ...]:
    """Return form, summary, id, pairs, approval and its button, as the newest proposal has them."""
    import gradio as gr

    office = known.office
    latest = latest_proposal(office)
    return (
        show_terms(known, terms_of(latest) if latest else Terms()),
        show_summary(office, latest),
        latest.id if latest else "",
        show_pairs(known, latest),
        show_approval(office, latest),
        gr.update(visible=can_be_approved(latest)),
    )


def _office(context: Context) -> Office:
    office = office_of(context)
    if office is None:
        raise NotFound
    return office
