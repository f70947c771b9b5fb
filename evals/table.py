"""A report as tables for the terminal, one a language."""

from rich.table import Table

from evals.report import CaseScore, Report, criteria, figures, passed
from tandems.domain.vocabulary import Language

COLUMNS = ("criterion", "of", "n", "mean", "min", "p5")


def tables(report: Report) -> list[Table]:
    """Return one table for each language, the fixed agenda under the assistant."""
    return [_table(report, language) for language in Language]


def _table(report: Report, language: Language) -> Table:
    table = Table(title=f"{report.suite} {report.suite_version}, {language}, {report.at:%Y-%m-%d}")
    for column in COLUMNS:
        table.add_column(column, justify="left" if column in COLUMNS[:2] else "right")
    sides = {side: report.of(language, side) for side in report.scores}
    for side, scores in sides.items():
        table.add_row("gates", side, str(len(scores)), f"{passed(scores)} passed", "", "")
    for name in criteria(sides["tandem"]):
        for side, scores in sides.items():
            table.add_row(name, side, *_cells(scores, name))
    return table


def _cells(scores: tuple[CaseScore, ...], name: str) -> tuple[str, str, str, str]:
    found = figures(scores, name)
    if found is None:
        return ("0", "", "", "")
    return (str(found.n), f"{found.mean:.2f}", str(found.minimum), str(found.tail))
