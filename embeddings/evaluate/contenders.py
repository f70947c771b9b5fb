"""What is compared: encoders, and character n-grams as the plain baseline."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Protocol

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from embeddings import static
from embeddings.encoder import Encoder, Float32
from embeddings.evaluate.metrics import Scores

SEED: Final = 20261201
_RANDOM_DIM: Final = 256


class Contender(Protocol):
    """Scores texts against texts; higher is more alike."""

    @property
    def name(self) -> str:
        """Name of the column in the report."""
        ...

    def against(self, queries: Sequence[str], pool: Sequence[str]) -> Scores:
        """Return float32 [queries, pool]."""
        ...

    def pairwise(self, first: Sequence[str], second: Sequence[str]) -> Scores:
        """Return float32 [n]: text i of one side against text i of the other."""
        ...

    def encode(self, texts: Sequence[str]) -> object:
        """Turn texts into vectors, to be timed."""
        ...


@dataclass(frozen=True)
class EncoderContender:
    """An encoder compared by inner product; a pool that comes again is not encoded again.

    Attributes:
        encoder: may remember texts.
        timed: the same one without a memory, which is what its speed is taken from.
    """

    name: str
    encoder: Encoder
    timed: Encoder | None = None
    _pools: dict[tuple[str, ...], Float32] = field(default_factory=dict)

    def against(self, queries: Sequence[str], pool: Sequence[str]) -> Scores:
        """Return float32 [queries, pool]."""
        key = tuple(pool)
        if key not in self._pools:
            self._pools[key] = self.encoder.encode_passages(pool)
        return np.asarray(self.encoder.encode_queries(queries) @ self._pools[key].T)

    def pairwise(self, first: Sequence[str], second: Sequence[str]) -> Scores:
        """Return float32 [n]."""
        left, right = (self.encoder.encode_passages(side) for side in (first, second))
        return np.asarray(np.einsum("ij,ij->i", left, right))

    def encode(self, texts: Sequence[str]) -> object:
        """Encode as passages."""
        return (self.timed or self.encoder).encode_passages(texts)


@dataclass(frozen=True)
class CharacterNgrams:
    """TF-IDF of 3 to 5 characters within words, fitted on the texts it compares."""

    name: str = "TF-IDF char 3–5"

    def against(self, queries: Sequence[str], pool: Sequence[str]) -> Scores:
        """Return float32 [queries, pool]."""
        vectoriser = _fitted([*queries, *pool])
        product = vectoriser.transform(queries) @ vectoriser.transform(pool).T
        return np.asarray(product.toarray(), dtype=np.float32)

    def pairwise(self, first: Sequence[str], second: Sequence[str]) -> Scores:
        """Return float32 [n]."""
        vectoriser = _fitted([*first, *second])
        product = vectoriser.transform(first).multiply(vectoriser.transform(second))
        return np.asarray(product.sum(axis=1), dtype=np.float32).ravel()

    def encode(self, texts: Sequence[str]) -> object:
        """Fit and transform."""
        return _fitted(texts).transform(texts)


def random_static(seed: int = SEED) -> EncoderContender:
    """Return the static model's tokens with random vectors: what sharing tokens alone brings."""
    source = static.DEFAULT_FOLDER / static.TOKENIZER
    size = Tokenizer.from_file(str(source)).get_vocab_size()
    table = np.random.default_rng(seed).standard_normal((size, _RANDOM_DIM), dtype=np.float32)
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / static.TOKENIZER).write_bytes(source.read_bytes())
        save_file({"embedding.weight": table}, folder / static.WEIGHTS)
        return EncoderContender("random static", static.StaticEncoder.load(folder))


class _Vectoriser(Protocol):
    def transform(self, texts: Sequence[str]) -> "_Sparse": ...


class _Sparse(Protocol):
    @property
    def T(self) -> "_Sparse": ...

    def __matmul__(self, other: "_Sparse") -> "_Sparse": ...

    def multiply(self, other: "_Sparse") -> "_Sparse": ...

    def toarray(self) -> Scores: ...

    def sum(self, axis: int) -> Scores: ...


def _fitted(texts: Sequence[str]) -> _Vectoriser:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectoriser: _Vectoriser = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5)).fit(texts)
    return vectoriser
