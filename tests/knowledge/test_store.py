"""Ingestion replaces and never doubles; classes never mix; a crash leaves the old version."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from embeddings.encoder import Encoder
from knowledge.guides import Library
from knowledge.ingest import ingest
from knowledge.passages import Passage
from knowledge.retrieval import Retriever, Scope
from knowledge.store import PassageStore
from tandems.domain.document import DocumentPart, DocumentSection, DocumentText, PartKind
from tandems.domain.vocabulary import Language, Mode, SafetyClass, Stage


def passages(*texts: str, safety_class: SafetyClass = SafetyClass.NORMAL) -> list[Passage]:
    return [
        Passage(f"p{n}", f"g{n}", "Title", "s", "Heading", Language.EN, text, safety_class)
        for n, text in enumerate(texts)
    ]


def vectors(
    encoder: Encoder, given: list[Passage]
) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return encoder.encode_passages([passage.text for passage in given])


@pytest.fixture
def store(tmp_path: Path) -> PassageStore:
    """Return an empty store."""
    return PassageStore(tmp_path / "passages")


def test_ingesting_twice_changes_nothing(
    store: PassageStore, library: Library, encoder: Encoder
) -> None:
    first = ingest(library, store, encoder)
    version = store.version()
    second = ingest(library, store, encoder)
    assert first.replaced and not second.replaced
    assert store.count() == first.passages == second.passages
    assert store.version() == version


def test_new_content_replaces_the_old_wholly(store: PassageStore, encoder: Encoder) -> None:
    old, new = passages("one", "two", "three"), passages("four")
    store.replace(old, vectors(encoder, old), model="m")
    store.replace(new, vectors(encoder, new), model="m")
    assert store.count() == 1
    assert [passage.text for passage in store.all(SafetyClass.NORMAL)] == ["four"]


def test_another_model_gets_collections_of_its_own(store: PassageStore, encoder: Encoder) -> None:
    given = passages("one")
    store.replace(given, vectors(encoder, given), model="m")
    version = store.version()
    assert store.replace(given, vectors(encoder, given), model="n")
    assert store.version() != version
    assert store.count() == 1


def test_a_passage_comes_back_as_it_was_kept(store: PassageStore, encoder: Encoder) -> None:
    kept = Passage(
        "id/1",
        "g",
        "Titel „ä“",
        "s",
        "Überschrift",
        Language.DE,
        "Straße\n\nzwei Absätze",
        SafetyClass.SENSITIVE,
        (Mode.REVERSE,),
        (Stage.WORK, Stage.GOALS),
        7,
    )
    store.replace([kept], vectors(encoder, [kept]), model="m")
    (hit,) = store.query(vectors(encoder, [kept])[0], 5, safety_class=SafetyClass.SENSITIVE)
    assert hit.passage == kept
    assert hit.score == pytest.approx(1.0, abs=1e-4)


def test_safety_classes_never_mix(store: PassageStore, library: Library, encoder: Encoder) -> None:
    ingest(library, store, encoder)
    retriever = Retriever(store, encoder)
    query = "Hilfe bei einer seelischen Krise, Notruf"
    normal = {hit.passage.guide_id for hit in retriever.passages(query, k=20)}
    refer = retriever.passages(query, scope=Scope(safety_classes=(SafetyClass.REFER,)))
    assert "wellbeing-crisis" not in normal
    assert refer[0].passage.guide_id == "wellbeing-crisis"


def test_a_process_killed_between_fill_and_pointer_leaves_the_old_in_force(
    tmp_path: Path, encoder: Encoder
) -> None:
    folder = tmp_path / "passages"
    old = passages("the old one")
    PassageStore(folder).replace(old, vectors(encoder, old), model="m")
    script = (
        "import os, sys; from pathlib import Path; import numpy as np;"
        "from knowledge.store import PassageStore; from tests.knowledge.test_store import passages;"
        "store = PassageStore(Path(sys.argv[1]));"
        "store._pointer.upsert = lambda **_: os._exit(9);"
        "given = passages('the new one');"
        "store.replace(given, np.ones((1, int(sys.argv[2])), np.float32), model='m')"
    )
    done = subprocess.run([sys.executable, "-c", script, str(folder), str(encoder.dim)])
    assert done.returncode == 9
    reopened = PassageStore(folder)
    assert [passage.text for passage in reopened.all(SafetyClass.NORMAL)] == ["the old one"]


def test_only_new_passages_are_encoded_again(
    store: PassageStore, library: Library, encoder: Encoder, tmp_path: Path
) -> None:
    first = ingest(library, store, encoder)
    assert first.encoded > first.passages
    second = ingest(library, store, encoder, documents=[("doc-bees", bees("Swarms leave in May."))])
    assert (second.encoded, second.passages) == (3, first.passages + 1)
    hit = Retriever(store, encoder).passages("When do swarms of bees leave?")[0]
    assert hit.passage.guide_id == "doc-bees"
    fresh = PassageStore(tmp_path / "fresh")
    ingest(library, fresh, encoder, documents=[("doc-bees", bees("Swarms leave in May."))])
    (ids, known), (others, anew) = store.parts(), fresh.parts()
    assert ids == others
    assert np.array_equal(known.vectors, anew.vectors)


def test_what_is_removed_leaves_no_vector(
    store: PassageStore, library: Library, encoder: Encoder
) -> None:
    ingest(library, store, encoder, documents=[("doc-bees", bees("Swarms leave in May."))])
    ingest(library, store, encoder)
    again = ingest(library, store, encoder, documents=[("doc-bees", bees("Swarms leave in May."))])
    assert again.encoded == 3


def test_another_model_encodes_everything_anew(
    store: PassageStore, library: Library, encoder: Encoder
) -> None:
    first = ingest(library, store, encoder)
    again = ingest(library, store, Renamed(encoder))
    assert again.encoded == first.encoded


def test_parts_that_are_lost_are_made_again(
    store: PassageStore, library: Library, encoder: Encoder
) -> None:
    ingest(library, store, encoder)
    for file in store.vectors_file.parent.glob("*.parts.npz"):
        file.unlink()
    assert store.version() == ""
    assert ingest(library, store, encoder).encoded == 0
    assert Retriever(store, encoder).passages("Machtgefälle")


def bees(text: str) -> DocumentText:
    part = DocumentPart(PartKind.PARAGRAPH, (text,), page=3)
    return DocumentText("Keeping bees", (DocumentSection(("Swarms",), (part,)),))


class Renamed:
    """The same model under another fingerprint."""

    fingerprint = "another"

    def __init__(self, encoder: Encoder) -> None:
        self.dim = encoder.dim
        self.encode_queries = encoder.encode_queries
        self.encode_passages = encoder.encode_passages


@pytest.mark.parametrize("query", ["", "   ", "🌲🌲🌲"])
def test_nothing_is_found_for_nothing(store: PassageStore, encoder: Encoder, query: str) -> None:
    given = passages("one", "two")
    store.replace(given, vectors(encoder, given), model="m")
    assert Retriever(store, encoder).passages(query) == []


def test_an_empty_store_answers_with_nothing(store: PassageStore, encoder: Encoder) -> None:
    assert Retriever(store, encoder).passages("anything") == []
    assert store.count() == 0


def test_a_search_finds_something_while_passages_are_replaced(
    store: PassageStore, encoder: Encoder
) -> None:
    rounds = [passages("bees swarm in May", f"another text, number {n}") for n in range(12)]
    rows = [vectors(encoder, given) for given in rounds]
    store.replace(rounds[0], rows[0], model="m")
    retriever, done = Retriever(store, encoder), Event()

    def swap() -> None:
        for given, row in zip(rounds[1:], rows[1:], strict=True):
            store.replace(given, row, model="m")
        done.set()

    with ThreadPoolExecutor(1) as threads:
        swapping = threads.submit(swap)
        found = [retriever.passages("when do bees swarm")]
        while not done.is_set():
            found.append(retriever.passages("when do bees swarm"))
        swapping.result()
    assert len(found) > 1
    assert {hits[0].passage.text for hits in found} == {"bees swarm in May"}
