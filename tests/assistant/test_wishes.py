"""What a person writes is read as separate wishes in their own words, whatever its form."""

from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.wishes import DraftWish, read_wishes
from assistant.wishes.labels import MAX_WORDS, label_of
from tandems.domain.vocabulary import Language

CASES = Path(__file__).parent / "cases"


class Case(NamedTuple):
    """A text and how it has to be read."""

    language: Language
    text: str
    wishes: list[list[str]]
    offers: list[list[str]]
    availability: str
    question: str | None


def cases() -> list[Case]:
    found = []
    for language in Language:
        rows = yaml.safe_load((CASES / f"wishes_{language}.yaml").read_text(encoding="utf-8"))
        found += [
            Case(
                language,
                row["text"],
                row.get("wishes", []),
                row.get("offers", []),
                row.get("availability", ""),
                row.get("question"),
            )
            for row in rows
        ]
    return found


def agrees(drafts: tuple[DraftWish, ...], expected: list[list[str]]) -> None:
    assert [draft.text for draft in drafts] == [one[0] for one in expected]
    for draft, one in zip(drafts, expected, strict=True):
        assert len(one) == 1 or draft.label == one[1]


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.language}-{case.text[:40]}")
def test_each_text_is_read_as_its_author_meant_it(case: Case) -> None:
    reading = read_wishes(case.text, case.language)
    agrees(reading.wishes, case.wishes)
    agrees(reading.offers, case.offers)
    assert reading.availability == case.availability
    assert reading.question_key == case.question


def test_both_languages_have_forty_cases_or_more() -> None:
    for language in Language:
        assert sum(case.language is language for case in cases()) >= 40


@given(st.text(max_size=400), st.sampled_from(Language))
def test_any_text_yields_short_labels_over_its_own_words(text: str, language: Language) -> None:
    reading = read_wishes(text, language)
    for draft in (*reading.wishes, *reading.offers):
        assert draft.text
        assert draft.text in text
        assert draft.label
        assert len(draft.label.split()) <= MAX_WORDS


@pytest.mark.parametrize("language", Language)
def test_a_very_long_text_is_read_in_good_time_and_gives_a_handful(language: Language) -> None:
    text = "Ich möchte besser präsentieren, und I want to learn Python. " * 340
    reading = read_wishes(text, language)
    assert 1 <= len(reading.wishes) <= 6


def test_what_a_mentor_lists_without_a_verb_is_an_offer() -> None:
    reading = read_wishes("TikTok, Reels und Podcasts", Language.DE, bare="offers")
    assert [offer.text for offer in reading.offers] == ["TikTok", "Reels", "Podcasts"]
    assert reading.wishes == ()


def test_markup_and_orders_stay_text() -> None:
    text = "Ich möchte <b>KI</b> im Einkauf verstehen"
    reading = read_wishes(text, Language.DE)
    assert [wish.text for wish in reading.wishes] == [text]


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [
        ("Kurzvideos fürs Recruiting", Language.DE, "Kurzvideos fürs Recruiting"),
        ("I want to learn how to lead a team", Language.EN, "leading a team"),
        ("wie ich ein Team führe", Language.DE, "ein Team führen"),
    ],
)
def test_labels_are_noun_phrases(text: str, language: Language, label: str) -> None:
    assert label_of(text, language) == label
