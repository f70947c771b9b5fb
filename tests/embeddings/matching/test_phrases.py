"""Free text falls into phrases that each say one thing."""

import pytest

from embeddings.matching.phrases import content_words, phrases


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kurzvideos schneiden", ("Kurzvideos schneiden",)),
        ("- Excel\n- Power BI", ("Excel", "Power BI")),
        ("Ich möchte lernen, wie man Reels schneidet.", ("Reels schneidet",)),
        ("I would like to understand how we can use short videos", ("short videos",)),
        ("KI. Und? Wie!", ("KI",)),
        ("", ()),
        ("🌲🌲 !!", ()),
        ("was und wie", ()),
    ],
)
def test_phrases_hold_content_words_only(text: str, expected: tuple[str, ...]) -> None:
    found = phrases(text)
    assert found == expected or found[-1:] == expected


def test_a_long_sentence_gives_itself_and_its_parts() -> None:
    text = "Ich kann Kurzvideos drehen und schneiden, Untertitel setzen sowie Reels planen"
    found = phrases(text)
    assert found[0] == "Kurzvideos drehen schneiden Untertitel setzen Reels planen"
    assert {"Untertitel setzen", "Reels planen"} <= set(found)


def test_compounds_and_apostrophes_stay_whole() -> None:
    assert content_words("die KI-Tools, Jule's Reel") == "KI-Tools Jule's Reel"
