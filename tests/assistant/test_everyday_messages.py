"""Everyday messages are read as meant; what has to be declined is, what comes close is not."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from time import process_time

import pytest
import yaml

from assistant.understand import understand
from assistant.understanding import Understanding
from tandems.domain.vocabulary import Language

FOLDER = Path(__file__).parent / "cases"
WEDNESDAY = date(2026, 11, 25)
LANGUAGES = ("de", "en")
Case = Mapping[str, str | int]


def load(name: str, language: str) -> list[object]:
    text = (FOLDER / f"{name}_{language}.yaml").read_text(encoding="utf-8")
    return list(yaml.safe_load(text))


def given(name: str) -> list[tuple[str, Case]]:
    return [
        (language, case if isinstance(case, dict) else {"text": str(case)})
        for language in LANGUAGES
        for case in load(name, language)
    ]


def read(case: Case, language: str) -> Understanding:
    return understand(str(case["text"]), today=WEDNESDAY, hint=Language(language))


@pytest.mark.parametrize(("language", "case"), given("everyday"))
def test_an_everyday_message_is_read_as_meant(language: str, case: Case) -> None:
    got = read(case, language)
    assert (got.refusal, got.refer) == (None, None)
    assert got.intent == case["intent"]
    assert got.language == language
    if "minutes" in case:
        assert got.minutes == case["minutes"]


@pytest.mark.parametrize(("language", "case"), given("near_refusals"))
def test_what_only_comes_close_is_not_declined(language: str, case: Case) -> None:
    got = read(case, language)
    assert (got.refusal, got.refer) == (None, None)


@pytest.mark.parametrize(("language", "case"), given("declined"))
def test_what_must_be_declined_is_declined_for_its_reason(language: str, case: Case) -> None:
    assert read(case, language).refusal == case["refusal"]


@pytest.mark.parametrize("name", ["everyday", "near_refusals", "declined"])
def test_both_languages_are_covered_alike(name: str) -> None:
    german, english = (len(load(name, language)) for language in LANGUAGES)
    assert min(german, english) >= 0.75 * max(german, english)


@pytest.mark.parametrize(
    "text",
    [
        "wie " * 900,
        "mein chef " * 390,
        "can my boss rate her " * 180,
        "agenda bitte eine " * 220,
        "who of the two is he " * 190,
        "mach bitte ohne die frage was er sie über mich gibt " * 70,
    ],
)
def test_a_long_message_is_read_in_reasonable_time(text: str) -> None:
    start = process_time()
    read({"text": text}, "de")
    assert process_time() - start < 10
