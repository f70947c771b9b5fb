"""The contextual encoder: any text gets a row, and the bundled model keeps what it was taught."""

import subprocess
import sys
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.contextual import DEFAULT_FOLDER, ContextualEncoder, load_default
from embeddings.encoder import known
from embeddings.errors import ModelFolderIncomplete
from embeddings.train.contextual.export import export_model
from tests.embeddings.tiny import DIM, tiny_model, tiny_tokenizer

ROOT = Path(__file__).parent.parent.parent
REFERENCE = Path(__file__).parent / "contextual_reference.npz"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> ContextualEncoder:
    folder = tmp_path_factory.mktemp("tiny")
    export_model(folder, tiny_model(), tiny_tokenizer())
    return ContextualEncoder.load(folder)


@pytest.fixture(scope="module")
def bundled() -> ContextualEncoder:
    return load_default()


def test_a_text_of_unknown_words_only_is_the_zero_row(tiny: ContextualEncoder) -> None:
    vectors = tiny.encode_passages(
        ["meeting", "", "🎉", "Zugspitze", "日本語", "Zugspitze meeting"]
    )
    assert known(vectors).tolist() == [True, False, False, False, False, True]


def test_no_texts_give_no_rows(tiny: ContextualEncoder) -> None:
    assert tiny.encode_queries([]).shape == (0, DIM)


def test_a_text_gives_the_same_row_beside_longer_ones(tiny: ContextualEncoder) -> None:
    texts = ["give feedback", "plan a meeting", "meeting " * 100, "Rückmeldung geben " * 900]
    together = tiny.encode_passages(texts)
    alone = np.vstack([tiny.encode_passages([text]) for text in texts])
    assert np.allclose(together, alone, atol=1e-5)


def test_many_texts_come_back_in_their_order(tiny: ContextualEncoder) -> None:
    words = ["give", "feedback", "plan", "meeting", "treffen"]
    texts = [" ".join(words[: 1 + number % 5]) for number in range(5_000)]
    vectors = tiny.encode_queries(texts)
    assert np.allclose(vectors, np.tile(vectors[:5], (1_000, 1)), atol=1e-5)
    assert not np.allclose(vectors[0], vectors[1], atol=1e-2)


def test_the_order_of_words_counts(tiny: ContextualEncoder) -> None:
    first, second = tiny.encode_passages(["give a meeting feedback", "feedback a meeting give"])
    assert not np.allclose(first, second, atol=1e-3)


@settings(max_examples=50, deadline=None)
@given(texts=st.lists(st.text(max_size=60), min_size=1, max_size=8))
def test_any_text_gives_finite_rows_of_norm_one_or_zero(
    tiny: ContextualEncoder, texts: list[str]
) -> None:
    vectors = tiny.encode_queries([*texts, "meeting"])
    norms = np.linalg.norm(vectors, axis=1)
    assert np.isfinite(vectors).all()
    assert (np.isclose(norms, 1, atol=1e-5) | (norms == 0)).all()


def test_other_weights_have_another_fingerprint(tiny: ContextualEncoder, tmp_path: Path) -> None:
    export_model(tmp_path, tiny_model(seed=8), tiny_tokenizer())
    assert ContextualEncoder.load(tmp_path).fingerprint != tiny.fingerprint
    assert tiny.fingerprint.startswith("contextual-")


@pytest.mark.parametrize("missing", ["onnx/model.onnx", "tokenizer.json"])
def test_a_folder_that_lacks_a_file_is_named_in_the_error(tmp_path: Path, missing: str) -> None:
    export_model(tmp_path, tiny_model(), tiny_tokenizer())
    (tmp_path / missing).unlink()
    with pytest.raises(ModelFolderIncomplete, match=missing):
        ContextualEncoder.load(tmp_path)


def test_int8_keeps_the_trained_directions(bundled: ContextualEncoder) -> None:
    reference = np.load(REFERENCE)
    vectors = bundled.encode_passages(reference["texts"].tolist())
    cosines = (vectors * reference["vectors"]).sum(axis=1)
    assert len(cosines) == 200
    assert np.median(cosines) >= 0.99
    assert cosines.min() >= 0.97


def test_both_bundled_models_fit_into_the_repository() -> None:
    folder = DEFAULT_FOLDER.parent
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) <= 60_000_000


def test_using_it_loads_neither_torch_nor_sentence_transformers() -> None:
    code = (
        "import sys; from embeddings.contextual import load_default;"
        "load_default().encode_queries(['Hallo']);"
        "print(sorted({'torch', 'sentence_transformers', 'transformers'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_umlauts_typed_as_two_characters_are_the_same_umlauts(bundled: ContextualEncoder) -> None:
    text = "Führungskräfte fördern Gespräche"
    composed, decomposed = bundled.encode_passages([text, unicodedata.normalize("NFD", text)])
    assert np.allclose(composed, decomposed, atol=1e-5)


@pytest.mark.parametrize(
    ("german", "english", "unrelated"),
    [
        ("Präsentationen halten", "giving presentations", "repair a bicycle"),
        ("Rückmeldung geben", "give feedback", "operate a crane"),
        ("Ich trau mich nicht, vor vielen Leuten zu reden.", "fear of public speaking", "baking"),
        ("Wie sage ich meiner Chefin, dass es zu viel wird?", "too much work", "train horses"),
        ("Konfliktlösung im Team", "resolve conflicts in a team", "paint surfaces"),
    ],
)
def test_german_stands_by_its_english_meaning(
    bundled: ContextualEncoder, german: str, english: str, unrelated: str
) -> None:
    own, translation, other = bundled.encode_passages([german, english, unrelated])
    assert own @ translation > own @ other + 0.2


def test_gendered_forms_stay_near_the_plain_one(bundled: ContextualEncoder) -> None:
    plain, *gendered = bundled.encode_passages(
        [
            "Mentoren und Mentees treffen sich",
            "Mentor:innen und Mentees treffen sich",
            "Mentor*innen und Mentees treffen sich",
            "MentorInnen und Mentees treffen sich",
        ]
    )
    assert min(plain @ form for form in gendered) > 0.8
