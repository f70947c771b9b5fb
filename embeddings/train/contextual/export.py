"""The trained weights become a folder: int8 ONNX, tokenizer, and the settings that go with them."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from embeddings.train.contextual.graph import POSITIONS, encoder_graph
from embeddings.train.contextual.tune import batching, embed

if TYPE_CHECKING:
    from transformers import BertModel

Json = Mapping[str, object] | Sequence[object]
MODULES = "sentence_transformers.models"


def export_model(folder: Path, model: "BertModel", tokenizer: Tokenizer) -> None:
    """Write the folder as sentence-transformers lays out an ONNX model; a README.md is kept."""
    weights = {name: tensor.numpy() for name, tensor in model.state_dict().items()}
    config = model.config
    graph = encoder_graph(
        weights, layers=config.num_hidden_layers, heads=config.num_attention_heads
    )
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    (folder / "onnx" / "model.onnx").write_bytes(graph)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    sizes = ("hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size")
    described = {name: getattr(config, name) for name in sizes}
    files: dict[str, Json] = {
        "config.json": {
            "model_type": "bert",
            "architectures": ["BertModel"],
            "vocab_size": config.vocab_size,
            "max_position_embeddings": POSITIONS,
            **described,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": POSITIONS,
            "unk_token": "[UNK]",
            "pad_token": "[PAD]",
            "cls_token": "[CLS]",
            "sep_token": "[SEP]",
            "mask_token": "[MASK]",
        },
        "sentence_bert_config.json": {"max_seq_length": POSITIONS, "do_lower_case": False},
        "modules.json": _modules(),
        "1_Pooling/config.json": {
            "word_embedding_dimension": config.hidden_size,
            "pooling_mode_mean_tokens": True,
        },
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def save_reference(
    path: Path, model: "BertModel", tokenizer: Tokenizer, texts: Sequence[str]
) -> None:
    """Write texts and their vectors before rounding, float32 [texts, dim], for the tests."""
    import torch

    with torch.no_grad():
        vectors: NDArray[np.float32] = embed(
            model, batching(tokenizer, longest=POSITIONS), list(texts)
        ).numpy()
    np.savez_compressed(path, texts=np.array(texts), vectors=vectors)


def _modules() -> Json:
    parts = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))
    return [
        {"idx": number, "name": str(number), "path": path, "type": f"{MODULES}.{kind}"}
        for number, (path, kind) in enumerate(parts)
    ]
