"""Right offers are looked for among hard negatives and among all offers."""

from typing import Literal

import numpy as np

from embeddings.evaluate.contenders import random_static
from embeddings.static import load_default
from evals.matching.cases import Negative, Pair, Worded
from evals.matching.contenders import KeywordOverlap, ProductSimilarity
from evals.matching.pairs import measure_pairs

KINDS: tuple[Literal["same_words", "direction", "neighbour"], ...] = (
    "same_words",
    "direction",
    "neighbour",
)


def pair(case: str, wish: str, offer: str, *wrong: str) -> Pair:
    first, second, third = (
        Negative(language="en", kind=kind, text=text)
        for kind, text in zip(KINDS, wrong, strict=True)
    )
    return Pair(
        id=case,
        direction="en",
        wish=Worded(language="en", text=wish),
        offer=Worded(language="en", text=offer),
        negatives=(first, second, third),
    )


EASY = pair(
    "a", "budget tables", "budget tables maths", "budget museum", "sharp shovel", "long tables"
)
MISLED = pair("b", "public speech", "stage fright", "public parking", "piano hall", "garden tree")
SILENT = pair("c", "kitchen knife", "cooking course", "bicycle tyre", "winter coat", "ocean wave")


def test_the_right_offer_counts_where_it_stands_first() -> None:
    figures = measure_pairs([EASY, MISLED], KeywordOverlap())
    assert figures.of_four.tolist() == [1.0, 0.0]
    assert figures.of_all.tolist() == [1.0, 0.0]
    assert figures.first == ("a", "b same_words")


def test_a_right_offer_that_ties_counts_its_share_and_ranks_last() -> None:
    figures = measure_pairs([EASY, SILENT], KeywordOverlap())
    assert figures.of_four.tolist() == [1.0, 0.25]
    assert figures.of_all.tolist() == [1.0, 0.125]
    assert figures.place.tolist() == [1, 8]


def test_wrong_offers_at_or_above_the_right_one_are_counted_by_kind() -> None:
    figures = measure_pairs([EASY, MISLED, SILENT], KeywordOverlap())
    assert figures.above == {"same_words": 2, "direction": 2, "neighbour": 2}
    assert not measure_pairs([EASY], KeywordOverlap()).above


def test_the_products_scores_stand_in_the_order_of_the_texts() -> None:
    texts = ["Gleitzeit", "Schweißen", "budget planning", "Lampenfieber", "piano lessons"]
    texts += [
        "Rente",
        "cyber security",
        "Gartenbau",
        "team conflicts",
        "Excel",
        "Bewerbung",
        "Yoga",
    ]
    scores = ProductSimilarity("product", load_default()).against(texts[::-1], texts)
    assert scores.argmax(axis=1).tolist() == list(range(len(texts)))[::-1]


def test_random_vectors_are_the_same_for_the_same_seed() -> None:
    first, again, other = (
        random_static(seed).against(["Budget planen"], ["planning a budget", "Budget"])
        for seed in (1, 1, 2)
    )
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
