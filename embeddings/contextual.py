"""The bundled contextual model: a small transformer run by onnxruntime, without torch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from embeddings.encoder import Float32, normalised, valid_unicode
from embeddings.folder import read_file

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Ints = NDArray[np.int64]
DEFAULT_FOLDER = Path(__file__).parent / "model" / "contextual"
WEIGHTS = "onnx/model.onnx"
TOKENIZER = "tokenizer.json"
UNKNOWN, CLASSIFY, SEPARATE = "[UNK]", "[CLS]", "[SEP]"
MAX_TOKENS = 128
CHARACTERS_PER_TEXT = 4_096  # more than MAX_TOKENS ever reads of ordinary text
TOKENS_PER_BATCH = 4_096
TEXTS_PER_CHUNK = 4_096


@dataclass(frozen=True)
class ContextualEncoder:
    """Encodes as the mean of the last layer over a text's first 128 tokens, normalised.

    Attributes:
        fingerprint: "contextual-" and the start of the SHA-256 of weights and tokenizer.
        dim: components of a vector.
    """

    fingerprint: str
    dim: int
    _tokenizer: Tokenizer
    _session: "InferenceSession"
    _silent: Ints

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read a folder with `onnx/model.onnx` and `tokenizer.json`.

        Raises:
            ModelFolderIncomplete: weights or tokenizer are not there.
        """
        weights, vocabulary = (read_file(folder, name) for name in (WEIGHTS, TOKENIZER))
        tokenizer = Tokenizer.from_buffer(vocabulary)
        tokenizer.no_padding()
        tokenizer.enable_truncation(MAX_TOKENS)
        session = _session(weights)
        silent = [tokenizer.token_to_id(name) for name in (UNKNOWN, CLASSIFY, SEPARATE)]
        return cls(
            fingerprint=f"contextual-{sha256(weights + vocabulary).hexdigest()[:16]}",
            dim=int(session.get_outputs()[0].shape[-1]),
            _tokenizer=tokenizer,
            _session=session,
            _silent=np.array(silent, dtype=np.int64),
        )

    def encode_queries(self, texts: Sequence[str]) -> Float32:
        """Encode what somebody is looking for; the same as a passage in this model."""
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> Float32:
        """Encode what may be found."""
        return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> Float32:
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        for start in range(0, len(texts), TEXTS_PER_CHUNK):
            clean = valid_unicode(
                text[:CHARACTERS_PER_TEXT] for text in texts[start : start + TEXTS_PER_CHUNK]
            )
            encodings = self._tokenizer.encode_batch_fast(clean)
            for rows in _batches(encodings):
                vectors[start + rows] = self._means([encodings[row] for row in rows])
        return normalised(vectors)

    def _means(self, encodings: Sequence[Encoding]) -> Float32:
        longest = max(len(encoding) for encoding in encodings)
        ids = np.zeros((len(encodings), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding)] = encoding.ids
            mask[row, : len(encoding)] = 1
        (hidden,) = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
        says_something = ((mask == 1) & ~np.isin(ids, self._silent)).any(axis=1)
        sums = np.einsum("bld,bl->bd", hidden, mask.astype(np.float32))
        return np.asarray(sums * says_something[:, None], dtype=np.float32)


def load_default() -> ContextualEncoder:
    """Load the bundled German and English model."""
    return ContextualEncoder.load(DEFAULT_FOLDER)


def _batches(encodings: Sequence[Encoding]) -> Iterator[Ints]:
    lengths = np.array([len(encoding) for encoding in encodings], dtype=np.int64)
    order = np.argsort(lengths, kind="stable")
    start = 0
    for end in range(1, len(order) + 1):
        # Sorted by length, so the next row would be the longest of the batch.
        full = end < len(order) and (end - start + 1) * lengths[order[end]] > TOKENS_PER_BATCH
        if full or end == len(order):
            yield order[start:end]
            start = end


def _session(weights: bytes) -> "InferenceSession":
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    # Weights become float32 once, at loading: exact products, and no slower on plain AVX2.
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    return InferenceSession(weights, options, providers=["CPUExecutionProvider"])
