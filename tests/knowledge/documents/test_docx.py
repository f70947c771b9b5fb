"""Word documents as Word's own library writes them, and what hostile ones hold."""

import io
from pathlib import Path

import pytest

from knowledge.documents.reading import read_document
from tandems.domain.document import PartKind
from tandems.errors import DocumentBroken, DocumentUnsupported
from tests.knowledge.documents.files import WORD, archive, docx, paragraph, relations, run, table

GHOST = "GHOST"
BOX = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/'
    '2006"><mc:Choice Requires="wps"><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing>'
    "</mc:Choice><mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def words_of(content: bytes) -> list[str]:
    text = read_document("house.docx", content)[1]
    return [line for section in text.sections for part in section.parts for line in part.lines]


def test_a_document_of_word_is_read_in_order() -> None:
    from docx import Document
    from docx.shared import Pt, RGBColor

    document = Document()
    document.add_heading("House rules", 0)
    document.add_paragraph("Before all else.")
    document.add_heading("Meetings", 1)
    document.add_paragraph("be on time", style="List Bullet")
    document.add_paragraph("be kind", style="List Number")
    grid = document.add_table(rows=2, cols=2)
    for cell, said in zip(grid._cells, ("room", "seats", "Elbe", "4"), strict=True):
        cell.text = said
    last = document.add_paragraph("The end")
    last.add_run(GHOST).font.hidden = True
    last.add_run(GHOST).font.size = Pt(1)
    last.add_run(GHOST).font.color.rgb = RGBColor(255, 255, 255)
    last.add_run(" is near.")
    file = io.BytesIO()
    document.save(file)
    text = read_document("a.docx", file.getvalue())[1]
    assert text.title == "House rules"
    shown = [
        (section.headings, [(part.kind, part.lines) for part in section.parts])
        for section in text.sections
    ]
    assert shown == [
        ((), [(PartKind.PARAGRAPH, ("Before all else.",))]),
        (
            ("Meetings",),
            [
                (PartKind.LIST, ("- be on time", "- be kind")),
                (PartKind.TABLE, ("| room | seats |", "| Elbe | 4 |")),
                (PartKind.PARAGRAPH, ("The end is near.",)),
            ],
        ),
    ]


@pytest.mark.parametrize(
    ("name", "level"), [("Überschrift 1", 1), ("Überschrift 2", 2), ("heading 3", 3)]
)
def test_headings_are_known_by_german_and_english_names(name: str, level: int) -> None:
    styles = (
        f'<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:styleId="X">'
        f'<w:name w:val="{name}"/></w:style></w:styles>'
    )
    body = (paragraph(run("Top"), style="X"), paragraph(run("Text."), style="Unknown"))
    content = docx(*body, more={"word/styles.xml": styles.encode()})
    text = read_document("a.docx", content)[1]
    assert (text.title, text.sections[0].headings) == (
        ("Top", ()) if level == 1 else ("a", ("Top",))
    )


@pytest.mark.parametrize(
    "kept",
    [
        f"<w:p><w:ins>{run('seen')}</w:ins></w:p>",
        f"<w:p><w:hyperlink>{run('seen')}</w:hyperlink></w:p>",
        f"<w:p><w:sdt><w:sdtPr/><w:sdtContent>{run('seen')}</w:sdtContent></w:sdt></w:p>",
        f"<w:sdt><w:sdtContent>{paragraph(run('seen'))}</w:sdtContent></w:sdt>",
        f"<w:customXml>{paragraph(run('seen'))}</w:customXml>",
        f"<w:p>{BOX.format(paragraph(run('seen')))}</w:p>",
    ],
)
def test_text_is_found_wherever_word_keeps_it(kept: str) -> None:
    assert words_of(docx(paragraph(run("before")), kept)) == ["before", "seen"]


def test_tables_within_cells_and_deleted_rows() -> None:
    inner = table(("in", "side"))
    row = f"<w:tr><w:tc>{paragraph(run('out'))}{inner}</w:tc></w:tr>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph(run(GHOST))}</w:tc></w:tr>"
    assert words_of(docx(f"<w:tbl>{row}{gone}</w:tbl>")) == ["| out in side |"]


def test_what_a_style_hides_is_left_out() -> None:
    styles = (
        f'<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/>'
        '<w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:name'
        ' w:val="B"/><w:basedOn w:val="A"/><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
        "</w:styles>"
    )
    body = (
        paragraph(run(GHOST), style="A"),
        paragraph(run("seen", '<w:color w:val="000000"/>'), style="A"),
    )
    assert words_of(docx(*body, more={"word/styles.xml": styles.encode()})) == ["seen"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "_rels/.rels"])
def test_no_part_may_declare_entities(part: str, encoding: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(GHOST)
    declared = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w:document [<!ENTITY e SYSTEM'
        f' "{secret.as_uri()}">]><w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>&e;</w:t>'
        "</w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(DocumentBroken):
        read_document("a.docx", docx(more={part: declared.encode(encoding)}))


def test_a_part_under_another_name_declares_no_entities_either() -> None:
    declared = (
        f'<!DOCTYPE d [<!ENTITY e "{GHOST}">]><w:document xmlns:w="{WORD}"><w:body><w:p><w:r>'
        "<w:t>&e;</w:t></w:r></w:p></w:body></w:document>"
    )
    more = {
        "_rels/.rels": relations(("officeDocument", "word/other.bin")),
        "word/other.bin": declared.encode(),
        "[Content_Types].xml": (
            b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default'
            b' Extension="bin" ContentType="application/vnd.openxmlformats-officedocument'
            b'.wordprocessingml.document.main+xml"/></Types>'
        ),
    }
    with pytest.raises(DocumentBroken):
        read_document("a.docx", docx(paragraph(run("x")), more=more))


@pytest.mark.parametrize(
    "more",
    [
        {"_rels/.rels": relations(("officeDocument", "word/none.xml"))},
        {"_rels/.rels": b"<Relationships"},
        {"word/_rels/document.xml.rels": relations(("image", "NULL"))},
        {"word/styles.xml": b"<w:styles"},
        {"[Content_Types].xml": b"<Types/>"},
    ],
)
def test_a_damaged_package_is_refused(more: dict[str, bytes]) -> None:
    with pytest.raises(DocumentBroken):
        read_document("a.docx", docx(paragraph(run("text")), more=more))


def test_parts_that_point_to_each_other_without_end_are_refused_or_read() -> None:
    chain = {
        f"word/_rels/p{n}.xml.rels": relations(("x", f"p{n + 1}.xml"), ("x", "p0.xml"))
        for n in range(900)
    }
    parts = {f"word/p{n}.xml": b"<x/>" for n in range(901)}
    begin = {"word/_rels/document.xml.rels": relations(("styles", "styles.xml"), ("x", "p0.xml"))}
    content = docx(paragraph(run("text")), more={**begin, **chain, **parts})
    try:
        assert words_of(content) == ["text"]
    except DocumentBroken as refused:
        assert refused.code == "document_broken"


def test_deeply_nested_text_is_refused() -> None:
    deep = "<w:sdt><w:sdtContent>" * 3_000 + paragraph(run("x"))
    with pytest.raises(DocumentBroken):
        read_document("a.docx", docx(deep + "</w:sdtContent></w:sdt>" * 3_000))


def test_sheets_and_slides_are_no_documents() -> None:
    with pytest.raises(DocumentUnsupported):
        read_document("a.xlsx", archive({"[Content_Types].xml": b"", "xl/workbook.xml": b""}))
