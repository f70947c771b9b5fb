"""The suite from the command line: run, show, keep, and with ``check`` decide."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.progress import track

from embeddings.bundled import Encoders, both
from evals.parts import Parts
from evals.report import Report, save_report
from evals.suite import load_suite
from evals.table import tables


def run(check: bool, data_dir: Path, *, encoders: Encoders | None = None) -> int:
    """Run the agenda suite, print its tables and keep the report beneath ``data_dir``.

    Returns:
        1 if ``check`` is set and a gate failed, a mean is under its floor or a mark is 0; else 0.
    """
    console = Console()
    report = run_agenda_suite(encoders or both(), console)
    path = save_report(report, data_dir)
    for table in tables(report):
        console.print(table)
    for failure in report.failures():
        console.print(failure.case_id, failure.criterion, "; ".join(failure.reasons))
    shortfalls = report.shortfalls()
    for shortfall in shortfalls:
        console.print(shortfall, style="red")
    console.print(f"{path} ({report.seconds:.0f} s)")
    return 1 if check and shortfalls else 0


def run_agenda_suite(encoders: Encoders, console: Console) -> Report:
    """Run all cases of the shipped suite with the given models."""
    from evals.run import run_suite  # noqa: PLC0415  # its library takes a second to load

    suite = load_suite()
    with TemporaryDirectory() as folder:
        parts = Parts.opened(encoders, Path(folder) / "passages")
        steps = run_suite(suite, parts, folder=Path(folder), now=datetime.now(UTC))
        shown = track(steps, total=len(suite.tandems) + 1, console=console, transient=True)
        *_, last = shown
    if last.report is None:
        raise RuntimeError(suite.name)
    return last.report
