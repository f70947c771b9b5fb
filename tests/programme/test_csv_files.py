"""Files: every error is named by row and column, and files of every origin read the same."""

import pytest

from programme.intake.table import MAX_BYTES, MAX_ROWS
from tandems.errors import ImportFailed
from tests.programme.conftest import Office
from tests.programme.files import (
    ANNA,
    BELA,
    EXCLUSIONS,
    HEAD,
    REPORTING,
    errors_of,
    load,
    table,
)


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ("", (1, "", "no_rows")),
        (HEAD, (1, "", "no_rows")),
        ("\n\n", (1, "", "no_rows")),
        (b"\x00\x01\x02email", (1, "", "not_csv")),
        (b"PK\x03\x04 a spreadsheet", (1, "", "not_csv")),
        (b"email;name\x81;role", (1, "", "not_csv")),
        (b"x" * (MAX_BYTES + 1), (1, "", "file_too_large")),
        (table(ANNA, '"b@example.org;Bo;mentee;de'), (3, "", "quotes")),
        ("email;name\na@example.org;A", (1, "role", "column_missing")),
        (table(ANNA, head=f"{HEAD};wihses"), (1, "wihses", "column_unknown")),
        (table(f"{ANNA};x", head=f"{HEAD};Mail"), (1, "email", "column_twice")),
        (table(f"{ANNA};de"), (2, "", "cells_too_many")),
        (table(";Anna;mentee;de"), (2, "email", "email_missing")),
        (table("anna.example.org;Anna;mentee;de"), (2, "email", "email_invalid")),
        (table(ANNA, "ANNA@example.org ;Anna;mentor;de"), (3, "email", "email_twice")),
        (table("a@example.org;;mentee;de"), (2, "name", "name_missing")),
        (table("a@example.org;Anna;;de"), (2, "role", "role_missing")),
        (table("a@example.org;Anna;boss;de"), (2, "role", "role_unknown")),
        (table("a@example.org;Anna;peer;de"), (2, "role", "role_unknown")),
        (table("a@example.org;Anna;mentee;de|xx"), (2, "languages", "languages_unknown")),
        (table(f"{ANNA};fr", head=f"{HEAD};language"), (2, "language", "language_unknown")),
        (table(f"{ANNA};ihr", head=f"{HEAD};address"), (2, "address", "address_unknown")),
        (table(f"{ANNA};zwei", head=f"{HEAD};capacity"), (2, "capacity", "capacity_invalid")),
        (table(f"{ANNA};-1", head=f"{HEAD};capacity"), (2, "capacity", "capacity_invalid")),
        (table(f"{ANNA};11", head=f"{HEAD};capacity"), (2, "capacity", "capacity_invalid")),
        (table(f"{ANNA};{'x' * 201}", head=f"{HEAD};title"), (2, "title", "too_long")),
        (table(f"{ANNA};{'x' * 2001}", head=f"{HEAD};wishes"), (2, "wishes", "too_long")),
        (
            table(f"{ANNA};{'|'.join(str(n) for n in range(13))}", head=f"{HEAD};wishes"),
            (2, "wishes", "too_many_texts"),
        ),
        (
            table(f"{ANNA};boss@example.org", head=f"{HEAD};superior_email"),
            (2, "superior_email", "person_unknown"),
        ),
        (
            table(f"{ANNA};anna@example.org", head=f"{HEAD};dotted_superior_email"),
            (2, "dotted_superior_email", "superior_self"),
        ),
    ],
)
def test_an_error_is_named_by_row_and_column(
    office: Office, people: str | bytes, expected: tuple[int, str, str]
) -> None:
    assert ("people.csv", *expected) in errors_of(office, people)


@pytest.mark.parametrize(
    ("reporting", "expected"),
    [
        ("anna@example.org;nobody@example.org;line", (2, "superior_email", "person_unknown")),
        ("anna@example.org;anna@example.org;line", (2, "superior_email", "superior_self")),
        ("anna@example.org;bela@example.org;boss", (2, "kind", "kind_unknown")),
        (";bela@example.org;line", (2, "report_email", "email_missing")),
    ],
)
def test_reporting_errors_are_named_in_their_own_file(
    office: Office, reporting: str, expected: tuple[int, str, str]
) -> None:
    found = errors_of(office, table(ANNA, BELA), reporting=REPORTING + reporting)
    assert found == [("reporting.csv", *expected)]


@pytest.mark.parametrize(
    ("exclusions", "expected"),
    [
        ("anna@example.org;anna@example.org;rival;", (2, "second_email", "same_person")),
        ("anna@example.org;bela@example.org;;", (2, "kind", "kind_missing")),
        ("anna@example.org;bela@example.org;foe;", (2, "kind", "kind_unknown")),
        ("nobody@example.org;bela@example.org;rival;", (2, "first_email", "person_unknown")),
    ],
)
def test_exclusion_errors_are_named_in_their_own_file(
    office: Office, exclusions: str, expected: tuple[int, str, str]
) -> None:
    found = errors_of(office, table(ANNA, BELA), exclusions=EXCLUSIONS + exclusions)
    assert found == [("exclusions.csv", *expected)]


def test_all_errors_of_all_files_are_told_at_once(office: Office) -> None:
    people = table("x;;mentee;de", ANNA, "c@example.org;C;boss;zz")
    found = errors_of(office, people, reporting=REPORTING + "anna@example.org;q@example.org;line")
    assert {code for *_, code in found} == {
        "email_invalid",
        "name_missing",
        "role_unknown",
        "languages_unknown",
        "person_unknown",
    }


def test_rows_count_as_a_spreadsheet_does_over_empty_rows_and_line_breaks(office: Office) -> None:
    head = f"{HEAD};wishes"
    people = table(f'{ANNA};"Erste Zeile\nzweite Zeile"', "", ";;;;", "b@e.org;B;no;de;", head=head)
    assert errors_of(office, people) == [("people.csv", 5, "role", "role_unknown")]


def test_more_rows_than_allowed_are_refused(office: Office) -> None:
    rows = (f"a{n}@e.org;A;mentor;de" for n in range(MAX_ROWS + 1))
    assert errors_of(office, table(*rows)) == [
        ("people.csv", MAX_ROWS + 2, "", "too_many_rows"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_files_of_every_origin_read_the_same(
    office: Office, encoding: str, delimiter: str, line_end: str
) -> None:
    rows = ("E-Mail;Name;Rolle;Sprachen", "j@example.org;Jörg Groß;Mentor;de", "")
    content = line_end.join(rows).replace(";", delimiter).encode(encoding)
    load(office, content)
    (person,) = office.store.people.everyone(office.coordinator)
    assert (person.name, person.languages) == ("Jörg Groß", ("de",))


def test_a_stated_separator_is_understood(office: Office) -> None:
    load(office, f"sep=;\r\n{table(ANNA)}")
    with pytest.raises(ImportFailed) as failed:
        load(office, "sep=,\na@b.org,,mentor,de".replace("a@b", "email,name,role,languages\na@b"))
    assert [one.row for one in failed.value.errors] == [3]
