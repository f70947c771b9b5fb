"""A CSV file as rows: encoding and delimiter found out, columns checked, row numbers kept."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tandems.errors import RowError

MAX_BYTES: Final = 5 * 1024 * 1024
"""Largest file; 20,000 rows of ordinary profiles are below it."""
MAX_ROWS: Final = 20_000
DELIMITERS: Final = (";", ",", "\t")
_ALIASES: Final[Mapping[str, str]] = {
    "e_mail": "email",
    "mail": "email",
    "organization": "organisation",
    "rolle": "role",
    "abteilung": "department",
    "funktion": "title",
    "standort": "location",
    "sprachen": "languages",
    "sprache": "language",
    "anrede": "address",
    "plätze": "capacity",
    "verfügbarkeit": "availability",
    "arbeitsweise": "working_style",
    "unter_18": "under_18",
    "wünsche": "wishes",
    "lernwünsche": "wishes",
    "angebote": "offers",
}
"""Other spellings of columns that people use."""
_SEPARATOR_LINE: Final = re.compile(r'^"?sep=(.)"?\r?\n', re.IGNORECASE)
_ZIPPED: Final = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A file as it was handed in; ``name`` is how errors call it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns a file may have, and those it must have."""

    known: tuple[str, ...]
    required: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``number`` counts as a spreadsheet does, the header is row 1.

    ``cells`` holds the columns that the file has, stripped.
    """

    file: str
    number: int
    cells: Mapping[str, str]


class Broken(Exception):
    """The file cannot be read any further; says where and why."""

    def __init__(self, error: RowError) -> None:
        super().__init__(error.code)
        self.error = error


def read_rows(file: CsvFile, columns: Columns, errors: list[RowError]) -> list[Row]:
    """Return the rows that are not empty; what is wrong with the file goes to ``errors``.

    Where the header or the file as a whole cannot be used there are no rows.
    """
    found = len(errors)
    try:
        text, skipped = _without_separator_line(_decoded(file))
        records = list(_records(file, text, _delimiter(text, columns), skipped))
        header = _header(file, records, columns, errors)
    except Broken as broken:
        errors.append(broken.error)
        return []
    if len(errors) > found:
        return []
    rows = [
        row
        for number, record in records[1:]
        if any(cell.strip() for cell in record)
        and (row := _row(file, number, dict(enumerate(header)), record, errors))
    ]
    if not rows and len(errors) == found:
        errors.append(RowError(file.name, 1, "", "no_rows"))
    return rows


def _decoded(file: CsvFile) -> str:
    size = len(file.content)
    if size > MAX_BYTES:
        values = {"given": round(size / 1024**2, 1), "limit": MAX_BYTES // 1024**2}
        raise Broken(RowError(file.name, 1, "", "file_too_large", values))
    utf16 = file.content[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "cp1252"):
        try:
            text = file.content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and not file.content.startswith(_ZIPPED):
            return text
    raise Broken(RowError(file.name, 1, "", "not_csv"))


def _without_separator_line(text: str) -> tuple[str, int]:
    """Leave out the line with which Excel states its delimiter; return how many lines that is."""
    stated = _SEPARATOR_LINE.match(text)
    return (text[stated.end() :], 1) if stated else (text, 0)


def _delimiter(text: str, columns: Columns) -> str:
    """Return the delimiter under which the header shows most known columns."""
    header = text.lstrip().splitlines()[:1]

    def hits(delimiter: str) -> int:
        names = next(csv.reader(header, delimiter=delimiter), [])
        return len({column_name(name) for name in names} & set(columns.known))

    return max(DELIMITERS, key=hits)


def _records(
    file: CsvFile, text: str, delimiter: str, skipped: int
) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = skipped
    filled = 0
    while True:
        number += 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Broken(RowError(file.name, number, "", "quotes")) from error
        if filled == 0 and not any(cell.strip() for cell in record):
            continue
        filled += 1
        if filled > MAX_ROWS + 1:
            values = {"limit": MAX_ROWS}
            raise Broken(RowError(file.name, number, "", "too_many_rows", values))
        yield number, record


def column_name(name: str) -> str:
    """Return the one spelling of a column's name."""
    plain = re.sub(r"[\s\-]+", "_", name.strip().casefold())
    return _ALIASES.get(plain, plain)


def _header(
    file: CsvFile,
    records: Sequence[tuple[int, list[str]]],
    columns: Columns,
    errors: list[RowError],
) -> list[str]:
    if not records:
        raise Broken(RowError(file.name, 1, "", "no_rows"))
    number, names = records[0]
    header = [column_name(name) for name in names]
    for place, name in enumerate(header):
        given = names[place].strip()[:60]
        if name and name not in columns.known:
            known = ", ".join(columns.known)
            values = {"given": given, "known": known}
            errors.append(RowError(file.name, number, given, "column_unknown", values))
        elif name and name in header[:place]:
            errors.append(RowError(file.name, number, name, "column_twice", {"given": given}))
    errors += [
        RowError(file.name, number, name, "column_missing", {"wanted": name})
        for name in columns.required
        if name not in header
    ]
    return header


def _row(
    file: CsvFile,
    number: int,
    header: Mapping[int, str],
    record: Sequence[str],
    errors: list[RowError],
) -> Row | None:
    """Return the row, or None where a cell stands under no column."""
    if any(cell.strip() and not header.get(place) for place, cell in enumerate(record)):
        values = {"given": len(record), "wanted": len([name for name in header.values() if name])}
        errors.append(RowError(file.name, number, "", "cells_too_many", values))
        return None
    padded = [*record, *[""] * (len(header) - len(record))]
    cells = {name: padded[place].strip() for place, name in header.items() if name}
    return Row(file.name, number, cells)
