"""The command line: thin commands over the packages that the pages use as well."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

import app
from assistant.guide_lint import lint_guides
from evals.command import run as run_evals
from knowledge.contacts import load_contacts
from knowledge.documents.shelf import GivenFile, Shelf
from knowledge.guides import CONTENT, load_library
from knowledge.lint import STORE_RULES
from knowledge.lint.safety import reviews_ahead
from knowledge.lint.tables import coverage_tables, guides_table
from knowledge.store import PassageStore
from programme.demo import PASSWORD, load_demo
from programme.intake.table import CsvFile
from programme.matching import Matching
from programme.people_csv import ImportFiles, import_people
from settings import Settings
from tandems.domain.person import Account, AccountRole
from tandems.domain.programme import Programme
from tandems.domain.vocabulary import Address, Language
from tandems.errors import ConfigurationError, ImportFailed, InvalidInput, TandemError
from tandems.storage import Store
from ui.messages import message_for, row_messages
from ui.texts import Texts

console: Final = Console()
cli: Final = typer.Typer(no_args_is_help=True, add_completion=False, help="Tandem for mentoring.")
match: Final = typer.Typer(no_args_is_help=True, help="Match mentors and mentees.")
guides: Final = typer.Typer(no_args_is_help=True, help="The mentoring guides.")
evals: Final = typer.Typer(no_args_is_help=True, help="Measure the suggestions.")
cli.add_typer(match, name="match")
cli.add_typer(guides, name="guides")
cli.add_typer(evals, name="evals")

OFFICE: Final = Account("cli", "cli", AccountRole.COORDINATOR, None, Language.EN)
"""Whoever may run commands on this machine acts as a coordinator, and the audit says so."""
TEXTS: Final = Texts(Language.EN, Address.DU)
READ: Final = frozenset({".md", ".markdown", ".html", ".htm", ".docx", ".pdf", ".txt"})
"""Which files of a folder are added."""
ProgrammeOption = Annotated[str, typer.Option(help="Its name or id; the only one by default.")]


def main() -> None:
    """Run a command; an error of ours is one sentence, not a stack trace."""
    try:
        cli()
    except ImportFailed as failed:
        _show_row_errors(failed)
        sys.exit(1)
    except TandemError as error:
        console.print(message_for(error, TEXTS), style="red")
        sys.exit(1)


@contextmanager
def records() -> Iterator[tuple[Settings, Store]]:
    """Open the settings and their store."""
    settings = Settings()
    with app.open_records(settings) as store:
        yield settings, store


@cli.command()
def serve() -> None:
    """Serve Tandem until stopped."""
    with records() as (settings, store):
        has_demo = bool(store.accounts.demo_accounts())
    console.print(f"Tandem: http://{settings.host}:{settings.port}  (stop with Ctrl+C)")
    app.serve(settings, demo_password=PASSWORD if has_demo else "")


@cli.command()
def demo() -> None:
    """Load the demo programme, once, and print its sign-ins."""
    with records() as (settings, store), console.status("Loading the demo programme …"):
        report = load_demo(store, app.open_encoders(settings).deep, now=app.now())
        names = {one.email: f"{one.name}, {one.title}" for one in store.people.everyone(OFFICE)}
    console.print("Demo programme “Brückenbau”; all people are invented.")
    table = Table("sign in as", "who")
    for one in report.sign_ins:
        table.add_row(one.login, names.get(one.email or "", "runs the programme"))
    console.print(table)
    console.print(f"Password for all of them: {report.password}")
    console.print(f"Address: http://{settings.host}:{settings.port}")


@cli.command(name="import")
def import_csv(
    people: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    programme: ProgrammeOption = "",
    reporting: Annotated[Path | None, typer.Option(exists=True, dir_okay=False)] = None,
    exclusions: Annotated[Path | None, typer.Option(exists=True, dir_okay=False)] = None,
) -> None:
    """Import people from CSV: all of them, or none and a list of what is wrong."""
    files = ImportFiles(_file(people), _maybe(reporting), _maybe(exclusions))
    with records() as (_, store):
        run = find_programme(store, programme)
        report = import_people(store, OFFICE, programme_id=run.id, files=files, now=app.now())
    table = Table("what", "how many", title=f"Imported into “{run.name}”")
    for name in ("created", "updated", "mentors", "mentees", "wishes", "offers", "edges"):
        table.add_row(name, str(getattr(report, name)))
    table.add_row("to look at", str(len(report.warnings)))
    table.add_row("tandems paused", str(len(report.paused)))
    console.print(table)


@match.command(name="run")
def match_run(
    programme: ProgrammeOption = "",
    trial: Annotated[bool, typer.Option(help="Take invited people too; never published.")] = False,
) -> None:
    """Match the cohort and keep the proposal for the coordinator to approve."""
    with records() as (settings, store):
        run = find_programme(store, programme)
        encoders = app.open_encoders(settings)
        matching = Matching(store, encoders.deep, quick=encoders.quick)
        proposal = matching.run(OFFICE, run.id, trial=trial, now=app.now())
        names = {one.id: one.name for one in store.people.everyone(OFFICE)}
    table = Table("mentee", "mentor", "fit", "reasons", title=f"Proposal for “{run.name}”")
    for pair in proposal.pairs:
        fit = f"{pair.score:.0f}"
        mentee, mentor = names[pair.mentee_id], names[pair.mentor_id]
        table.add_row(mentee, mentor, fit, str(len(pair.reasons)))
    console.print(table)
    broken, pairs = len(proposal.violations), len(proposal.pairs)
    console.print(f"{broken} of {pairs} pairs break a rule; {len(proposal.left_out)} left out.")


@guides.command(name="add")
def guides_add(
    paths: Annotated[list[Path], typer.Argument(exists=True, help="Files, or folders of them.")],
) -> None:
    """Add documents of your own, which answers may then quote; each is taken in or refused."""
    table = Table("file", "what came of it", title="Documents")
    refused = 0
    with records() as (settings, store):
        shelf = _shelf(settings, store)
        for path in track(tuple(files_in(paths)), "Reading …", console=console):
            try:
                given = GivenFile(path.name, _read(path, settings.document_bytes()))
                added = shelf.take(OFFICE, given, now=app.now())
                state = f"{added.quotable} passages, {added.withheld} kept apart"
            except TandemError as error:
                refused += 1
                state = f"[red]{escape(message_for(error, TEXTS))}[/red]"
            table.add_row(escape(path.name), state)
        done = shelf.refresh()
    console.print(table)
    console.print(f"{done.passages} passages of guides and documents are in force.")
    if refused:
        raise typer.Exit(1)


@guides.command(name="documents")
def guides_documents() -> None:
    """List the documents that were added."""
    with records() as (_, store):
        documents = store.documents.list(OFFICE)
    table = Table("id", "name", "kind", "kB", "passages", "kept apart", "added")
    for one in documents:
        counts = (one.size_bytes // 1024, one.quotable, one.withheld)
        cells = (one.id, escape(one.name), one.kind, *(str(count) for count in counts))
        table.add_row(*cells, f"{one.added_at:%Y-%m-%d}")
    console.print(table)


@guides.command(name="remove")
def guides_remove(
    wanted: Annotated[str, typer.Argument(help="A document's id, or its name if no other has it.")],
) -> None:
    """Remove a document that was added; it is quoted no more."""
    with records() as (settings, store):
        documents = store.documents.list(OFFICE)
        fitting = [one for one in documents if wanted in (one.id, one.name)]
        if len(fitting) != 1:
            known = ", ".join(one.id for one in fitting or documents) or "a document; there is none"
            raise InvalidInput(given=wanted, wanted=known)
        _shelf(settings, store).remove(OFFICE, fitting[0].id, now=app.now())
    console.print(f"“{escape(fitting[0].name)}” is removed.")


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files themselves and, of folders, those of a kind that is read."""
    for path in paths:
        if path.is_dir():
            within = sorted(one for one in path.rglob("*") if one.is_file())
            yield from (one for one in within if one.suffix.lower() in READ)
        else:
            yield path


def _shelf(settings: Settings, store: Store) -> Shelf:
    passages = PassageStore(settings.passages_dir())
    encoder = app.open_encoders(settings).deep
    return app.open_shelf(settings, store, load_library(), passages, encoder=encoder)


def _read(path: Path, limit: int) -> bytes:
    """Return a file, or just so much of it that it is seen to be too large."""
    with path.open("rb") as file:
        return file.read(limit + 1)


@guides.command(name="lint")
def guides_lint(
    path: Annotated[Path, typer.Argument(file_okay=False)] = CONTENT,
    part: Annotated[
        bool, typer.Option(help="These are a few guides, not a whole store: no coverage asked.")
    ] = False,
) -> None:
    """Check the guides: schema, length, sums, coverage, wording, repeats, reviews."""
    library, today = load_library(path), app.now().date()
    found = lint_guides(library, load_contacts(), today=today)
    findings = [one for one in found if not part or one.rule not in STORE_RULES]
    console.print(guides_table(library, findings))
    if not part:
        console.print(*coverage_tables(library), sep="\n")
    for guide in reviews_ahead(library, today=today):
        console.print(f"{guide.spec.id}: review due on {guide.spec.review_due}", style="yellow")
    for one in findings:
        line = f"{one.guide or 'store'} {one.item} {one.rule}: {one.detail}"
        console.print(line, style="red", markup=False, highlight=False, soft_wrap=True)
    console.print(f"{len(library.guides)} guides, {len(findings)} findings")
    if findings:
        raise typer.Exit(1)


@evals.command(name="run")
def evals_run(
    check: Annotated[bool, typer.Option(help="Fail where a gate or a floor is missed.")] = False,
) -> None:
    """Run the suites on the shipped model and keep the report."""
    settings = Settings()
    encoders = app.open_encoders(settings)
    raise typer.Exit(run_evals(check, settings.data_dir, encoders=encoders))


@cli.command()
def doctor() -> None:
    """Check what Tandem stands on: records, key, model, guides, contacts."""
    settings = Settings()
    table = Table("what", "state", title="Tandem")
    problems = 0
    for name, check in DIAGNOSES:
        try:
            state = check(settings)
        except TandemError as error:
            problems += 1
            state = f"[red]{message_for(error, TEXTS)}[/red]"
        table.add_row(name, state)
    console.print(table)
    if problems:
        raise typer.Exit(1)


def _records_state(settings: Settings) -> str:
    with app.open_records(settings) as store:
        return f"{store.accounts.count()} accounts"


def _model_state(settings: Settings) -> str:
    encoder = app.open_encoders(settings).deep
    return f"{encoder.fingerprint}, {encoder.dim} dimensions"


def _guides_state(_settings: Settings) -> str:
    return f"{len(load_library().guides)} guides"


def _contacts_state(settings: Settings) -> str:
    book = load_contacts(settings.contacts_file)
    if book.is_overdue(app.now().date()):
        raise ConfigurationError(
            setting="TANDEM_CONTACTS_FILE", wanted=f"a review, due {book.review_due}"
        )
    return f"to be reviewed by {book.review_due}"


DIAGNOSES: Final = (
    ("records and key", _records_state),
    ("embedding model", _model_state),
    ("guides", _guides_state),
    ("contacts", _contacts_state),
)


def find_programme(store: Store, wanted: str) -> Programme:
    """Return the programme of that name or id; without one, the only programme.

    Raises:
        InvalidInput: none, or several and no name.
    """
    programmes = store.programmes.list(OFFICE)
    fitting = [one for one in programmes if not wanted or wanted in (one.id, one.name)]
    if len(fitting) != 1:
        known = ", ".join(one.name for one in programmes) or "a programme; there is none yet"
        raise InvalidInput(given=wanted, wanted=known)
    return fitting[0]


def _file(path: Path) -> CsvFile:
    return CsvFile(path.name, path.read_bytes())


def _maybe(path: Path | None) -> CsvFile | None:
    return None if path is None else _file(path)


def _show_row_errors(failed: ImportFailed) -> None:
    table = Table("file", "row", "column", "what to do", title="Nothing was imported")
    for file, row, column, message in row_messages(failed.errors, TEXTS):
        table.add_row(file, str(row), column, message)
    console.print(table)


if __name__ == "__main__":
    main()
