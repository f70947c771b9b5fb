"""The labelled matching data is complete, consistent, and split so that nothing leaks."""

import re
from collections import Counter
from pathlib import Path
from typing import Annotated, Literal

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter

import evals

FOLDER = Path(evals.__file__).parent / "matching"
PARTS = ("dev", "test")

Text = Annotated[str, StringConstraints(min_length=8, max_length=200, pattern=r"^\S.*\S$")]
Trap = Literal["same_words", "other_words", "direction"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Worded(_Strict):
    """A text and the language it stands in."""

    language: Literal["de", "en"]
    text: Text


class Negative(Worded):
    """An offer that does not answer the wish."""

    kind: Literal["same_words", "direction", "neighbour"]


class Pair(_Strict):
    """A wish, its right offer and three wrong ones."""

    id: str
    direction: Literal["de", "en", "cross"]
    wish: Worded
    offer: Worded
    negatives: tuple[Negative, Negative, Negative]


class Item(Worded):
    """A wish or an offer of a cohort."""

    id: str
    trap: Trap | None = None


class Mentee(_Strict):
    """A person with wishes."""

    id: str
    language: Literal["de", "en", "mixed"]
    wishes: list[Item] = Field(min_length=1, max_length=3)


class Mentor(_Strict):
    """A person with offers."""

    id: str
    language: Literal["de", "en", "mixed"]
    capacity: Literal[1, 2]
    offers: list[Item] = Field(min_length=1, max_length=4)


class Cohort(_Strict):
    """The people of a run and which offer answers which wish."""

    mentees: list[Mentee]
    mentors: list[Mentor]
    relevance: dict[str, dict[str, Literal[1, 2, 3]]]

    def wishes(self) -> dict[str, Item]:
        """Return the wishes by id."""
        return {item.id: item for one in self.mentees for item in one.wishes}

    def offers(self) -> dict[str, Item]:
        """Return the offers by id."""
        return {item.id: item for one in self.mentors for item in one.offers}


def read(name: str) -> object:
    """Return what a data file holds."""
    parsed: object = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return parsed


def pairs_of(part: str) -> list[Pair]:
    """Return the pairs of a part."""
    return TypeAdapter(list[Pair]).validate_python(read(f"pairs_{part}"))


def cohort_of(part: str) -> Cohort:
    """Return the cohort of a part."""
    return Cohort.model_validate(read(f"cohort_{part}"))


def texts_of(part: str) -> list[str]:
    """Return every text of a part, pairs and cohort, folded to compare."""
    pairs = [
        one.text for pair in pairs_of(part) for one in (pair.wish, pair.offer, *pair.negatives)
    ]
    cohort = cohort_of(part)
    people = [item.text for item in (*cohort.wishes().values(), *cohort.offers().values())]
    return [re.sub(r"\W+", " ", text).strip().casefold() for text in (*pairs, *people)]


def stems(text: str) -> set[str]:
    """Return the first five letters of each word that has at least five."""
    return {word[:5] for word in re.findall(r"\w{5,}", text.casefold())}


def language_of(items: list[Item]) -> str:
    """Return the one language of the texts, or mixed."""
    languages = {item.language for item in items}
    return languages.pop() if len(languages) == 1 else "mixed"


@pytest.mark.parametrize(("part", "each"), [("dev", 20), ("test", 100)])
def test_each_direction_has_its_share_of_pairs(part: str, each: int) -> None:
    pairs = pairs_of(part)
    assert Counter(pair.direction for pair in pairs) == {"de": each, "en": each, "cross": each}
    crossing = Counter(
        (pair.wish.language, pair.offer.language) for pair in pairs if pair.direction == "cross"
    )
    assert crossing == {("de", "en"): each // 2, ("en", "de"): each // 2}


@pytest.mark.parametrize("part", PARTS)
def test_wish_and_offers_stand_in_the_languages_of_the_direction(part: str) -> None:
    for pair in pairs_of(part):
        if pair.direction == "cross":
            continue
        languages = {one.language for one in (pair.wish, pair.offer, *pair.negatives)}
        assert languages == {pair.direction}, pair.id


@pytest.mark.parametrize("part", PARTS)
def test_every_pair_has_one_wrong_offer_of_each_kind(part: str) -> None:
    for pair in pairs_of(part):
        assert {one.kind for one in pair.negatives} == {"same_words", "direction", "neighbour"}


@pytest.mark.parametrize("part", PARTS)
def test_most_right_offers_avoid_the_words_of_the_wish(part: str) -> None:
    same = [pair for pair in pairs_of(part) if pair.direction != "cross"]
    apart = [pair for pair in same if not stems(pair.wish.text) & stems(pair.offer.text)]
    assert len(apart) * 2 >= len(same)


@pytest.mark.parametrize("part", PARTS)
def test_wrong_offers_of_same_words_share_more_words_than_the_right_ones(part: str) -> None:
    same = [pair for pair in pairs_of(part) if pair.direction != "cross"]
    right = sum(bool(stems(one.wish.text) & stems(one.offer.text)) for one in same)
    wrong = sum(
        bool(stems(pair.wish.text) & stems(one.text))
        for pair in same
        for one in pair.negatives
        if one.kind == "same_words"
    )
    assert wrong > right


@pytest.mark.parametrize(("part", "mentees", "mentors"), [("dev", 40, 30), ("test", 120, 80)])
def test_a_cohort_has_its_people_in_all_languages(part: str, mentees: int, mentors: int) -> None:
    cohort = cohort_of(part)
    assert (len(cohort.mentees), len(cohort.mentors)) == (mentees, mentors)
    assert {one.language for one in cohort.mentees} == {"de", "en", "mixed"}
    assert {one.language for one in cohort.mentors} == {"de", "en", "mixed"}
    for items in (cohort.wishes().values(), cohort.offers().values()):
        count = Counter(item.language for item in items)
        assert min(count["de"], count["en"]) * 3 >= count.total()


@pytest.mark.parametrize("part", PARTS)
def test_the_language_of_a_person_is_that_of_their_texts(part: str) -> None:
    cohort = cohort_of(part)
    for mentee in cohort.mentees:
        assert mentee.language == language_of(mentee.wishes), mentee.id
    for mentor in cohort.mentors:
        assert mentor.language == language_of(mentor.offers), mentor.id


@pytest.mark.parametrize("part", PARTS)
def test_every_wish_is_answered_by_offers_that_exist(part: str) -> None:
    cohort = cohort_of(part)
    assert cohort.relevance.keys() == cohort.wishes().keys()
    for wish, grades in cohort.relevance.items():
        assert grades.keys() <= cohort.offers().keys(), wish
        assert max(grades.values()) >= 2, wish


@pytest.mark.parametrize("part", PARTS)
def test_wishes_are_answered_across_languages(part: str) -> None:
    cohort = cohort_of(part)
    wishes, offers = cohort.wishes(), cohort.offers()
    crossing = Counter(
        (wishes[wish].language, offers[offer].language)
        for wish, grades in cohort.relevance.items()
        for offer, grade in grades.items()
        if grade >= 2
    )
    assert min(crossing["de", "en"], crossing["en", "de"]) * 10 >= crossing.total()


@pytest.mark.parametrize("part", PARTS)
def test_an_offer_that_is_really_a_wish_answers_nobody(part: str) -> None:
    cohort = cohort_of(part)
    named = {offer for grades in cohort.relevance.values() for offer in grades}
    clashes = {item.id for item in cohort.offers().values() if item.trap == "direction"}
    assert clashes
    assert not clashes & named


@pytest.mark.parametrize("part", PARTS)
def test_the_cohort_sets_traps_of_three_kinds(part: str) -> None:
    cohort = cohort_of(part)
    assert {item.trap for item in cohort.offers().values()} >= {"same_words", "direction"}
    assert {item.trap for item in cohort.wishes().values()} >= {"same_words", "other_words"}


@pytest.mark.parametrize("part", PARTS)
def test_a_wish_in_other_words_shares_none_with_the_offers_that_answer_it(part: str) -> None:
    cohort = cohort_of(part)
    offers = cohort.offers()
    for wish in cohort.wishes().values():
        if wish.trap != "other_words":
            continue
        for offer, grade in cohort.relevance[wish.id].items():
            if grade == 3:
                assert not stems(wish.text) & stems(offers[offer].text), (wish.id, offer)


def test_no_id_is_used_twice() -> None:
    ids: list[str] = []
    for part in PARTS:
        cohort = cohort_of(part)
        ids += [pair.id for pair in pairs_of(part)]
        for mentee in cohort.mentees:
            ids += [mentee.id, *(item.id for item in mentee.wishes)]
        for mentor in cohort.mentors:
            ids += [mentor.id, *(item.id for item in mentor.offers)]
    assert [one for one, count in Counter(ids).items() if count > 1] == []


def test_dev_and_test_share_no_text() -> None:
    dev, test = texts_of("dev"), texts_of("test")
    assert set(dev) & set(test) == set()


@pytest.mark.parametrize("part", PARTS)
def test_no_text_stands_twice_in_a_part(part: str) -> None:
    assert [text for text, count in Counter(texts_of(part)).items() if count > 1] == []
