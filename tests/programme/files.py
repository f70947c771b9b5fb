"""Importing files as a coordinator does, and what is said about broken ones."""

import pytest

from programme.intake.table import CsvFile
from programme.people_csv import ImportFiles, ImportReport, import_people
from tandems.errors import ImportFailed
from tests.programme.conftest import NOW, Office

HEAD = "email;name;role;languages"
FULL = (
    "email;name;organisation;role;department;title;location;languages;language;address;capacity;"
    "superior_email;dotted_superior_email;availability;wishes;offers"
)
ANNA = "anna@example.org;Anna Brandt;mentee;de"
BELA = "bela@example.org;Béla Kovács;mentor;de;"
REPORTING = "report_email;superior_email;kind\n"
EXCLUSIONS = "first_email;second_email;kind;reason_code\n"


def load(
    office: Office,
    people: str | bytes,
    *,
    reporting: str | None = None,
    exclusions: str | None = None,
) -> ImportReport:
    def file(name: str, content: str | bytes) -> CsvFile:
        return CsvFile(name, content if isinstance(content, bytes) else content.encode())

    files = ImportFiles(
        file("people.csv", people),
        file("reporting.csv", reporting) if reporting is not None else None,
        file("exclusions.csv", exclusions) if exclusions is not None else None,
    )
    return import_people(
        office.store, office.coordinator, programme_id=office.programme_id, files=files, now=NOW
    )


def errors_of(
    office: Office,
    people: str | bytes,
    *,
    reporting: str | None = None,
    exclusions: str | None = None,
) -> list[tuple[str, int, str, str]]:
    with pytest.raises(ImportFailed) as failed:
        load(office, people, reporting=reporting, exclusions=exclusions)
    assert office.store.people.everyone(office.coordinator) == []
    return [(one.file, one.row, one.column, one.code) for one in failed.value.errors]


def table(*rows: str, head: str = HEAD) -> str:
    return "\n".join((head, *rows))
