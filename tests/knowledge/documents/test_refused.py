"""Files that are not taken in say why, and none of them can take the service down."""

import time
import zlib
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
from tests.knowledge.documents.pdf_files import Text, locked, pdf, stream

BOMB = docx(paragraph(run("text")), more={"word/media/bomb.bin": bytes(101 * MEGABYTE)})
ENTITIES = (
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
SEALED = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(500)
PICTURE = "/XObject << /Im 6 0 R >>"
PIXEL = stream(
    b"\x80",
    "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
)
SCAN = pdf(["q 595 0 0 842 0 0 cm /Im Do Q"], resources=PICTURE, more=[PIXEL])
PAGES_IN_A_RING = pdf([Text("text")]).replace(b"/Kids [7 0 R]", b"/Kids [2 0 R]")
NESTED = pdf([Text("text"), "[" * 100_000])
FORM = "/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
SWOLLEN = zlib.compress(bytes(101 * MEGABYTE), 9)
PDF_BOMB = pdf(stream(SWOLLEN, "/Filter /FlateDecode"))
PDF_BOMB_WITHIN = pdf(
    [Text("text"), "/Fm Do"],
    resources="/XObject << /Fm 6 0 R >>",
    more=[stream(SWOLLEN, f"{FORM} /Filter /FlateDecode")],
)
TWICE = zlib.compress(SWOLLEN, 9)
PDF_BOMB_TWICE = pdf(stream(TWICE, "/Filter [/FlateDecode /FlateDecode]"))
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
        ("a.pdf", b"%PDF-1.7\n...", DocumentBroken),
        ("a.pdf", pdf([Text("text")])[:400], DocumentBroken),
        ("a.pdf", PAGES_IN_A_RING, DocumentBroken),
        ("a.pdf", NESTED, DocumentBroken),
        ("a.pdf", locked(pdf([Text("text")]), "secret"), DocumentEncrypted),
        ("a.pdf", pdf([], []), DocumentEmpty),
        ("a.pdf", SCAN, DocumentEmpty),
        ("a.pdf", pdf(*[[Text("text")]] * 501), DocumentTooLong),
        ("a.pdf", PDF_BOMB, DocumentInflates),
        ("a.pdf", PDF_BOMB_TWICE, DocumentInflates),
        ("a.pdf", PDF_BOMB_WITHIN, DocumentInflates),
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
    with pytest.raises(DocumentInflates) as inflated:
        read_isolated("a.pdf", PDF_BOMB, Limits())
    assert inflated.value.values == {"limit": 100}


def test_a_file_that_takes_too_long_is_stopped() -> None:
    markup = b"<html>" + b"<p>a</p>" * 1_000_000
    began = time.monotonic()
    with pytest.raises(DocumentTooSlow):
        read_isolated("a.html", markup, replace(Limits(), seconds=1))
    assert time.monotonic() - began < 40


def test_a_pdf_whose_page_is_one_huge_text_is_refused() -> None:
    drawn = b"BT /F1 12 Tf (" + b"a" * 90_000_000 + b") Tj ET"
    content = pdf(stream(zlib.compress(drawn), "/Filter /FlateDecode"))
    with pytest.raises(DocumentTooLarge):
        read_isolated("a.pdf", content, replace(Limits(), memory_bytes=400 * MEGABYTE))


def test_a_file_that_needs_too_much_memory_is_refused() -> None:
    content = b"<html>" + b"<p>a</p>" * 2_000_000
    with pytest.raises(DocumentRefused):
        read_isolated("a.html", content, replace(Limits(), memory_bytes=64 * MEGABYTE))
