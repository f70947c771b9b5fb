"""The rows of the two smaller files: who reports to whom, and who is kept apart."""

from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from programme.intake.cells import MAX_FIELD, Cells
from programme.intake.table import Columns, CsvFile, Row, read_rows
from tandems.domain.person import EdgeKind, ExclusionKind
from tandems.errors import RowError

Kind = TypeVar("Kind", EdgeKind, ExclusionKind)
REPORTING: Final = Columns(
    known=("report_email", "superior_email", "kind"),
    required=("report_email", "superior_email"),
)
EXCLUSIONS: Final = Columns(
    known=("first_email", "second_email", "kind", "reason_code"),
    required=("first_email", "second_email", "kind"),
)


@dataclass(frozen=True, slots=True)
class PairRow(Generic[Kind]):
    """Two people by address; ``columns`` name the cells they stood in."""

    row: Row
    columns: tuple[str, str]
    first: str
    second: str
    kind: Kind
    reason_code: str = ""


def read_reporting(file: CsvFile, errors: list[RowError]) -> list[PairRow[EdgeKind]]:
    """Return reports with their superiors; a row without a kind is a line."""
    rows = read_rows(file, REPORTING, errors)
    return [_reporting(row, errors) for row in rows]


def read_exclusions(file: CsvFile, errors: list[RowError]) -> list[PairRow[ExclusionKind]]:
    """Return pairs that are kept apart."""
    rows = read_rows(file, EXCLUSIONS, errors)
    return [_exclusion(row, errors) for row in rows]


def _reporting(row: Row, errors: list[RowError]) -> PairRow[EdgeKind]:
    cells = Cells(row, errors)
    columns = ("report_email", "superior_email")
    first, second = _emails(cells, columns)
    kind = cells.choice("kind", {one.value: one for one in EdgeKind})
    return PairRow(row, columns, first, second, kind or EdgeKind.LINE)


def _exclusion(row: Row, errors: list[RowError]) -> PairRow[ExclusionKind]:
    cells = Cells(row, errors)
    columns = ("first_email", "second_email")
    first, second = _emails(cells, columns)
    cells.required("kind", "")
    kind = cells.choice("kind", {one.value: one for one in ExclusionKind})
    code = cells.line("reason_code", limit=MAX_FIELD // 4)
    return PairRow(row, columns, first, second, kind or ExclusionKind.BLOCKED, code)


def _emails(cells: Cells, columns: tuple[str, str]) -> tuple[str, str]:
    first, second = (cells.required(name, cells.email(name)) for name in columns)
    return first, second
