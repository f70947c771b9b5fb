"""An encoder that encodes no text twice, so that models that share a part share its work."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from embeddings.encoder import Encoder, Float32


@dataclass(frozen=True)
class RememberedEncoder:
    """Gives the rows of another encoder; memory grows with the distinct texts."""

    encoder: Encoder
    _queries: dict[str, Float32] = field(default_factory=dict)
    _passages: dict[str, Float32] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """The other encoder's."""
        return self.encoder.fingerprint

    @property
    def dim(self) -> int:
        """Components of a vector."""
        return self.encoder.dim

    def encode_queries(self, texts: Sequence[str]) -> Float32:
        """Encode what somebody is looking for."""
        return self._rows(texts, self._queries, self.encoder.encode_queries)

    def encode_passages(self, texts: Sequence[str]) -> Float32:
        """Encode what may be found."""
        return self._rows(texts, self._passages, self.encoder.encode_passages)

    def _rows(
        self,
        texts: Sequence[str],
        memory: dict[str, Float32],
        encode: Callable[[Sequence[str]], Float32],
    ) -> Float32:
        fresh = [text for text in dict.fromkeys(texts) if text not in memory]
        if fresh:
            memory.update(zip(fresh, encode(fresh), strict=True))
        rows = np.zeros((len(texts), self.dim), dtype=np.float32)
        for number, text in enumerate(texts):
            rows[number] = memory[text]
        return rows
