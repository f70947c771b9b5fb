"""Quoted words: their language is said where it is another, and no label ends mid-sentence."""

import pytest

from tandems.domain.vocabulary import Language
from ui.quotes import quoted_for, short_form
from ui.texts import Texts

ENGLISH = "I would like to understand how people in their twenties think about work"
GERMAN = "Ich möchte verstehen, wie junge Leute über Arbeit denken"


@pytest.mark.parametrize(
    ("text", "reader", "said"),
    [
        (ENGLISH, Language.DE, "auf Englisch geschrieben"),
        (GERMAN, Language.EN, "written in German"),
        (ENGLISH, Language.EN, ""),
        (GERMAN, Language.DE, ""),
    ],
)
def test_another_language_than_the_readers_is_said(text: str, reader: Language, said: str) -> None:
    shown = quoted_for(text, Texts(reader))
    assert text in shown
    assert ("<small" in shown) is bool(said)
    assert said in shown


@pytest.mark.parametrize(
    ("text", "label", "short"),
    [
        (
            "Im Frühjahr soll ich vor meinem ganzen Bereich zeigen, wie wir ein KI-Tool im "
            "Kundendienst einsetzen, und ich kann es selbst nicht.",
            "Im Frühjahr soll ich vor",
            "Im Frühjahr soll ich vor meinem ganzen Bereich zeigen, wie wir ein KI-Tool im …",
        ),
        (
            "Daten lesen lernen: was sagt eine Kennzahl und was eben nicht",
            "Daten lesen lernen: was sagt",
            "Daten lesen lernen: was sagt eine Kennzahl und was eben nicht",
        ),
        ("Social Selling. Ich hab ein Konto.", "Social Selling", "Social Selling"),
        (
            "Ich möchte verstehen, wie wir Kurzvideos fürs Recruiting nutzen können",
            "Kurzvideos fürs Recruiting",
            "Kurzvideos fürs Recruiting",
        ),
        (
            "irgendetwas",
            "ein ganz anderer eigener kurzer Name",
            "ein ganz anderer eigener kurzer Name",
        ),
    ],
)
def test_a_label_that_breaks_off_is_given_more_of_its_text(
    text: str, label: str, short: str
) -> None:
    assert short_form(text, label) == short
