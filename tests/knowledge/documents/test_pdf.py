"""PDF files: pages, headings, paragraphs, and nothing that their reader would not see."""

import pytest

from knowledge.documents.passages import document_passages
from knowledge.documents.reading import read_document
from tandems.domain.document import DocumentText
from tests.knowledge.documents.pdf_files import (
    Drawn,
    Text,
    locked,
    pdf,
    stream,
    with_outline,
    wrapped,
)

FORM = "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
PIXEL = stream(
    b"\x80",
    "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
)


def read(content: bytes) -> DocumentText:
    return read_document("house.pdf", content)[1]


def shown(text: DocumentText) -> list[tuple[tuple[str, ...], list[str]]]:
    return [
        (one.headings, [line for part in one.parts for line in part.lines]) for one in text.sections
    ]


def words_of(content: bytes) -> list[str]:
    return [line for _, lines in shown(read(content)) for line in lines]


def test_a_passage_knows_its_page() -> None:
    text = read(pdf([Text("Bees swarm in May.")], [], [Text("Figs ripen in July.")]))
    assert [(one.page, one.text) for one in document_passages("doc", text)] == [
        (1, "Bees swarm in May."),
        (3, "Figs ripen in July."),
    ]


def test_without_an_outline_each_page_is_a_section_named_by_the_file() -> None:
    text = read(pdf([Text("One.")], [Text("Two.")]))
    assert shown(text) == [((), ["One."]), ((), ["Two."])]
    assert text.title == "house"


CHAPTERS = (
    [Text("Bees", size=20), Text("They swarm in", 680), Text("May.", 665), Text("1.1 Hives", 640)],
    [Text("Hives are", 720), Text("warm.", 705), Text("2 Fig", 670, size=16), Text("trees", 654)],
)


def test_an_outline_gives_headings_where_they_stand_on_the_page() -> None:
    entries = ((0, "1 Bees", 0), (1, "Hives", 0), (0, "2 Figtrees", 1), (0, "Not drawn", 1))
    text = read(with_outline(pdf(*CHAPTERS), *entries, title="The garden"))
    assert text.title == "The garden"
    assert shown(text) == [
        (("Bees",), ["They swarm in May."]),
        (("Bees", "1.1 Hives"), ["Hives are warm."]),
    ]


def test_a_single_entry_on_top_names_the_document() -> None:
    entries = ((0, "Bees", 0), (1, "Hives", 0), (1, "2 Figtrees", 1))
    text = read(with_outline(pdf(*CHAPTERS), *entries, title="Microsoft Word - x.docx"))
    assert text.title == "Bees"
    assert [one.headings for one in text.sections] == [(), ("1.1 Hives",)]


def test_a_damaged_outline_is_none() -> None:
    content = pdf([Text("One.")], catalog="/Outlines << /First 99 0 R /Last 7 0 R /Count 3 >>")
    assert words_of(content) == ["One."]


def test_paragraphs_are_told_by_gaps_and_lists_by_bullets() -> None:
    page = [
        *(Text(line, y) for line, y in (("Bees swarm", 720), ("in May.", 705))),
        *(Text(line, y) for line, y in (("Figs ripen", 680), ("in July.", 665))),
        *(Text(line, y) for line, y in (("• be on time", 650), ("• be kind", 635))),
    ]
    assert words_of(pdf(page)) == [
        "Bees swarm in May.",
        "Figs ripen in July.",
        "- be on time",
        "- be kind",
    ]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("Die Verein-", "barung gilt."), "Die Vereinbarung gilt."),
        (("Die Verein\u00ad", "barung gilt."), "Die Vereinbarung gilt."),
        (("Reverse-", "Mentoring hilft."), "Reverse-Mentoring hilft."),
        (("Vor-", "und Nachteile."), "Vor- und Nachteile."),
        (("E\ufb03zienz und O\ufb00enheit",), "Effizienz und Offenheit"),
    ],
)
def test_broken_words_and_ligatures_are_whole(lines: tuple[str, ...], whole: str) -> None:
    page = [Text(line, 720 - 15 * number) for number, line in enumerate(lines)]
    assert words_of(pdf(page)) == [whole]


def test_running_heads_and_page_numbers_are_dropped() -> None:
    pages = [
        [Text("House handbook", 800), Text(f"Rule {one} holds here."), Text(f"Page {n} of 4", 40)]
        for n, one in enumerate(("alpha", "beta", "gamma", "delta"), 1)
    ]
    held = [f"Rule {one} holds here." for one in ("alpha", "beta", "gamma", "delta")]
    assert words_of(pdf(*pages)) == held


def test_numbered_steps_on_top_of_pages_are_kept() -> None:
    pages = [[Text(f"Step {n}"), Text(f"{n} spoons.", 700)] for n in (4, 3, 7, 5)]
    assert words_of(pdf(*pages))[:2] == ["Step 4 4 spoons.", "Step 3 3 spoons."]


def test_pages_that_say_the_same_are_kept() -> None:
    assert words_of(pdf(*[[Text("Out of order.")]] * 3)) == ["Out of order."] * 3


GHOST = "GHOST"
WHITE = "1 1 1 rg"
STATE = "/ExtGState << /Clear << /ca 0 /CA 0 >> >>"
SPACES = "/ColorSpace << /Grey [/ICCBased 6 0 R] /Ink [/Separation /Spot /DeviceCMYK 7 0 R] >>"
LAYER = "/Properties << /Off 6 0 R /On 7 0 R >>"
LAYERS = [b"<< /Type /OCG /Name (a) >>", b"<< /Type /OCG /Name (b) >>"]
LAYERS_OF_FILE = "/OCProperties << /OCGs [6 0 R 7 0 R] /D << /OFF [6 0 R] >> >>"
HIDDEN: dict[str, Drawn] = {
    "render mode": [Text(GHOST, 400, before="3 Tr")],
    "clipping only": [Text(GHOST, 400, before="7 Tr")],
    "white": [Text(GHOST, 400, before=WHITE)],
    "white grey": [Text(GHOST, 400, before="1 g")],
    "white ink": [Text(GHOST, 400, before="0 0 0 0 k")],
    "nearly white": [Text(GHOST, 400, before=".98 .99 1 rg")],
    "white outline": [Text(GHOST, 400, before="1 Tr 1 G")],
    "white on white": ["q 1 g 0 0 595 842 re f Q", Text(GHOST, 400, before=WHITE)],
    "white beside a box": ["0 g 0 0 50 50 re f", Text(GHOST, 400, before=WHITE)],
    "size": [Text(GHOST, 400, size=0)],
    "tiny": [Text(GHOST, 400, size=1)],
    "scaled to nothing": [Text(GHOST, 40_000, before=".01 0 0 .01 0 0 cm")],
    "off the page": [Text(GHOST, -500)],
    "clipped away": [Text(GHOST, 400, before="0 0 50 50 re W n")],
    "kerned": ["q 3 Tr BT /F1 12 Tf 72 400 Td [<00470048> -9 <004f00530054>] TJ ET Q"],
    "quoted": ["q 3 Tr BT /F1 12 Tf 72 400 Td <00470048004f00530054> ' ET Q"],
    "running head": [
        "/Artifact << /Type /Pagination >> BDC",
        Text(GHOST, 400),
        "EMC",
    ],
}


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_a_page_hides_is_left_out_and_the_rest_is_kept(hidden: str) -> None:
    page = [Text("before"), *HIDDEN[hidden], Text("after", 300)]
    assert words_of(pdf(page)) == ["before", "after"]


def test_text_without_opacity_is_left_out() -> None:
    page = [Text(GHOST, 400, before="/Clear gs"), Text("seen")]
    assert words_of(pdf(page, resources=STATE)) == ["seen"]


def test_white_of_named_colour_spaces_is_left_out() -> None:
    page: Drawn = [
        Text(GHOST, 400, before="/Grey cs 1 sc"),
        Text(GHOST, 300, before="/Ink cs 0 scn"),
        Text("seen", 200, before="/Ink cs 1 scn"),
    ]
    more = [stream(b"", "/N 1"), b"<< /FunctionType 2 /Domain [0 1] /N 1 >>"]
    assert words_of(pdf(page, resources=SPACES, more=more)) == ["seen"]


def test_layers_that_are_off_are_left_out() -> None:
    page: Drawn = [
        "/OC /Off BDC",
        Text(GHOST, 400),
        "EMC /OC /On BDC",
        Text("seen", 300),
        "EMC",
    ]
    content = pdf(page, resources=LAYER, catalog=LAYERS_OF_FILE, more=LAYERS)
    assert words_of(content) == ["seen"]


@pytest.mark.parametrize(("before", "words"), [("", ["seen", "form"]), ("3 Tr", ["seen"])])
def test_forms_take_over_what_hides_them(before: str, words: list[str]) -> None:
    codes = "".join(f"{ord(one):04x}" for one in "form")
    form = stream(f"BT /F1 12 Tf 72 500 Td <{codes}> Tj ET".encode(), FORM)
    page: Drawn = [Text("seen"), Text("form", before="3 Tr"), f"q {before} /Fm Do Q"]
    content = pdf(page, resources="/XObject << /Fm 6 0 R >>", more=[form])
    assert words_of(content) == words


def test_a_form_is_placed_by_its_matrix() -> None:
    codes = "".join(f"{ord(one):04x}" for one in GHOST)
    away = f"{FORM} /Matrix [1 0 0 1 5000 0]"
    form = stream(f"BT /F1 12 Tf 72 500 Td <{codes}> Tj ET".encode(), away)
    page: Drawn = [Text("seen"), Text(GHOST, before="3 Tr"), "/Fm Do", Text("after", 300)]
    content = pdf(page, resources="/XObject << /Fm 6 0 R >>", more=[form])
    assert words_of(content) == ["seen", "after"]


def test_forms_that_hold_each_other_come_to_an_end() -> None:
    inner = FORM.replace("/Resources << ", "/Resources << /XObject << /Fm 6 0 R >> ")
    form = stream(b"/Fm Do /Fm Do", inner)
    content = pdf([Text("seen"), "/Fm Do"], resources="/XObject << /Fm 6 0 R >>", more=[form])
    assert words_of(content) == ["seen"]


@pytest.mark.parametrize(
    "page",
    [
        ["0 .2 .4 rg 0 390 595 40 re f", Text("seen", 400, before=WHITE)],
        ["q 595 0 0 60 0 380 cm /Im Do Q", Text("seen", 400, before=WHITE)],
        [Text("seen", 400, before=".3 g")],
        [Text("seen", 400, before="2 Tr 1 g 0 G")],
        [Text("seen", 4_000, 720, size=120, before=".1 0 0 .1 0 0 cm")],
        [Text("seen", 400, before="60 390 200 30 re W n")],
        [Text("seen", 400, size=6)],
    ],
)
def test_what_can_be_seen_is_kept(page: Drawn) -> None:
    content = pdf(page, resources="/XObject << /Im 6 0 R >>", more=[PIXEL])
    assert words_of(content) == ["seen"]


def test_recognised_text_of_a_scan_is_read_but_not_beside_what_can_be_seen() -> None:
    scan: Drawn = ["q 595 0 0 842 0 0 cm /Im Do Q", Text("recognised", 400, before="3 Tr")]
    picture = "/XObject << /Im 6 0 R >>"
    assert words_of(pdf(scan, resources=picture, more=[PIXEL])) == ["recognised"]
    beside: Drawn = [*scan, Text("seen", 300)]
    assert words_of(pdf(beside, resources=picture, more=[PIXEL])) == ["seen"]


def test_a_file_that_opens_without_a_password_is_read() -> None:
    assert words_of(locked(pdf([Text("Bees swarm in May.")]), "")) == ["Bees swarm in May."]


BEES = pdf([Text("Bees swarm in May.")])


@pytest.mark.parametrize(
    "content",
    [
        b"\n\n\n" + BEES,
        BEES.replace(b"\n", b"\r\n"),
        BEES.replace(b"0000000009 00000 n", b"0000000999 00000 n"),
    ],
)
def test_a_file_whose_table_points_nowhere_is_repaired(content: bytes) -> None:
    assert words_of(content) == ["Bees swarm in May."]


def test_long_text_keeps_every_word_in_order() -> None:
    told = "The queen leaves with half of the hive and looks for a hollow tree. " * 12
    assert " ".join(words_of(pdf(wrapped(told)))) == told.strip()
