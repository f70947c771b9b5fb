"""Commitments of the two: who does what until when, and what became of it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from markupsafe import Markup

from programme.commitments import Commitments, Promise
from tandems.domain.tandem import Commitment, CommitmentStatus
from ui.cards import Html, Tone, badge, empty, join
from ui.dates import day_text, today_at
from ui.forms import Fields, area, button, choice, dated, folded, form, line
from ui.pages.tandem.own_words import language_of_own
from ui.pages.tandem.section import Act, Section
from ui.pages.tandem.view import View
from ui.render.plain import written

MAX_TEXT: Final = 400
"""Characters; a commitment is one step."""
_AHEAD: Final = timedelta(days=14)
"""How far ahead a new commitment is due unless another day is chosen."""
_TONES: Final[dict[CommitmentStatus, Tone]] = {
    CommitmentStatus.OPEN: "accent",
    CommitmentStatus.DONE: "good",
    CommitmentStatus.DROPPED: "plain",
}


def show_commitments(view: View) -> Markup:
    """Show what is open, the one due first leading, and folded below what is settled."""
    ordered = sorted(view.commitments, key=lambda one: (one.due, one.id))
    still_open = [one for one in ordered if one.status is CommitmentStatus.OPEN]
    settled = [one for one in ordered if one.status is not CommitmentStatus.OPEN]
    shown = _list(view, still_open) if still_open else _nothing(view)
    if not settled:
        return shown
    summary = view.t("commitments_settled", count=len(settled))
    return shown + folded(summary, _list(view, settled))


def _nothing(view: View) -> Markup:
    return empty(view.t("commitments_none"), view.t("commitments_none_text"))


def _list(view: View, commitments: Sequence[Commitment]) -> Markup:
    return join(_commitment(view, one) for one in commitments)


def _commitment(view: View, commitment: Commitment) -> Markup:
    texts = view.context.texts
    late = commitment.status is CommitmentStatus.OPEN and commitment.due < today_at(
        view.context.now
    )
    mark = (
        badge(view.t("commitment_due_passed"), "warn")
        if late
        else badge(view.t(f"commitment_{commitment.status}"), _TONES[commitment.status])
    )
    sign: Html = ""
    if commitment.first_sign:
        sign = Markup('<p><strong>{}</strong> <span lang="{}">{}</span></p>').format(
            view.t("first_sign_label"), commitment.language, commitment.first_sign
        )
    return Markup(
        '<article class="td-item" data-commitment="{}"><p class="td-item-meta">{} {}</p>'
        "{}{}{}</article>"
    ).format(
        commitment.id,
        mark,
        view.t(
            "commitment_who_when",
            name=view.name(commitment.owner_id),
            day=day_text(commitment.due, texts),
        ),
        written(commitment.text, commitment.language),
        sign,
        _buttons(view, commitment) if view.runs else "",
    )


def _buttons(view: View, commitment: Commitment) -> Markup:
    if commitment.status is CommitmentStatus.OPEN:
        buttons = [
            button(view.t("commitment_finish"), "done", "quiet"),
            button(view.t("commitment_drop"), "drop"),
        ]
    else:
        buttons = [button(view.t("commitment_reopen"), "reopen")]
    return form(
        COMMITMENTS.bridge,
        buttons=buttons,
        hidden={**view.hidden, "commitment": commitment.id},
    )


def show_form(view: View) -> Markup:
    """Show where a commitment is written down."""
    people = [
        (view.t("me", name=view.me.name), view.me.person_id),
        (view.partner.name, view.partner.person_id),
    ]
    due = today_at(view.context.now) + _AHEAD
    write = form(
        COMMITMENTS.bridge,
        area("what", view.t("field_what"), rows=2, hint=view.t("what_hint")),
        Markup('<div class="td-side">{}{}</div>').format(
            choice("owner", view.t("field_owner"), people, value=view.me.person_id),
            dated("due", view.t("field_due"), value=due.isoformat()),
        ),
        line("sign", view.t("field_sign"), hint=view.t("sign_hint")),
        buttons=[button(view.t("commitment_keep"), "add", "primary")],
        hidden=view.hidden,
        label=view.t("commitment_new"),
    )
    return Markup('<section class="td-panel"><h4>{}</h4>{}</section>').format(
        view.t("commitment_new"), write
    )


def add(view: View, fields: Fields) -> Html:
    """Keep a commitment."""
    context = view.context
    due = fields.day("due")
    if due < today_at(context.now):
        raise fields.refused("due", "forms.wanted_future_day")
    text = fields.text("what", limit=MAX_TEXT)
    promise = Promise(
        owner_id=fields.one_of("owner", (view.me.person_id, view.partner.person_id)),
        text=text,
        due=due,
        first_sign=fields.text("sign", limit=MAX_TEXT, required=False),
        language=language_of_own(view, text),
    )
    Commitments(context.services.store).add(context.account, view.tandem.id, promise=promise)
    return view.t("commitment_kept")


def _settle(status: CommitmentStatus, said: str) -> Act:
    def settle(view: View, fields: Fields) -> Html:
        Commitments(view.context.services.store).settle(
            view.context.account,
            view.tandem.id,
            commitment_id=fields.raw("commitment"),
            status=status,
        )
        return view.t(said)

    return settle


COMMITMENTS: Final = Section(
    "commitments",
    (show_commitments, show_form),
    {
        "add": add,
        "done": _settle(CommitmentStatus.DONE, "commitment_is_done"),
        "drop": _settle(CommitmentStatus.DROPPED, "commitment_is_dropped"),
        "reopen": _settle(CommitmentStatus.OPEN, "commitment_is_open"),
    },
)
