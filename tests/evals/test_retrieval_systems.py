"""Every system searches the same sections and keeps to the language it is given."""

from pathlib import Path

import numpy as np
import pytest

from embeddings.encoder import Encoder
from evals.retrieval.pool import Pool
from evals.retrieval.recipe import Recipe, chunks
from evals.retrieval.speed import MANY, Embedded, ingest_speed, latencies, repeated
from evals.retrieval.systems import DEPTH, Chunks, Dense, System, Tandem, Words, systems
from knowledge.guides import Library
from knowledge.ingest import embedded
from tandems.domain.vocabulary import Language

ASKED = {
    Language.DE: "Wie unterscheiden sich Coaching und Mentoring?",
    Language.EN: "What is the difference between coaching and mentoring?",
}
WANTED = "guide-01#differences"


@pytest.fixture(scope="module")
def pool(library: Library) -> Pool:
    """Take three guides."""
    return Pool.of(Library(list(library.guides.values())[:3]))


@pytest.fixture(scope="module")
def found(
    pool: Pool, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, System]:
    """Open every system with the static model."""
    folder = tmp_path_factory.mktemp("systems")
    return {
        one.name: one for one in systems(pool, {"static": encoder}, encoder, folder, own="static")
    }


NAMES = ("tandem", "dense static", "BM25", "LangChain default")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", Language)
def test_a_plain_question_is_answered_in_its_language(
    found: dict[str, System], name: str, language: Language
) -> None:
    keys = found[name].ranked(ASKED[language], language)
    assert WANTED in keys[:5]
    assert len(keys) == len(set(keys)) == DEPTH


def test_sections_of_another_language_do_not_count(
    pool: Pool, encoder: Encoder, tmp_path: Path
) -> None:
    english = [one for one in pool.sections if one.language is Language.EN]
    opened: list[System] = [
        Dense("dense", encoder, english),
        Words(english),
        Chunks(Recipe(english, encoder, tmp_path)),
    ]
    for system in opened:
        assert system.ranked(ASKED[Language.EN], Language.EN)
        assert system.ranked(ASKED[Language.EN], Language.DE) == []


def test_words_that_stand_nowhere_bring_nothing(found: dict[str, System]) -> None:
    assert found["BM25"].ranked("xylophonkonzert", None) == []


def test_confidence_is_higher_where_the_guides_say_something(found: dict[str, System]) -> None:
    tandem = found["tandem"]
    assert isinstance(tandem, Tandem)
    assert tandem.confidence(ASKED[Language.EN]) > tandem.confidence("qqq zzz")


def test_chunks_belong_to_the_section_that_holds_most_of_them(pool: Pool) -> None:
    texts = {(one.key, one.language): one for one in pool.sections}
    cut = list(chunks(pool.sections))
    assert {(one.key, one.language) for one in cut} <= texts.keys()
    for chunk in cut:
        assert len(chunk.text) <= 1000
        own = set(texts[chunk.key, chunk.language].whole.split())
        assert len(own & set(chunk.text.split())) > 3


def test_passages_are_repeated_a_little_apart_up_to_the_number(
    pool: Pool, encoder: Encoder
) -> None:
    own = Embedded(pool.passages, *embedded(pool.passages, encoder))
    size = len(own.passages)
    many = repeated(own, 2 * size + 5, np.random.default_rng(1))
    count = len({one.id for one in many.passages})
    assert count == len(many.passages) == len(many.vectors) == 2 * size + 5
    assert np.allclose(many.vectors[:size], own.vectors, atol=1e-6)
    assert 0.5 < float(many.vectors[0] @ many.vectors[size]) < 0.999
    assert set(many.parts.owners.tolist()) == set(range(count))
    assert (np.diff(many.parts.owners) >= 0).all()


def test_ingestion_is_timed_by_the_passage(
    library: Library, encoder: Encoder, tmp_path: Path
) -> None:
    speed = ingest_speed("static", encoder, library, tmp_path)
    assert speed.passages > 100
    assert speed.per_second > 1


@pytest.mark.slow
def test_searches_are_timed_at_both_sizes(pool: Pool, encoder: Encoder, tmp_path: Path) -> None:
    own = Embedded(pool.passages, *embedded(pool.passages, encoder))
    timed = list(
        latencies(own, encoder, [*ASKED.values()], folder=tmp_path, rng=np.random.default_rng(1))
    )
    assert [(one.passages, one.encoding) for one in timed] == [
        (count, encoding) for count in (len(own.passages), MANY) for encoding in (False, True)
    ]
    assert all(0 < one.p50_ms <= one.p95_ms for one in timed)
