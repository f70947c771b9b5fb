"""Passages follow sections, keep lists and tables whole and never mix safety classes."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from assistant.reading.documents import assessed
from knowledge.documents.passages import document_passages
from knowledge.documents.reading import read_document
from knowledge.passages import MAX_CHARACTERS
from tandems.domain.document import DocumentPart, DocumentSection, DocumentText, PartKind
from tandems.domain.vocabulary import Language, SafetyClass

NORMAL, GRAVE = SafetyClass.NORMAL, SafetyClass.REFER
LINES = some.text(alphabet="abc xyz.", min_size=1, max_size=3_000).filter(str.strip)
CLASSES = some.sampled_from([NORMAL, GRAVE])
PARAGRAPHS = some.builds(
    lambda line, one: DocumentPart(PartKind.PARAGRAPH, (" ".join(line.split()),), None, one),
    LINES,
    CLASSES,
)


def of(*parts: DocumentPart) -> DocumentText:
    return DocumentText("Title", (DocumentSection(("Chapter", "Part"), parts),))


@given(some.lists(PARAGRAPHS, max_size=12))
def test_no_word_is_lost_no_passage_too_long_and_no_class_mixed(parts: list[DocumentPart]) -> None:
    passages = document_passages("doc", of(*parts))
    assert all(len(passage.text) <= MAX_CHARACTERS for passage in passages)
    assert len({passage.id for passage in passages}) == len(passages)
    for one in (NORMAL, GRAVE):
        kept = "".join(passage.text for passage in passages if passage.safety_class is one)
        given_ = "".join(part.lines[0] for part in parts if part.safety_class is one)
        assert "".join(kept.split()) == "".join(given_.split())


def test_a_passage_knows_document_section_page_and_language() -> None:
    part = DocumentPart(PartKind.PARAGRAPH, ("Etwas Text.",), page=4)
    text = DocumentText("Handbuch", (DocumentSection(("A", "B"), (part,), Language.DE),))
    (passage,) = document_passages("doc-1", text)
    assert (passage.guide_id, passage.title, passage.heading) == ("doc-1", "Handbuch", "A › B")
    assert (passage.page, passage.language, passage.text) == (4, Language.DE, "Etwas Text.")
    assert (passage.modes, passage.stages) == ((), ())


def test_a_long_table_repeats_its_header() -> None:
    rows = tuple(f"| room {n} | {n} seats and a view of the river |" for n in range(80))
    passages = document_passages("doc", of(DocumentPart(PartKind.TABLE, ("| room | has |", *rows))))
    assert len(passages) > 2
    assert all(one.text.startswith("| room | has |\n|---|---|\n| room ") for one in passages)
    held = [line for one in passages for line in one.text.splitlines()[2:]]
    assert held == list(rows)


def test_a_list_is_cut_between_its_items_only() -> None:
    items = tuple(f"- item {n} " + "with words " * 20 for n in range(20))
    passages = document_passages("doc", of(DocumentPart(PartKind.LIST, items)))
    assert len(passages) > 2
    held = [line for one in passages for line in one.text.splitlines()]
    assert held == list(items)


def test_a_table_beside_text_reads_as_markdown() -> None:
    parts = (
        DocumentPart(PartKind.PARAGRAPH, ("Our rooms:",)),
        DocumentPart(PartKind.TABLE, ("| room |", "| Elbe |")),
        DocumentPart(PartKind.LIST, ("- one", "- two")),
    )
    (passage,) = document_passages("doc", of(*parts))
    assert passage.text == "Our rooms:\n\n| room |\n|---|\n| Elbe |\n\n- one\n- two"


@pytest.mark.parametrize(
    ("ordinary", "grave"),
    [
        ("Kaffee gibt es im Foyer.", "Bei sexueller Belästigung hilft die Beschwerdestelle."),
        ("Coffee is in the foyer.", "Thoughts of suicide are an emergency: call the helpline."),
    ],
)
def test_what_belongs_to_people_who_help_is_kept_apart(ordinary: str, grave: str) -> None:
    _, text = read_document("a.md", f"# House\n\n{ordinary}\n\n{grave}\n\n{ordinary}\n".encode())
    passages = document_passages("doc", assessed(text))
    assert [(one.safety_class, one.text) for one in passages] == [
        (NORMAL, ordinary),
        (GRAVE, grave),
        (NORMAL, ordinary),
    ]


def test_under_a_grave_heading_everything_is_kept_apart() -> None:
    content = b"# House\n\n## Suicide\n\nThe door is open.\n\n## Coffee\n\nIt is in the foyer.\n"
    passages = document_passages("doc", assessed(read_document("a.md", content)[1]))
    assert [one.safety_class for one in passages] == [GRAVE, NORMAL]


def test_each_section_has_its_own_language() -> None:
    content = (
        "# House\n\n## Kaffee\n\nDer Kaffee steht im Foyer und ist für alle da.\n\n"
        "## Coffee\n\nThe coffee is in the foyer and it is for everybody.\n"
    )
    passages = document_passages("doc", assessed(read_document("a.md", content.encode())[1]))
    assert [one.language for one in passages] == [Language.DE, Language.EN]
