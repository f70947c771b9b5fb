"""The labelled matching data is complete, consistent, and split so that nothing leaks."""

import re
from collections import Counter

import pytest

from evals.matching.cases import Item, Split, read_cohort, read_pairs

PARTS = tuple(Split)
DEV, TEST = PARTS


def texts_of(part: Split) -> list[str]:
    """Return every text of a part, pairs and cohort, folded to compare."""
    pairs = [
        one.text for pair in read_pairs(part) for one in (pair.wish, pair.offer, *pair.negatives)
    ]
    cohort = read_cohort(part)
    people = [item.text for item in (*cohort.wishes().values(), *cohort.offers().values())]
    return [re.sub(r"\W+", " ", text).strip().casefold() for text in (*pairs, *people)]


def stems(text: str) -> set[str]:
    """Return the first five letters of each word that has at least five."""
    return {word[:5] for word in re.findall(r"\w{5,}", text.casefold())}


def language_of(items: list[Item]) -> str:
    """Return the one language of the texts, or mixed."""
    languages = {item.language for item in items}
    return languages.pop() if len(languages) == 1 else "mixed"


@pytest.mark.parametrize(("part", "each"), [(DEV, 20), (TEST, 100)])
def test_each_direction_has_its_share_of_pairs(part: Split, each: int) -> None:
    pairs = read_pairs(part)
    assert Counter(pair.direction for pair in pairs) == {"de": each, "en": each, "cross": each}
    crossing = Counter(
        (pair.wish.language, pair.offer.language) for pair in pairs if pair.direction == "cross"
    )
    assert crossing == {("de", "en"): each // 2, ("en", "de"): each // 2}


@pytest.mark.parametrize("part", PARTS)
def test_wish_and_offers_stand_in_the_languages_of_the_direction(part: Split) -> None:
    for pair in read_pairs(part):
        if pair.direction == "cross":
            continue
        languages = {one.language for one in (pair.wish, pair.offer, *pair.negatives)}
        assert languages == {pair.direction}, pair.id


@pytest.mark.parametrize("part", PARTS)
def test_every_pair_has_one_wrong_offer_of_each_kind(part: Split) -> None:
    for pair in read_pairs(part):
        assert {one.kind for one in pair.negatives} == {"same_words", "direction", "neighbour"}


@pytest.mark.parametrize("part", PARTS)
def test_most_right_offers_avoid_the_words_of_the_wish(part: Split) -> None:
    same = [pair for pair in read_pairs(part) if pair.direction != "cross"]
    apart = [pair for pair in same if not stems(pair.wish.text) & stems(pair.offer.text)]
    assert len(apart) * 2 >= len(same)


@pytest.mark.parametrize("part", PARTS)
def test_wrong_offers_of_same_words_share_more_words_than_the_right_ones(part: Split) -> None:
    same = [pair for pair in read_pairs(part) if pair.direction != "cross"]
    right = sum(bool(stems(one.wish.text) & stems(one.offer.text)) for one in same)
    wrong = sum(
        bool(stems(pair.wish.text) & stems(one.text))
        for pair in same
        for one in pair.negatives
        if one.kind == "same_words"
    )
    assert wrong > right


@pytest.mark.parametrize(("part", "mentees", "mentors"), [(DEV, 40, 30), (TEST, 120, 80)])
def test_a_cohort_has_its_people_in_all_languages(part: Split, mentees: int, mentors: int) -> None:
    cohort = read_cohort(part)
    assert (len(cohort.mentees), len(cohort.mentors)) == (mentees, mentors)
    assert {one.language for one in cohort.mentees} == {"de", "en", "mixed"}
    assert {one.language for one in cohort.mentors} == {"de", "en", "mixed"}
    for items in (cohort.wishes().values(), cohort.offers().values()):
        count = Counter(item.language for item in items)
        assert min(count["de"], count["en"]) * 3 >= count.total()


@pytest.mark.parametrize("part", PARTS)
def test_the_language_of_a_person_is_that_of_their_texts(part: Split) -> None:
    cohort = read_cohort(part)
    for mentee in cohort.mentees:
        assert mentee.language == language_of(mentee.wishes), mentee.id
    for mentor in cohort.mentors:
        assert mentor.language == language_of(mentor.offers), mentor.id


@pytest.mark.parametrize("part", PARTS)
def test_every_wish_is_answered_by_offers_that_exist(part: Split) -> None:
    cohort = read_cohort(part)
    assert cohort.relevance.keys() == cohort.wishes().keys()
    for wish, grades in cohort.relevance.items():
        assert grades.keys() <= cohort.offers().keys(), wish
        assert max(grades.values()) >= 2, wish


@pytest.mark.parametrize("part", PARTS)
def test_wishes_are_answered_across_languages(part: Split) -> None:
    cohort = read_cohort(part)
    wishes, offers = cohort.wishes(), cohort.offers()
    crossing = Counter(
        (wishes[wish].language, offers[offer].language)
        for wish, grades in cohort.relevance.items()
        for offer, grade in grades.items()
        if grade >= 2
    )
    assert min(crossing["de", "en"], crossing["en", "de"]) * 10 >= crossing.total()


@pytest.mark.parametrize("part", PARTS)
def test_an_offer_that_is_really_a_wish_answers_nobody(part: Split) -> None:
    cohort = read_cohort(part)
    named = {offer for grades in cohort.relevance.values() for offer in grades}
    clashes = {item.id for item in cohort.offers().values() if item.trap == "direction"}
    assert clashes
    assert not clashes & named


@pytest.mark.parametrize("part", PARTS)
def test_the_cohort_sets_traps_of_three_kinds(part: Split) -> None:
    cohort = read_cohort(part)
    assert {item.trap for item in cohort.offers().values()} >= {"same_words", "direction"}
    assert {item.trap for item in cohort.wishes().values()} >= {"same_words", "other_words"}


@pytest.mark.parametrize("part", PARTS)
def test_a_wish_in_other_words_shares_none_with_the_offers_that_answer_it(part: Split) -> None:
    cohort = read_cohort(part)
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
        cohort = read_cohort(part)
        ids += [pair.id for pair in read_pairs(part)]
        for mentee in cohort.mentees:
            ids += [mentee.id, *(item.id for item in mentee.wishes)]
        for mentor in cohort.mentors:
            ids += [mentor.id, *(item.id for item in mentor.offers)]
    assert [one for one, count in Counter(ids).items() if count > 1] == []


def test_dev_and_test_share_no_text() -> None:
    dev, test = texts_of(DEV), texts_of(TEST)
    assert set(dev) & set(test) == set()


@pytest.mark.parametrize("part", PARTS)
def test_no_text_stands_twice_in_a_part(part: Split) -> None:
    assert [text for text, count in Counter(texts_of(part)).items() if count > 1] == []
