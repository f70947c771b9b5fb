"""Passages are found by their sentences, and by the blocks and questions that rest on them."""

from pathlib import Path

import numpy as np

from embeddings.encoder import Encoder
from knowledge.ingest import embedded
from knowledge.parts import parts_of, sentences
from knowledge.passages import Passage
from knowledge.retrieval import Retriever
from knowledge.store import PassageStore
from tandems.domain.vocabulary import Language


def passage(name: str, text: str, *hints: str) -> Passage:
    return Passage(name, name, "Guide", "s", "Section", Language.EN, text, hints=hints)


def test_sentences_lose_their_marks_and_short_ones_are_left_out() -> None:
    text = (
        "## Why {#why}\n\n- **Ask first.** Then wait for a while.\n1. Write down _one_ thing | now"
    )
    assert sentences(text) == ("Then wait for a while.", "Write down _one_ thing  now")


def test_every_passage_has_a_part() -> None:
    texts, owners, hints = parts_of([passage("a", "Short."), passage("b", "", "Plant a tree now")])
    assert texts == ["Short.", "", "Plant a tree now"]
    assert owners.tolist() == [0, 1, 1]
    assert hints.tolist() == [False, False, True]


def test_one_near_sentence_in_a_long_text_is_found(tmp_path: Path, encoder: Encoder) -> None:
    filler = "The committee met in the large hall. Coffee was served. Minutes were taken. "
    given = [
        passage("long", filler * 4 + "Bees swarm in May when the hive is full. " + filler * 4),
        passage("other", "Insects of the forest. Ants and beetles are everywhere."),
    ]
    store = PassageStore(tmp_path)
    vectors, parts = embedded(given, encoder)
    store.replace(given, vectors, model=encoder.fingerprint, parts=parts)
    (first, *_) = Retriever(store, encoder).passages("bees swarm in May when the hive is full")
    assert first.passage.id == "long"
    assert first.parts is not None
    assert first.parts.sentences > first.parts.whole


def test_a_block_leads_to_the_section_it_rests_on(tmp_path: Path, encoder: Encoder) -> None:
    given = [
        passage("plain", "This section is about meetings in general."),
        passage("hinted", "This section is about meetings in general.", "Which bird sings best?"),
    ]
    store = PassageStore(tmp_path)
    vectors, parts = embedded(given, encoder)
    store.replace(given, vectors, model=encoder.fingerprint, parts=parts)
    (first, *_) = Retriever(store, encoder).passages("which bird sings best")
    assert first.passage.id == "hinted"


def test_parts_come_back_as_they_were_kept(tmp_path: Path, encoder: Encoder) -> None:
    given = [passage("a", "One sentence stands here. Another one follows."), passage("b", "Two.")]
    store = PassageStore(tmp_path)
    vectors, parts = embedded(given, encoder)
    store.replace(given, vectors, model="m", parts=parts)
    ids, kept = store.parts()
    assert ids == ("a", "b")
    assert kept.owners.tolist() == parts.owners.tolist() == [0, 0, 1]
    assert np.allclose(kept.vectors, parts.vectors, atol=1e-3)
