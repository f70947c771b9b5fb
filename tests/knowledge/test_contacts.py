"""Contacts are configuration: every category has someone, broken files are refused."""

from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import pytest

from knowledge.contacts import load_contacts
from knowledge.schema import ReferCategory
from tandems.errors import ContentError


@pytest.mark.parametrize("country", ["DE", "AT", "CH", "UK", "GB", "IE", "US"])
@pytest.mark.parametrize("category", get_args(ReferCategory))
def test_every_category_has_a_contact_in_every_shipped_country(
    country: str, category: ReferCategory
) -> None:
    contacts = load_contacts().for_category(country, category)
    assert contacts and all(contact.phone for contact in contacts)


def test_germany_names_the_emergency_number_and_the_crisis_line() -> None:
    numbers = {
        number
        for contact in load_contacts().for_category("DE", "self_harm")
        for number in contact.phone
    }
    assert {"112", "0800 111 0 111"} <= numbers


@pytest.mark.parametrize("category", get_args(ReferCategory))
@pytest.mark.parametrize("country", ["BR", "PL", ""])
def test_a_country_without_entry_gets_no_other_country_s_numbers(
    country: str, category: ReferCategory
) -> None:
    book = load_contacts()
    first, *rest = book.for_category(country, category)
    assert first.phone == ()
    assert first.name.en == "No numbers are on file for this country"
    assert first.hours is not None
    assert "emergency number of the country" in first.hours.en
    assert all(number in ("112", "116 123") for contact in rest for number in contact.phone)
    assert all("EU" in contact.name.en or "European" in contact.name.en for contact in rest)
    if category in ("danger_to_life", "self_harm"):
        assert ("112",) in [contact.phone for contact in rest]


def test_the_country_is_found_however_it_is_spelt() -> None:
    book = load_contacts()
    assert book.for_category(" at ", "legal") == book.for_category("AT", "legal")


def test_a_programme_s_own_people_stand_beside_the_international_contacts(tmp_path: Path) -> None:
    path = tmp_path / "contacts.yaml"
    path.write_text(
        "review_due: 2027-01-01\ncountries: {DE: [{id: a, categories: [legal], "
        "name: {de: A, en: A}, phone: ['1'], source: s}]}\n"
        "programme: [{name: Kim Beispiel, role: {de: Beschwerdestelle, en: complaints}, "
        "phone: '22'}]\n",
        encoding="utf-8",
    )
    shown = load_contacts(path).for_category("PL", "legal")
    assert [contact.phone for contact in shown] == [(), ("22",)]


def test_a_programme_adds_its_own_people(tmp_path: Path) -> None:
    path = tmp_path / "contacts.yaml"
    path.write_text(
        "review_due: 2027-01-01\ncountries: {DE: [{id: a, categories: [legal], "
        "name: {de: A, en: A}, phone: ['1'], source: s}]}\n"
        "programme: [{name: Kim Beispiel, role: {de: Beschwerdestelle, en: complaints}, "
        "categories: [harassment], phone: '22', email: a@example.org}]\n",
        encoding="utf-8",
    )
    book = load_contacts(path)
    assert [c.phone for c in book.for_category("DE", "harassment")] == [("22",)]
    assert book.for_category("DE", "legal")[0].phone == ("1",)


def test_a_review_date_that_passed_is_overdue() -> None:
    book = load_contacts()
    assert not book.is_overdue(book.review_due)
    assert book.is_overdue(book.review_due + timedelta(days=1))
    assert book.review_due > date(2026, 11, 25)


@pytest.mark.parametrize(
    "text",
    [
        "countries: {}",
        "review_due: never",
        "- a",
        "a: [",
        "{review_due: 2027-01-01, countries: {DE: [{id: a, categories: [legal], "
        "name: {de: A, en: A}, source: s}]}}",
        "{review_due: 2027-01-01, countries: {DE: [{id: a, categories: [legal], "
        "name: {de: A, en: A}, phone: ['1']}]}}",
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "contacts.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError):
        load_contacts(path)
    with pytest.raises(ContentError):
        load_contacts(tmp_path / "missing.yaml")
