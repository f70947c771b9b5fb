"""The bundled static model: equal to sentence-transformers, without torch, in both languages."""

import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.encoder import known
from embeddings.errors import ModelFolderIncomplete
from embeddings.static import DEFAULT_FOLDER, StaticEncoder, load_default

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

ROOT = Path(__file__).parent.parent.parent
TEXTS = [
    "Ich möchte lernen, wie Künstliche Intelligenz im Vertrieb hilft.",
    "How do I give feedback to someone more senior than me?",
    "Straßenbahnfahrerinnenausbildungsverordnung",
    "🤝 Tandem 🎉",
    "Größe, Maß, Übung: äöüß ÄÖÜẞ",
    "x",
    "日本語 кириллица",
    "",
    "word " * 2_000,
]


BUNDLED = load_default()


@pytest.fixture(scope="module")
def static() -> StaticEncoder:
    return BUNDLED


@pytest.fixture(scope="module")
def reference() -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(DEFAULT_FOLDER), device="cpu", local_files_only=True).float()


def test_rows_equal_those_of_sentence_transformers(
    static: StaticEncoder, reference: "SentenceTransformer"
) -> None:
    expected = reference.encode(TEXTS, show_progress_bar=False)
    assert np.allclose(static.encode_passages(TEXTS), expected, atol=1e-5)


@settings(max_examples=50, deadline=None)
@given(texts=st.lists(st.text(max_size=60), min_size=1, max_size=8))
def test_any_text_gives_finite_rows_of_norm_one_or_zero(texts: list[str]) -> None:
    vectors = BUNDLED.encode_queries(texts)
    norms = np.linalg.norm(vectors, axis=1)
    assert np.isfinite(vectors).all()
    assert (np.isclose(norms, 1, atol=1e-5) | (norms == 0)).all()


def test_using_it_loads_neither_torch_nor_sentence_transformers() -> None:
    code = (
        "import sys; from embeddings.static import load_default;"
        "load_default().encode_queries(['Hallo']);"
        "print(sorted({'torch', 'sentence_transformers', 'scipy', 'faiss'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_umlauts_carry_meaning_and_case_does_not(static: StaticEncoder) -> None:
    vectors = static.encode_passages(["schön", "schon", "SCHÖN", "Masse", "Maße"])
    assert vectors[0] @ vectors[1] < 0.95
    assert vectors[3] @ vectors[4] < 0.95
    assert np.allclose(vectors[0], vectors[2])


def test_umlauts_typed_as_two_characters_are_the_same_umlauts(static: StaticEncoder) -> None:
    text = "Führungskräfte fördern Gespräche"
    composed, decomposed = static.encode_passages([text, unicodedata.normalize("NFD", text)])
    assert np.allclose(composed, decomposed)


def test_an_emoji_changes_nothing_in_a_text(static: StaticEncoder) -> None:
    with_emoji, without = static.encode_passages(
        ["Danke👍🏽 für das Gespräch🎉 👩‍💻❤️", "Danke für das Gespräch"]
    )
    assert np.allclose(with_emoji, without, atol=1e-6)


def test_a_very_long_text_keeps_the_direction_of_its_sentence(static: StaticEncoder) -> None:
    sentence = "Wir planen das nächste Treffen. "
    short, long = static.encode_passages([sentence, sentence * 5_000])
    assert short @ long > 0.9999


@pytest.mark.parametrize(
    ("german", "english", "unrelated"),
    [
        ("Präsentationen halten", "giving presentations", "repair a bicycle"),
        ("Rückmeldung geben", "give feedback", "operate a crane"),
        ("Datenanalyse", "data analysis", "child care"),
        ("Konflikte lösen", "resolve conflicts", "bake bread"),
        ("soziale Medien nutzen", "use social media", "train horses"),
        ("Verhandlungen führen", "negotiate", "paint surfaces"),
    ],
)
def test_a_skill_is_nearer_to_its_translation_than_to_another_skill(
    static: StaticEncoder, german: str, english: str, unrelated: str
) -> None:
    own, translation, other = static.encode_passages([german, english, unrelated])
    assert own @ translation > own @ other + 0.2


def test_a_sentence_of_two_languages_stands_by_both(static: StaticEncoder) -> None:
    mixed, english, german, other = static.encode_passages(
        [
            "Ich brauche Feedback zu meiner presentation",
            "I need feedback on my presentation",
            "Ich brauche Rückmeldung zu meinem Vortrag",
            "The train to Hamburg leaves at nine",
        ]
    )
    assert min(mixed @ english, mixed @ german) > mixed @ other + 0.2


def test_known_marks_the_rows_that_say_something(static: StaticEncoder) -> None:
    assert known(static.encode_passages(["Tandem", "", "🎉"])).tolist() == [True, False, False]


def test_a_folder_without_weights_is_named_in_the_error(tmp_path: Path) -> None:
    with pytest.raises(ModelFolderIncomplete, match=r"model\.safetensors"):
        StaticEncoder.load(tmp_path)
