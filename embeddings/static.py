"""The bundled static model: a text is the mean of its tokens' vectors, without torch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load
from tokenizers import Tokenizer

from embeddings.encoder import Float32, normalised, valid_unicode
from embeddings.folder import read_file

DEFAULT_FOLDER = Path(__file__).parent / "model" / "static"
WEIGHTS = "model.safetensors"
TOKENIZER = "tokenizer.json"
TEXTS_PER_BATCH = 1_024
TOKENS_PER_BLOCK = 8_192


@dataclass(frozen=True)
class StaticEncoder:
    """Encodes as sentence-transformers does with [StaticEmbedding, Normalize] in float32.

    Attributes:
        fingerprint: "static-" and the start of the SHA-256 of weights and tokenizer.
    """

    fingerprint: str
    _tokenizer: Tokenizer
    _table: Float32

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read a folder saved by sentence-transformers.

        Raises:
            ModelFolderIncomplete: weights or tokenizer are not there.
        """
        weights, vocabulary = (
            read_file(folder, name, f"*StaticEmbedding/{name}") for name in (WEIGHTS, TOKENIZER)
        )
        tokenizer = Tokenizer.from_buffer(vocabulary)
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return cls(
            fingerprint=f"static-{sha256(weights + vocabulary).hexdigest()[:16]}",
            _tokenizer=tokenizer,
            _table=load(weights)["embedding.weight"].astype(np.float32),
        )

    @property
    def dim(self) -> int:
        """Components of a vector."""
        return int(self._table.shape[1])

    def encode_queries(self, texts: Sequence[str]) -> Float32:
        """Encode what somebody is looking for; the same as a passage in this model."""
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> Float32:
        """Encode what may be found."""
        return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> Float32:
        sums = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, ids in enumerate(self._token_ids(texts)):
            for start in range(0, len(ids), TOKENS_PER_BLOCK):
                sums[row] += self._table[ids[start : start + TOKENS_PER_BLOCK]].sum(axis=0)
        return normalised(sums)

    def _token_ids(self, texts: Sequence[str]) -> Iterator[NDArray[np.intp]]:
        for start in range(0, len(texts), TEXTS_PER_BATCH):
            batch = valid_unicode(texts[start : start + TEXTS_PER_BATCH])
            for encoding in self._tokenizer.encode_batch_fast(batch, add_special_tokens=False):
                yield np.asarray(encoding.ids, dtype=np.intp)


def load_default() -> StaticEncoder:
    """Load the bundled German and English model."""
    return StaticEncoder.load(DEFAULT_FOLDER)
