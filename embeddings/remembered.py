"""An encoder that keeps the rows of texts it has seen, so that the next run is quick."""

from collections.abc import Callable, Sequence
from hashlib import blake2b
from threading import Lock
from typing import Final

import numpy as np

from embeddings.encoder import Encoder, Float32

_MOST: Final = 40_000
"""Rows kept for each kind, some 60 MB at 384 components."""


class RememberedEncoder:
    """Gives the rows of another encoder and keeps them in memory, the latest asked for.

    Texts are known by their digest alone: nothing people wrote stays readable in memory.
    """

    def __init__(self, encoder: Encoder, *, most: int = _MOST) -> None:
        """Remember at most ``most`` rows of queries, and as many of passages."""
        self.encoder = encoder
        self._queries, self._passages = _Rows(most), _Rows(most)

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
        return self._queries.of(texts, self.dim, self.encoder.encode_queries)

    def encode_passages(self, texts: Sequence[str]) -> Float32:
        """Encode what may be found."""
        return self._passages.of(texts, self.dim, self.encoder.encode_passages)


class _Rows:
    """Rows by digest; what was asked for longest ago goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[bytes, Float32] = {}
        self._lock = Lock()

    def of(
        self, texts: Sequence[str], dim: int, encode: Callable[[Sequence[str]], Float32]
    ) -> Float32:
        """Return float32 [texts, dim]; only what is not kept is encoded, each text once."""
        keys = [digest_of(text) for text in texts]
        with self._lock:
            found = {key: row for key in keys if (row := self._kept.get(key)) is not None}
        fresh = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        if fresh:
            found.update(zip(fresh, encode(list(fresh.values())), strict=True))
        self._keep(found)
        rows = np.zeros((len(texts), dim), dtype=np.float32)
        for place, key in enumerate(keys):
            rows[place] = found[key]
        return rows

    def _keep(self, rows: dict[bytes, Float32]) -> None:
        with self._lock:
            for key, row in rows.items():
                self._kept.pop(key, None)
                self._kept[key] = row
            while len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]


def digest_of(text: str) -> bytes:
    """Return 16 bytes that stand for a text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
