"""A search for a topic's own words brings one of its guides among the first three."""

from collections import Counter

import pytest

from evals.retrieval.terms import read_topics
from knowledge.guides import Library
from knowledge.retrieval import Retriever

TERMS = [
    pytest.param(term, topic.guides, id=f"{topic.topic.split()[0]}-{language}-{term}")
    for topic in read_topics()
    for language, term in topic.terms()
]
GUIDES = 3
LOOKED_AT = 30


@pytest.mark.parametrize(("term", "guides"), TERMS)
def test_a_guide_of_the_topic_is_among_the_first_three(
    shipped: Retriever, library: Library, term: str, guides: tuple[int, ...]
) -> None:
    hits = shipped.passages(term, k=LOOKED_AT)
    found = list(dict.fromkeys(library.guides[hit.passage.guide_id].spec.number for hit in hits))
    assert set(found[:GUIDES]) & set(guides), found[:GUIDES]


def test_every_topic_has_terms_in_both_languages() -> None:
    numbers = [int(topic.topic.split()[0].removeprefix("D")) for topic in read_topics()]
    assert numbers == list(range(1, 25))
    assert all(len(topic.de) == len(topic.en) for topic in read_topics())


def test_no_term_stands_twice() -> None:
    terms = Counter(term for topic in read_topics() for term in topic.terms())
    assert [term for term, count in terms.items() if count > 1] == []
