"""Two encoders of one space added up: rows of norm one, and what one misses the other says."""

import numpy as np
import pytest

from embeddings.blended import BlendedEncoder
from embeddings.contextual import ContextualEncoder
from embeddings.encoder import known
from embeddings.train.contextual.export import export_model
from tests.embeddings.tiny import tiny_model, tiny_tokenizer


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[ContextualEncoder, ContextualEncoder]:
    folder = tmp_path_factory.mktemp("two")
    export_model(folder / "first", tiny_model(), tiny_tokenizer())
    export_model(folder / "second", tiny_model(seed=8), tiny_tokenizer())
    return ContextualEncoder.load(folder / "first"), ContextualEncoder.load(folder / "second")


def test_a_row_lies_between_those_of_both(
    two: tuple[ContextualEncoder, ContextualEncoder],
) -> None:
    texts = ["give feedback", "🎉", "Treffen planen"]
    first, second = (encoder.encode_queries(texts) for encoder in two)
    vectors = BlendedEncoder(*two, share=0.5).encode_queries(texts)
    assert known(vectors).tolist() == [True, False, True]
    middle = first + second
    middle /= np.maximum(np.linalg.norm(middle, axis=1, keepdims=True), 1e-9)
    assert np.allclose(vectors, middle, atol=1e-6)
    assert np.allclose(BlendedEncoder(*two, share=0.0).encode_passages(texts), first, atol=1e-6)


def test_another_share_or_another_model_has_another_fingerprint(
    two: tuple[ContextualEncoder, ContextualEncoder],
) -> None:
    one, other = two
    prints = {
        BlendedEncoder(one, other, share=0.3).fingerprint,
        BlendedEncoder(one, other, share=0.4).fingerprint,
        BlendedEncoder(other, one, share=0.3).fingerprint,
        one.fingerprint,
    }
    assert len(prints) == 4
