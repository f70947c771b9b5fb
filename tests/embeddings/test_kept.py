"""Vectors on disk: embedded once, resumed after a break, never those of another model."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from embeddings.encoder import Encoder, Float32
from embeddings.kept import KeptEncoder

TEXTS = [f"Abschnitt {number} über Feedback" for number in range(200)]


class Broken(RuntimeError):
    """The machine went away."""


class Model:
    """Another encoder under a name of its own; breaks off after so many texts."""

    def __init__(self, encoder: Encoder, name: str, *, breaks_after: int = 10_000) -> None:
        self._encoder, self._left = encoder, breaks_after
        self.fingerprint, self.dim, self.encoded = name, encoder.dim, 0
        self._sign = -1 if name == "second" else 1

    def encode_queries(self, texts: Sequence[str]) -> Float32:
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> Float32:
        self._left -= len(texts)
        if self._left < 0:
            raise Broken
        self.encoded += len(texts)
        return self._sign * self._encoder.encode_passages(texts)


def test_a_second_start_embeds_nothing(encoder: Encoder, tmp_path: Path) -> None:
    path = tmp_path / "vectors.db"
    first = KeptEncoder(Model(encoder, "first"), path).encode_passages(TEXTS)
    again = Model(encoder, "first")
    assert np.array_equal(KeptEncoder(again, path).encode_passages(TEXTS[::-1]), first[::-1])
    assert again.encoded == 0
    assert np.allclose(first, encoder.encode_passages(TEXTS), atol=1e-6)


def test_a_run_that_is_cut_off_goes_on_where_it_was(encoder: Encoder, tmp_path: Path) -> None:
    path = tmp_path / "vectors.db"
    with pytest.raises(Broken):
        KeptEncoder(Model(encoder, "first", breaks_after=150), path).encode_passages(TEXTS)
    rest, heard = Model(encoder, "first"), list[tuple[int, int]]()
    kept = KeptEncoder(rest, path, progress=lambda done, total: heard.append((done, total)))
    assert np.allclose(kept.encode_passages(TEXTS), encoder.encode_passages(TEXTS), atol=1e-6)
    assert 0 < rest.encoded < len(TEXTS)
    assert heard[-1] == (rest.encoded, rest.encoded)
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)


def test_another_model_never_meets_these_rows(encoder: Encoder, tmp_path: Path) -> None:
    path = tmp_path / "vectors.db"
    first = KeptEncoder(Model(encoder, "first"), path).encode_passages(TEXTS)
    second = Model(encoder, "second")
    assert np.allclose(KeptEncoder(second, path).encode_passages(TEXTS), -first)
    assert second.encoded == len(TEXTS)


def test_queries_are_not_kept(encoder: Encoder, tmp_path: Path) -> None:
    model, question = Model(encoder, "first"), ["Was macht mir Sorgen?"]
    kept = KeptEncoder(model, tmp_path / "vectors.db")
    assert np.array_equal(kept.encode_queries(question), kept.encode_queries(question))
    assert model.encoded == 2
    assert kept.encode_passages([]).shape == (0, encoder.dim)
