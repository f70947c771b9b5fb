"""An encoder with a memory gives the rows of the one it stands for, once encoded, in any order."""

from collections.abc import Sequence

import numpy as np

from embeddings.encoder import Encoder, Float32
from embeddings.remembered import RememberedEncoder


class Counted:
    """Passes on to another encoder and keeps what it was asked."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.asked: list[str] = []
        self.fingerprint, self.dim = encoder.fingerprint, encoder.dim

    def encode_queries(self, texts: Sequence[str]) -> Float32:
        self.asked += texts
        return self._encoder.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str]) -> Float32:
        self.asked += texts
        return self._encoder.encode_passages(texts)


def test_no_text_is_encoded_twice(encoder: Encoder) -> None:
    counted = Counted(encoder)
    remembered = RememberedEncoder(counted)
    texts = ["Feedback geben", "", "plan a meeting", "Feedback geben"]
    first = remembered.encode_passages(texts)
    again = remembered.encode_passages(texts[::-1])
    assert np.allclose(first, encoder.encode_passages(texts))
    assert np.allclose(again, first[::-1])
    assert len(counted.asked) == 3
    remembered.encode_queries(texts)
    assert len(counted.asked) == 6


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    remembered = RememberedEncoder(encoder)
    assert remembered.encode_passages([]).shape == (0, encoder.dim)


def test_what_was_asked_for_longest_ago_is_forgotten_first(encoder: Encoder) -> None:
    counted = Counted(encoder)
    remembered = RememberedEncoder(counted, most=2)
    for text in ("one", "two", "one", "three", "one", "two"):
        remembered.encode_passages([text])
    assert counted.asked == ["one", "two", "three", "two"]


def test_more_texts_than_are_kept_still_get_their_rows(encoder: Encoder) -> None:
    texts = [f"Thema {number}" for number in range(9)]
    rows = RememberedEncoder(encoder, most=2).encode_passages(texts)
    assert np.allclose(rows, encoder.encode_passages(texts))
