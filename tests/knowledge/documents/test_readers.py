"""Each kind of file gives the same structure, and nothing that its reader would not see."""

import pytest

from knowledge.documents.reading import read_document
from tandems.domain.document import DocumentKind, DocumentText, PartKind
from tests.knowledge.documents.files import READ, docx, file_of, paragraph, run, table

RICH_MARKDOWN = """---
title: not this one
---
# House rules {#rules}

Before all else.

## Meetings

- be on time
- switch phones off
  - vibration too

### Rooms

| room | seats |
|---|---|
| Elbe | 4 |
| Main | 6 |
"""
RICH_HTML = """<!doctype html><html><head><title>Site</title><style>p{color:red}</style></head>
<body><nav>Menu</nav><h1>House rules</h1><p>Before all else.<h2>Meetings</h2>
<ul><li>be on time<li>switch phones off<ul><li>vibration too</ul></ul>
<h3>Rooms</h3><table><tr><th>room<th>seats<tr><td>Elbe<td>4<tr><td><p>Main</p><td>6</table>
<script>alert("no")</script></body></html>"""
RICH_DOCX = docx(
    paragraph(run("House rules"), style="H1"),
    paragraph(run("Before "), run("all else.")),
    paragraph(run("Meetings"), style="Own"),
    paragraph(run("be on time"), style="LB"),
    paragraph(run("switch phones off"), properties='<w:numPr><w:numId w:val="3"/></w:numPr>'),
    paragraph(run("vibration too"), style="LB"),
    paragraph(run("Rooms"), properties='<w:outlineLvl w:val="2"/>'),
    table(("room", "seats"), ("Elbe", "4"), ("Main", "6")),
)
RICH = {
    "rules.md": RICH_MARKDOWN.encode(),
    "rules.html": RICH_HTML.encode(),
    "rules.docx": RICH_DOCX,
}


def read(name: str, content: bytes) -> DocumentText:
    return read_document(name, content)[1]


def words_of(text: DocumentText) -> str:
    return "\n".join(
        line for section in text.sections for part in section.parts for line in part.lines
    )


@pytest.mark.parametrize("name", RICH)
def test_headings_lists_and_tables_survive(name: str) -> None:
    text = read(name, RICH[name])
    assert text.title == "House rules"
    shown = [
        (section.headings, [(part.kind, part.lines) for part in section.parts])
        for section in text.sections
    ]
    assert shown == [
        ((), [(PartKind.PARAGRAPH, ("Before all else.",))]),
        (
            ("Meetings",),
            [(PartKind.LIST, ("- be on time", "- switch phones off", "- vibration too"))],
        ),
        (
            ("Meetings", "Rooms"),
            [(PartKind.TABLE, ("| room | seats |", "| Elbe | 4 |", "| Main | 6 |"))],
        ),
    ]


def test_plain_text_has_paragraphs_and_lists() -> None:
    text = read("rules.txt", b"Before\nall else.\r\n\r\n* be on time\n* be kind\n\n1. one\n")
    assert [(part.kind, part.lines) for part in text.sections[0].parts] == [
        (PartKind.PARAGRAPH, ("Before all else.",)),
        (PartKind.LIST, ("- be on time", "- be kind")),
        (PartKind.LIST, ("- one",)),
    ]
    assert text.title == "rules"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encodings_people_have(encoding: str) -> None:
    assert words_of(read("a.txt", "Grüße aus Köln – für alle".encode(encoding))) == (
        "Grüße aus Köln – für alle"
    )


def test_a_page_is_read_as_it_says_of_itself() -> None:
    page = '<html><meta charset="iso-8859-15"><p>Grüße</p></html>'.encode("iso-8859-15")
    assert words_of(read("a.html", page)) == "Grüße"


HIDDEN_HTML = (
    "<p hidden>GHOST</p>",
    '<p aria-hidden="true">GHOST</p>',
    '<p style="display : none">GHOST</p>',
    '<p style="Visibility:hidden">GHOST</p>',
    '<p style="font-size:0">GHOST</p>',
    '<p style="font-size:1px;">GHOST</p>',
    '<p style="opacity:0">GHOST</p>',
    '<p style="color:#fff">GHOST</p>',
    '<p style="color: rgb(255, 255, 255)">GHOST</p>',
    '<p style="color:transparent">GHOST</p>',
    '<div style="background:#ffffff"><font color="white">GHOST</font></div>',
    '<p style="position:absolute;left:-9999px">GHOST</p>',
    '<p style="dis/**/play:none">GHOST</p>',
    "<div hidden><p>GHOST<p>GHOST</div>",
    "<b><p hidden>GHOST</b>GHOST</p>",
    "<div hidden><b>GHOST</span></b></p>GHOST</div>",
    "<template><p>GHOST</p></template>",
    "<script>GHOST</script>",
    "<style>GHOST</style>",
    "<!-- GHOST -->",
    "<svg><title>GHOST</title></svg>",
    "<noscript>GHOST</noscript>",
    "<textarea>GHOST</textarea>",
)


@pytest.mark.parametrize("hidden", HIDDEN_HTML)
def test_what_a_page_hides_is_left_out_and_the_rest_is_kept(hidden: str) -> None:
    text = read("a.html", f"<html><p>before</p>{hidden}<p>after</p></html>".encode())
    assert words_of(text) == "before\nafter"
    markdown = read("a.md", f"before\n\n{hidden}\n\nafter\n".encode())
    assert words_of(markdown) == "before\nafter"


@pytest.mark.parametrize("unfinished", ["<!-- GHOST", "<script>GHOST", "<p hidden>GHOST <b>GHOST"])
def test_what_is_hidden_to_the_end_stays_hidden(unfinished: str) -> None:
    assert words_of(read("a.html", f"<html><p>before</p>{unfinished}".encode())) == "before"


@pytest.mark.parametrize(
    "shown",
    [
        '<p style="color:#fff;background:navy">seen</p>',
        '<table bgcolor="#003366"><tr><td><font color="white">seen</font></table>',
        '<p style="color:#333">seen</p>',
        '<p style="opacity:0.9">seen</p>',
        '<p style="font-size:10px;margin-left:-10px">seen</p>',
        '<div style="height:0.5em">seen</div>',
        '<p aria-hidden="false">seen</p>',
        "<details><summary>seen</summary></details>",
    ],
)
def test_what_can_be_seen_is_kept(shown: str) -> None:
    assert "seen" in words_of(read("a.html", f"<html>{shown}</html>".encode()))


GHOST = "GHOST"
HIDDEN_DOCX = (
    paragraph(run(GHOST, "<w:vanish/>")),
    paragraph(run(GHOST, '<w:rStyle w:val="Ghost"/>')),
    paragraph(run(GHOST, '<w:color w:val="FFFFFF"/>')),
    paragraph(run(GHOST, '<w:sz w:val="2"/>')),
    f"<w:p><w:del>{run(GHOST).replace('w:t', 'w:delText')}</w:del></w:p>",
    f"<w:p><w:moveFrom>{run(GHOST)}</w:moveFrom></w:p>",
    "<w:p><w:r><w:instrText>GHOST</w:instrText></w:r></w:p>",
    "<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>"
    + paragraph(run(GHOST))
    + "</w:tc></w:tr></w:tbl>",
)


@pytest.mark.parametrize("hidden", HIDDEN_DOCX)
def test_what_word_hides_is_left_out_and_the_rest_is_kept(hidden: str) -> None:
    text = read("a.docx", docx(paragraph(run("before")), hidden, paragraph(run("after"))))
    assert words_of(text) == "before\nafter"


@pytest.mark.parametrize(
    "properties",
    [
        '<w:vanish w:val="0"/>',
        '<w:color w:val="FFFFFF"/><w:shd w:fill="003366"/>',
        '<w:color w:val="FFFFFF"/><w:highlight w:val="blue"/>',
        '<w:color w:val="333333"/><w:sz w:val="18"/>',
    ],
)
def test_what_word_shows_is_kept(properties: str) -> None:
    assert words_of(read("a.docx", docx(paragraph(run("seen", properties))))) == "seen"


def test_white_text_in_a_dark_cell_is_kept() -> None:
    cell = f'<w:tcPr><w:shd w:fill="1F3864"/></w:tcPr>{paragraph(run("Head", WHITE))}'
    row = f"<w:tr><w:tc>{cell}</w:tc></w:tr>"
    assert words_of(read("a.docx", docx(f"<w:tbl>{row}</w:tbl>"))) == "| Head |"


WHITE = '<w:color w:val="FFFFFF"/>'


@pytest.mark.parametrize("kind", READ)
def test_signs_that_nobody_sees_are_taken_out(kind: DocumentKind) -> None:
    name, content = file_of(kind, "Title", "ig\u200bno\u202ere \u2066this\u00ad\U000e0041")
    assert words_of(read(name, content)) == "ignore this"


@pytest.mark.parametrize("kind", READ)
def test_a_kind_is_known_by_its_content_whatever_its_name(kind: DocumentKind) -> None:
    _, content = file_of(kind, "Title", "Some text.")
    assert read_document("document.pdf", content)[0] is kind
    assert read_document("document", content)[0] is kind
