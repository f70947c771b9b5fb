"""The seam behind which every embedding model stands."""

from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Float32 = NDArray[np.float32]
Mask = NDArray[np.bool_]


class Encoder(Protocol):
    """Turns texts into vectors that may be compared by inner product.

    Both methods return float32 of shape [n, dim]. A row has L2 norm 1, or is the zero row where
    the model knows nothing in the text (empty, emoji only); such a text resembles nothing. No
    texts give shape [0, dim]. The same text gives the same row whatever stands beside it, up to
    float rounding.
    """

    @property
    def fingerprint(self) -> str:
        """Names model and weights; vectors of two fingerprints are never compared."""
        ...

    @property
    def dim(self) -> int:
        """Components of a vector."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Float32:
        """Encode what somebody is looking for."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Float32:
        """Encode what may be found."""
        ...


def known(vectors: Float32) -> Mask:
    """Return [n] booleans: False for the rows of texts the encoder knew nothing of."""
    return np.asarray(vectors.any(axis=1), dtype=np.bool_)


def normalised(vectors: Float32) -> Float32:
    """Return the rows at L2 norm 1; zero rows stay zero."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(norms > 0, norms, 1), dtype=np.float32)


def valid_unicode(texts: Iterable[str]) -> list[str]:
    """Return the texts with lone surrogates replaced, which tokenizers refuse."""
    return [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
