"""Labels of imported texts end where their first sentence does."""

import pytest

from programme.labels import imported_label
from tandems.domain.vocabulary import Language


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Kurzvideos fürs Recruiting! Ich mach unseren Kanal", "Kurzvideos fürs Recruiting"),
        ("KI bei der Vertragsprüfung. Habe mehrere getestet", "KI bei der Vertragsprüfung"),
        ("Versionsverwaltung. Meine Leute mailen sich Dateien", "Versionsverwaltung"),
        (
            "3D-Druck (FDM und Resin), von der CAD-Datei zum Teil",
            "3D-Druck, von der CAD-Datei zum Teil",
        ),
        ("Berichte inkl. Tabellen schreiben", "Berichte inkl. Tabellen schreiben"),
    ],
)
def test_a_label_of_an_imported_text_stays_within_its_first_sentence(text: str, label: str) -> None:
    assert imported_label(text, Language.DE) == label
