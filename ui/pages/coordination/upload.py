"""Importing people from uploaded files, which are deleted once read."""

from pathlib import Path
from typing import Final

from markupsafe import Markup

from programme.intake.table import MAX_BYTES, CsvFile
from programme.people_csv import ImportFiles, ImportReport, import_people
from tandems.errors import ImportFailed
from ui.cards import join, notice, paragraphs, table_or_cards
from ui.messages import row_messages
from ui.pages.coordination.programme import Office, folded
from ui.texts import Texts

SHOWN: Final = 100
"""Row errors shown at once; whoever has more mends these first."""
MEBIBYTE: Final = 1024**2
GIVEN: Final = "{given}"
"""Where the page's script puts the size of a file, see ``static/tandem.js``."""
_COLUMNS: Final = (
    "email",
    "name",
    "role",
    "organisation",
    "department",
    "languages",
    "language",
    "capacity",
    "superior_email",
    "availability",
    "working_style",
    "under_18",
    "wishes",
)


def read_upload(path: str | None) -> CsvFile | None:
    """Return an uploaded file and delete it, whatever becomes of its content."""
    if not path:
        return None
    file = Path(path)
    try:
        return CsvFile(file.name, file.read_bytes())
    finally:
        file.unlink(missing_ok=True)


def take_in(
    office: Office, people: str | None, reporting: str | None, exclusions: str | None
) -> Markup:
    """Import the uploaded files and say what came of it."""
    files = [read_upload(path) for path in (people, reporting, exclusions)]
    if files[0] is None:
        return notice(office.t("import_missing"), "warn")
    context = office.context
    try:
        report = import_people(
            context.services.store,
            context.account,
            programme_id=office.programme.id,
            files=ImportFiles(files[0], files[1], files[2]),
            now=context.now,
        )
    except ImportFailed as failed:
        return _failed(office, failed)
    return _done(office, report)


def _failed(office: Office, failed: ImportFailed) -> Markup:
    count = len(failed.errors)
    text = [office.t("import_failed", count=count)]
    if count > SHOWN:
        text.append(office.t("import_failed_many", shown=SHOWN, count=count))
    told = notice(paragraphs("\n".join(text)), "bad", title=office.t("import_failed_title"))
    rows = row_messages(failed.errors[:SHOWN], office.context.texts)
    return join([told, _rows(office, rows)])


def _done(office: Office, report: ImportReport) -> Markup:
    counts = {
        name: getattr(report, name)
        for name in ("created", "updated", "mentors", "mentees", "wishes", "offers")
    }
    parts = [notice(office.t("import_done", **counts), "good", title=office.t("import_done_title"))]
    if report.paused:
        parts.append(notice(office.t("import_paused", count=len(report.paused)), "bad"))
    if report.warnings:
        rows = row_messages(report.warnings[:SHOWN], office.context.texts)
        parts.append(folded(office.t("import_warnings"), _rows(office, rows)))
    return join(parts)


def _rows(office: Office, rows: list[tuple[str, int, str, str]]) -> Markup:
    headers = [office.t(f"column_{name}") for name in ("place", "problem", "file")]
    cells = [(_place(office, row, column), message, file) for file, row, column, message in rows]
    return table_or_cards(headers, cells, caption=office.t("import_caption"))


def _place(office: Office, row: int, column: str) -> str:
    if not column:
        return office.t("place_row", row=row)
    return office.t("place", row=row, column=column)


def too_large(texts: Texts) -> Markup:
    """Return the message that the page shows by itself instead of sending a file in vain."""
    limit = f"{MAX_BYTES / MEBIBYTE:g}"
    text = texts.t("coordination.row.file_too_large", given=GIVEN, limit=limit)
    return upload_limit(MAX_BYTES, text)


def upload_limit(limit_bytes: int, text: str) -> Markup:
    """Return the unseen message for files that are together larger; it holds for its own tab."""
    return Markup(
        '<div class="td-notice td-notice-bad" role="alert" hidden data-upload-limit="{}" '
        'data-text="{}"></div>'
    ).format(limit_bytes, text)


def show_format(texts: Texts) -> Markup:
    """Explain the columns of the files."""

    def t(key: str) -> str:
        return texts.t(f"coordination.{key}")

    rows = [(Markup("<code>{}</code>").format(name), t(f"format_{name}")) for name in _COLUMNS]
    rows += [
        (Markup("<code>{}.csv</code>").format(name), t(f"format_{name}"))
        for name in ("reporting", "exclusions")
    ]
    headers = (t("format_column"), t("format_content"))
    table = table_or_cards(headers, rows, caption=t("format_caption"))
    body = join([Markup('<p class="td-lead">{}</p>').format(t("format_lead")), table])
    return folded(t("format_title"), body)
