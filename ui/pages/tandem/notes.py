"""Notes: private ones are their writer's alone, shared ones are the pair's."""

from typing import Final
from uuid import uuid4

from markupsafe import Markup

from tandems.domain.tandem import Note
from ui.cards import Html, badge, empty, join
from ui.dates import moment_text
from ui.forms import Fields, area, button, choice, form
from ui.pages.tandem.own_words import language_of_own
from ui.pages.tandem.section import Section
from ui.pages.tandem.view import View
from ui.render.plain import written

MAX_NOTE: Final = 4000
"""Characters; two pages of notes."""


def show_form(view: View) -> Markup:
    """Show where a note is written and who will read it."""
    options = [
        (view.t("note_private"), "private"),
        (view.t("note_shared", partner=view.partner.name), "shared"),
    ]
    return form(
        NOTES.bridge,
        area("text", view.t("field_text"), rows=4),
        choice("visibility", view.t("field_visibility"), options, value="private"),
        buttons=[button(view.t("note_keep"), "add", "primary")],
        hidden=view.hidden,
        label=view.t("note_keep"),
    )


def show_notes(view: View) -> Markup:
    """Show the shared notes and the reader's own, newest first."""
    if not view.notes:
        return empty(view.t("notes_none"), view.t("notes_none_text"))
    return join(_note(view, note) for note in reversed(view.notes))


def _note(view: View, note: Note) -> Markup:
    private = note.visibility == "private"
    mark = badge(view.t("only_you"), "warn") if private else badge(view.t("both_of_you"), "good")
    remove: Html = ""
    if note.author_id == view.me.person_id:
        remove = form(
            NOTES.bridge,
            buttons=[button(view.t("note_delete"), "delete")],
            hidden={**view.hidden, "note": note.id},
        )
    meta = f"{view.name(note.author_id)}, {moment_text(note.created_at, view.context.texts)}"
    return Markup(
        '<article class="td-item"><p class="td-item-meta">{} {}</p>{}{}</article>'
    ).format(mark, meta, written(note.text, note.language), remove)


def add(view: View, fields: Fields) -> Html:
    """Keep a note."""
    context = view.context
    shared = fields.one_of("visibility", ("private", "shared")) == "shared"
    text = fields.text("text", limit=MAX_NOTE)
    note = Note(
        id=uuid4().hex,
        tandem_id=view.tandem.id,
        author_id=context.person_id,
        visibility="shared" if shared else "private",
        text=text,
        language=language_of_own(view, text, kept_anyway=True),
        created_at=context.now,
    )
    context.services.store.tandems.add_note(context.account, note)
    return view.t("note_kept_shared" if shared else "note_kept")


def delete(view: View, fields: Fields) -> Html:
    """Delete a note of one's own."""
    view.context.services.store.tandems.delete_note(view.context.account, fields.raw("note"))
    return view.t("note_deleted")


NOTES: Final = Section("notes", (show_form, show_notes), {"add": add, "delete": delete})
