"""Free text falls into phrases that each say one thing."""

import pytest

from embeddings.matching.phrases import phrases


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kurzvideos schneiden", ("Kurzvideos schneiden",)),
        ("Ich möchte lernen, wie man Reels schneidet.", "Reels schneidet"),
        ("I would like to understand how we can use short videos", "use short videos"),
        ("- Excel\n- Power BI", ("Excel", "Power BI")),
        ("", ()),
        ("🌲🌲 !!", ()),
    ],
)
def test_phrases(text: str, expected: object) -> None:
    found = phrases(text)
    if isinstance(expected, str):
        assert any(expected in phrase for phrase in found)
    else:
        assert found == expected


def test_a_long_sentence_gives_itself_and_its_parts() -> None:
    text = "Ich kann Kurzvideos drehen und schneiden, Untertitel setzen sowie Reels planen"
    found = phrases(text)
    assert len(found) >= 3
    assert "Untertitel setzen" in found
