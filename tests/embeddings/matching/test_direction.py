"""Which way a text points: an offer that asks for something is no answer to a wish."""

import pytest

from embeddings.matching.direction import reads_like_a_wish


@pytest.mark.parametrize(
    "text",
    [
        "Ich suche jemanden, der mir das Schweißen zeigt.",
        "Beim Verhandeln bin ich unsicher.",
        "Mir fehlt die Übung mit Pivot-Tabellen",
        "I’d like to get better at public speaking",
        "Looking for someone who can show me the ropes in procurement",
    ],
)
def test_what_asks_reads_like_a_wish(text: str) -> None:
    assert reads_like_a_wish(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Projektmanagement",
        "data visualisation",
        "Ich möchte mein Wissen über Pumpen weitergeben",
        "Ich zeige gern, wie man Pivot-Tabellen baut, auch wer keine Ahnung hat",
        "I'd love to share what I know about procurement",
        "Happy to show you what I do if you want to learn to weld",
    ],
)
def test_what_gives_or_says_neither_does_not(text: str) -> None:
    assert not reads_like_a_wish(text)
