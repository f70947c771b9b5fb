"""The shelf: only coordinators change it, nothing is half there, and everything comes back."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.reading.documents import assessed
from embeddings.encoder import Encoder
from knowledge.documents.shelf import GivenFile, Shelf
from knowledge.guides import Library
from knowledge.retrieval import Retriever
from knowledge.store import PassageStore
from tandems.domain.document import DocumentKind
from tandems.domain.vocabulary import SafetyClass
from tandems.errors import DocumentKnown, DocumentUnsupported, Forbidden, NotFound
from tandems.storage import open_store
from tests.knowledge.documents.files import READ, file_of
from tests.tandems.conftest import database_url, keys, store, world
from tests.tandems.world import CHEAP, NOW, World

__all__ = ["database_url", "keys", "store", "world"]
TEXT = "A swarm of bees leaves its hive in May."
ASKED = "When does a swarm of bees leave its hive?"


@dataclass(frozen=True)
class House:
    """A shelf with what stands behind it; ``opened`` opens it anew."""

    world: World
    folder: Path
    opened: Callable[[], tuple[Shelf, PassageStore]]


@pytest.fixture
def house(world: World, encoder: Encoder, tmp_path: Path) -> House:
    folder = tmp_path / "passages"

    def opened() -> tuple[Shelf, PassageStore]:
        passages = PassageStore(folder)
        shelf = Shelf(world.store, Library([]), passages, encoder=encoder, assess=assessed)
        return shelf, passages

    return House(world, folder, opened)


def bees(kind: DocumentKind = DocumentKind.MARKDOWN) -> GivenFile:
    return GivenFile(*file_of(kind, "Bees", TEXT))


def texts(passages: PassageStore) -> list[str]:
    return [one.text for one in passages.all(SafetyClass.NORMAL)]


@pytest.mark.parametrize("kind", READ)
def test_an_added_document_is_found_once_it_is_in_force(
    house: House, encoder: Encoder, kind: DocumentKind
) -> None:
    shelf, passages = house.opened()
    added = shelf.take(house.world.coordinator, bees(kind), now=NOW)
    assert texts(passages) == []
    assert shelf.refresh().replaced
    (hit,) = Retriever(passages, encoder).passages(ASKED)
    assert (hit.passage.text, hit.passage.guide_id) == (TEXT, added.id)
    assert (added.kind, added.quotable, added.withheld) == (kind, 1, 0)
    assert shelf.documents(house.world.coordinator) == [added]
    kept = house.world.store.documents.content(house.world.coordinator, added.id)
    assert kept == bees(kind).content


def test_only_coordinators_add_see_and_remove(house: House) -> None:
    shelf, passages = house.opened()
    added = shelf.take(house.world.coordinator, bees(), now=NOW)
    shelf.refresh()
    for actor in (house.world.mentor, house.world.mentee, house.world.operator):
        with pytest.raises(Forbidden):
            shelf.take(actor, GivenFile("a.txt", b"other text"), now=NOW)
        with pytest.raises(Forbidden):
            shelf.documents(actor)
        with pytest.raises(Forbidden):
            shelf.remove(actor, added.id, now=NOW)
        with pytest.raises(Forbidden):
            house.world.store.documents.content(actor, added.id)
    assert texts(passages) == [TEXT]


def test_the_same_file_is_known_again_under_another_name(house: House) -> None:
    shelf, _ = house.opened()
    shelf.take(house.world.coordinator, bees(), now=NOW)
    with pytest.raises(DocumentKnown) as caught:
        shelf.take(house.world.coordinator, GivenFile("other.md", bees().content), now=NOW)
    assert caught.value.values == {"known": "Bees.md"}
    assert len(shelf.documents(house.world.coordinator)) == 1


def test_of_a_refused_file_nothing_is_kept(house: House) -> None:
    shelf, _ = house.opened()
    with pytest.raises(DocumentUnsupported):
        shelf.take(house.world.coordinator, GivenFile("a.md", b"\x00\x01\x02"), now=NOW)
    assert shelf.documents(house.world.coordinator) == []


def test_a_removed_document_is_gone_from_records_and_answers(house: House) -> None:
    shelf, passages = house.opened()
    actor = house.world.coordinator
    kept = shelf.take(actor, GivenFile("figs.txt", b"All about figs."), now=NOW)
    gone = shelf.take(actor, bees(), now=NOW)
    shelf.refresh()
    shelf.remove(actor, gone.id, now=NOW)
    assert texts(passages) == ["All about figs."]
    assert shelf.documents(actor) == [kept]
    with pytest.raises(NotFound):
        shelf.remove(actor, gone.id, now=NOW)
    acts = [entry.action for entry in house.world.store.audit.entries(actor)]
    assert acts[:3] == ["remove_document", "add_document", "add_document"]


def test_a_deleted_passage_folder_is_rebuilt_from_the_records(
    house: House, encoder: Encoder, tmp_path: Path
) -> None:
    shelf, passages = house.opened()
    shelf.take(house.world.coordinator, bees(), now=NOW)
    shelf.refresh()
    before, version = passages.parts(), passages.version()
    rebuilt = PassageStore(tmp_path / "elsewhere")
    Shelf(house.world.store, Library([]), rebuilt, encoder=encoder, assess=assessed).refresh()
    assert rebuilt.version() == version
    assert rebuilt.parts()[0] == before[0]


OTHER = """
import os, sys
from pathlib import Path
from assistant.reading.documents import assessed
from embeddings.static import load_default
from knowledge.documents.shelf import GivenFile, Shelf
from knowledge.guides import Library
from knowledge.store import PassageStore
from tandems.storage import open_store
from tests.tandems.world import CHEAP, NOW, OFFICE
url, key, folder = sys.argv[1:]
store = open_store(url, keys=[key.encode()], passwords=CHEAP)
passages = PassageStore(Path(folder))
shelf = Shelf(store, Library([]), passages, encoder=load_default(), assess=assessed)
{acts}
"""
"""What another process does with the same records and passages."""
TAKE = 'added = shelf.take(OFFICE, GivenFile("figs.txt", b"All about figs."), now=NOW)'
DIE_IN_BETWEEN = "passages._pointer.upsert = lambda **_: os._exit(9)"


@pytest.fixture
def elsewhere(house: House, database_url: str, keys: list[bytes]) -> Callable[..., int]:
    """Acts that another process does; returns how it ended."""

    def done(*acts: str) -> int:
        code = OTHER.replace("{acts}", "\n".join(acts))
        given = (database_url, keys[0].decode(), str(house.folder))
        return subprocess.run([sys.executable, "-c", code, *given]).returncode

    return done


def test_a_process_killed_before_the_pointer_leaves_the_old_in_force_and_the_next_start_mends_it(
    house: House, elsewhere: Callable[..., int]
) -> None:
    shelf, _ = house.opened()
    shelf.take(house.world.coordinator, bees(), now=NOW)
    shelf.refresh()
    assert elsewhere(TAKE, DIE_IN_BETWEEN, "shelf.refresh()") == 9
    shelf, passages = house.opened()
    assert texts(passages) == [TEXT]
    shelf.refresh()
    assert sorted(texts(passages)) == [TEXT, "All about figs."]


def test_a_document_taken_by_a_process_that_died_is_quoted_from_the_next_start(
    house: House, encoder: Encoder, elsewhere: Callable[..., int]
) -> None:
    assert elsewhere(TAKE, "os._exit(9)") == 9
    shelf, passages = house.opened()
    assert texts(passages) == []
    assert shelf.refresh().replaced
    (hit,) = Retriever(passages, encoder).passages("figs")
    assert hit.passage.text == "All about figs."


def test_a_running_server_sees_what_another_process_adds_and_removes(
    house: House, encoder: Encoder, elsewhere: Callable[..., int]
) -> None:
    shelf, passages = house.opened()
    shelf.take(house.world.coordinator, bees(), now=NOW)
    shelf.refresh()
    retriever = Retriever(passages, encoder)

    def found() -> list[str]:
        return sorted(hit.passage.text for hit in retriever.passages("figs and a swarm of bees"))

    assert found() == [TEXT]
    assert elsewhere(TAKE, "shelf.refresh()") == 0
    assert found() == [TEXT, "All about figs."]
    figs = next(one for one in shelf.documents(house.world.coordinator) if one.name == "figs.txt")
    assert elsewhere(f"shelf.remove(OFFICE, {figs.id!r}, now=NOW)") == 0
    assert found() == [TEXT]


def test_files_and_names_are_sealed_and_survive_a_new_key(
    house: House, database_url: str, keys: list[bytes]
) -> None:
    from cryptography.fernet import Fernet

    shelf, _ = house.opened()
    actor = house.world.coordinator
    added = shelf.take(actor, bees(), now=NOW)
    path = Path(database_url.removeprefix("sqlite:///"))
    raw = b"".join(one.read_bytes() for one in path.parent.glob(f"{path.name}*"))
    assert b"swarm of bees" not in raw
    assert b"Bees.md" not in raw
    new = Fernet.generate_key()
    with open_store(database_url, keys=[new, *keys], passwords=CHEAP) as both:
        both.reseal()
    with open_store(database_url, keys=[new], passwords=CHEAP) as only_new:
        assert only_new.documents.content(actor, added.id) == bees().content
        assert [text.title for _, text in only_new.documents.texts()] == ["Bees"]


def test_what_speaks_of_a_crisis_is_counted_and_never_quoted(
    house: House, encoder: Encoder
) -> None:
    shelf, passages = house.opened()
    grave = "Thoughts of suicide are an emergency: call the helpline."
    given = GivenFile("a.md", f"# House\n\n{TEXT}\n\n{grave}\n".encode())
    added = shelf.take(house.world.coordinator, given, now=NOW)
    shelf.refresh()
    assert (added.quotable, added.withheld) == (1, 1)
    hits = Retriever(passages, encoder).passages("thoughts of suicide helpline emergency")
    assert grave not in [hit.passage.text for hit in hits]
    assert [one.text for one in passages.all(SafetyClass.REFER)] == [grave]
