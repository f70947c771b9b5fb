"""Texts are cut at the coarsest separator that keeps a chunk small, and overlap."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from evals.retrieval.splitter import split_text


def test_paragraphs_are_kept_together_while_they_fit() -> None:
    assert split_text("aaa\n\nbbb\n\nccc", 10, 0) == ["aaa\n\nbbb", "ccc"]


def test_a_long_paragraph_is_cut_at_blanks_and_a_long_word_anywhere() -> None:
    assert split_text("one two three", 8, 0) == ["one two", "three"]
    assert split_text("abcdefghij", 4, 0) == ["abcd", "efgh", "ij"]


def test_neighbours_share_words_up_to_the_overlap() -> None:
    assert split_text("aa bb cc dd ee", 9, 4) == ["aa bb cc", "cc dd ee"]


@given(st.text(alphabet="ab \n", max_size=300), st.integers(10, 60), st.integers(0, 9))
def test_chunks_stand_in_the_text_in_order_and_none_is_too_long(
    text: str, size: int, overlap: int
) -> None:
    chunks = split_text(text, size, overlap)
    assert all(chunk in text and 0 < len(chunk) <= size for chunk in chunks)
    assert bool(chunks) == bool(text.strip())


@given(st.lists(st.integers(0, 9999), unique=True, max_size=60))
def test_nothing_is_lost(numbers: list[int]) -> None:
    words = [f"w{number}" for number in numbers]
    chunks = split_text(" ".join(words), 40, 10)
    assert set(" ".join(chunks).split()) == set(words)
    assert all(
        words.index(one.split()[0]) < words.index(other.split()[0])
        for one, other in pairwise(chunks)
    )
