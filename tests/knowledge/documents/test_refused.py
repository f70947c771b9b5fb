"""Files that are not taken in say why, and none of them can take the service down."""

import time
from dataclasses import replace

import pytest

from knowledge.documents.isolated import read_isolated
from knowledge.documents.limits import MEGABYTE, Limits
from knowledge.documents.reading import read_document
from tandems.domain.document import DocumentKind
from tandems.errors import (
    DocumentBroken,
    DocumentEmpty,
    DocumentEncrypted,
    DocumentInflates,
    DocumentRefused,
    DocumentTooLarge,
    DocumentTooLong,
    DocumentTooSlow,
    DocumentUnsupported,
)
from tests.knowledge.documents.files import (
    READ,
    archive,
    docx,
    file_of,
    locked_docx,
    lying_docx,
    paragraph,
    run,
)

BOMB = docx(paragraph(run("text")), more={"word/media/bomb.bin": bytes(101 * MEGABYTE)})
ENTITIES = (
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
SEALED = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(500)
DEEP = b"<html>" + b"<div>" * 5_000 + b"text"


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("a.txt", b"", DocumentEmpty),
        ("a.txt", b" \n\t ", DocumentEmpty),
        ("a.md", b"# Only a heading\n", DocumentEmpty),
        ("a.html", b"<html><script>x</script><p hidden>y</p></html>", DocumentEmpty),
        ("a.docx", docx(), DocumentEmpty),
        ("a.docx", docx(paragraph(run("text")))[:-400], DocumentBroken),
        ("a.docx", docx("<w:p><w:r>"), DocumentBroken),
        ("a.docx", docx(paragraph(run("text")), prolog=ENTITIES), DocumentBroken),
        ("a.docx", lying_docx(5_000), DocumentBroken),
        ("a.html", DEEP, DocumentBroken),
        ("a.docx", locked_docx(), DocumentEncrypted),
        ("a.docx", SEALED, DocumentEncrypted),
        ("a.doc", OLE, DocumentUnsupported),
        ("a.zip", archive({"a.txt": b"text"}), DocumentUnsupported),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00", DocumentUnsupported),
        ("a.pdf", b"%PDF-1.7\n...", DocumentUnsupported),
        ("a.docx", BOMB, DocumentInflates),
        ("a.docx", archive({str(n): b"" for n in range(2_001)}), DocumentInflates),
    ],
)
def test_a_file_that_cannot_be_taken_in_says_why(
    name: str, content: bytes, refusal: type[DocumentRefused]
) -> None:
    with pytest.raises(refusal) as caught:
        read_document(name, content)
    assert type(caught.value) is refusal


def test_an_archive_within_the_limit_that_swells_is_a_bomb_too() -> None:
    small = docx(paragraph(run("text")), more={"x": bytes(4 * MEGABYTE)})
    assert len(small) < 20_000
    with pytest.raises(DocumentInflates):
        read_document("a.docx", small)


def test_a_file_beyond_the_limit_is_not_looked_at() -> None:
    limits = Limits(file_bytes=MEGABYTE)
    with pytest.raises(DocumentTooLarge) as caught:
        read_isolated("a.txt", b"x" * (MEGABYTE + 1), limits)
    assert caught.value.values == {"given": 1.0, "limit": 1}


@pytest.mark.parametrize("kind", READ)
def test_more_text_than_allowed_is_refused(kind: DocumentKind) -> None:
    name, content = file_of(kind, "Title", "word " * 100)
    with pytest.raises(DocumentTooLong):
        read_document(name, content, Limits(characters=300))


@pytest.mark.parametrize("kind", READ)
def test_reading_apart_gives_the_same(kind: DocumentKind) -> None:
    name, content = file_of(kind, "Grüße", "Ein Satz mit Umlauten: ä, ö, ü.")
    assert read_isolated(name, content, Limits()) == read_document(name, content)


def test_reading_apart_carries_the_reason_back() -> None:
    with pytest.raises(DocumentTooLong) as caught:
        read_isolated("a.txt", b"word " * 100, Limits(characters=300))
    assert caught.value.values == {"limit": 300, "state": "characters"}
    with pytest.raises(DocumentUnsupported) as unread:
        read_isolated("a.pdf", b"%PDF-1.7", Limits())
    assert unread.value.values == {"state": "pdf"}


def test_a_file_that_takes_too_long_is_stopped() -> None:
    markup = b"<html>" + b"<p>a</p>" * 1_000_000
    began = time.monotonic()
    with pytest.raises(DocumentTooSlow):
        read_isolated("a.html", markup, replace(Limits(), seconds=1))
    assert time.monotonic() - began < 40


def test_a_file_that_needs_too_much_memory_is_refused() -> None:
    content = b"<html>" + b"<p>a</p>" * 2_000_000
    with pytest.raises(DocumentRefused):
        read_isolated("a.html", content, replace(Limits(), memory_bytes=120 * MEGABYTE))
