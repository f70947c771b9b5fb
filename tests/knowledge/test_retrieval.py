"""Questions in both languages find the guide that answers them."""

import pytest

from knowledge.retrieval import Retriever, Scope
from tandems.domain.vocabulary import Language, Mode

ANSWERED = (
    ("Wie gehen wir mit dem Machtgefälle um?", "levelling-power"),
    ("What goes into the mentoring agreement?", "mentoring-agreement"),
    ("Wie stelle ich gute Fragen?", "asking-good-questions"),
    ("How do I ask better questions?", "asking-good-questions"),
    ("Welche Daten darf ich in ein KI-Werkzeug eingeben?", "ai-tools-at-work"),
    ("How do we plan a 30 minute session?", "session-by-length"),
    ("Mein Ziel ist noch ganz vage", "finding-goals"),
    ("What belongs in the mid-term review?", "mid-term-review"),
)


@pytest.mark.parametrize(("query", "guide_id"), ANSWERED)
def test_the_right_guide_is_among_the_first_three(
    shipped: Retriever, query: str, guide_id: str
) -> None:
    found = [hit.passage.guide_id for hit in shipped.passages(query, k=3)]
    assert guide_id in found


def test_a_scope_keeps_other_modes_out(shipped: Retriever) -> None:
    found = shipped.passages("Machtgefälle", k=20, scope=Scope(mode=Mode.CLASSIC))
    assert found
    assert all(Mode.CLASSIC in hit.passage.modes for hit in found)


@pytest.mark.parametrize("language", Language)
def test_a_scope_keeps_the_other_language_out(shipped: Retriever, language: Language) -> None:
    found = shipped.passages("Feedback", k=10, scope=Scope(language=language))
    assert len(found) == 10
    assert {hit.passage.language for hit in found} == {language}


def test_a_section_comes_once_in_a_list(shipped: Retriever) -> None:
    hits = shipped.passages("Vereinbarung", k=20)
    sections = [(hit.passage.guide_id, hit.passage.section) for hit in hits]
    assert len(sections) == len(set(sections))
    assert {hit.passage.language for hit in hits} <= set(Language)
