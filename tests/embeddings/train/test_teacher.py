"""The cache of teacher vectors: by text, resumable."""

from pathlib import Path

import numpy as np
import pytest

from embeddings.train.teacher import TeacherCache


def test_vectors_come_back_in_the_order_asked_for_after_reopening(tmp_path: Path) -> None:
    first = TeacherCache(tmp_path)
    first.add(["a", "b"], np.array([[1, 0], [0, 1]], dtype=np.float32))
    first.add(["c"], np.array([[0.5, 0.5]], dtype=np.float32))
    again = TeacherCache(tmp_path)
    assert again.vectors(["c", "a", "b", "a"]).tolist() == [[0.5, 0.5], [1, 0], [0, 1], [1, 0]]


def test_only_new_texts_are_missing_shortest_first(tmp_path: Path) -> None:
    cache = TeacherCache(tmp_path)
    cache.add(["known"], np.ones((1, 2), dtype=np.float32))
    assert cache.missing(["long text", "known", "short", "short"]) == ["short", "long text"]
    with pytest.raises(KeyError):
        cache.vectors(["short"])
