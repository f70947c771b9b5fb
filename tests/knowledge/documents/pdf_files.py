"""Real PDF files, written by hand for a test and changed by pypdf."""

import io
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PdfWriter

ASTRAL_FROM = 0xE000
"""Codes from which signs beyond the basic plane are numbered."""


@dataclass(frozen=True)
class Text:
    """A line on a page, in points from its lower left corner; ``before`` are operators."""

    text: str
    y: float = 720
    x: float = 72
    size: float = 12
    before: str = ""

    def drawn(self, codes: dict[str, int]) -> str:
        shown = "".join(f"{codes.setdefault(one, _code(one, codes)):04x}" for one in self.text)
        moved = f"{self.x} {self.y} Td"
        return f"q {self.before} BT /F1 {self.size} Tf {moved} <{shown}> Tj ET Q"


def _code(sign: str, codes: dict[str, int]) -> int:
    return ord(sign) if ord(sign) < ASTRAL_FROM else ASTRAL_FROM + len(codes)


def wrapped(text: str, *, top: float = 720, width: int = 80) -> list[Text]:
    """Return a text as lines."""
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return [Text(line, top - 15 * number) for number, line in enumerate(lines)]


Drawn = Sequence[Text | str]
"""Texts and bare operators of a page."""


def pdf(
    *pages: Drawn | bytes, resources: str = "", catalog: str = "", more: Iterable[bytes] = ()
) -> bytes:
    """Return a file; its first object is the catalog, the second the pages, then fonts.

    A page in bytes is its stream as it stands. ``more`` are objects from number 6 on,
    ``resources`` belong to every page.
    """
    codes: dict[str, int] = {}
    drawn = [_content(page, codes) for page in pages]
    objects = [b"", b"", *_font(codes), *more]
    kids = []
    for content in drawn:
        objects.append(content)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R"
            f" /Resources << /Font << /F1 3 0 R >> {resources} >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode()
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return file_from(objects)


def _content(page: Drawn | bytes, codes: dict[str, int]) -> bytes:
    if isinstance(page, bytes):
        return page
    drawn = (one.drawn(codes) if isinstance(one, Text) else one for one in page)
    return stream("\n".join(drawn).encode())


def _font(codes: dict[str, int]) -> list[bytes]:
    signs = [
        f"<{code:04x}> <{sign.encode('utf-16-be', 'surrogatepass').hex()}>"
        for sign, code in codes.items()
    ]
    table = "".join(
        f"{len(some)} beginbfchar\n{chr(10).join(some)}\nendbfchar\n"
        for some in (signs[at : at + 100] for at in range(0, len(signs), 100))
    )
    space = "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
    return [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H"
        b" /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /DW 500"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        stream(f"begincmap\n{space}{table}endcmap".encode()),
    ]


def stream(content: bytes, entries: str = "") -> bytes:
    """Return a stream object."""
    return f"<< /Length {len(content)} {entries} >>\nstream\n".encode() + content + b"\nendstream"


def file_from(objects: Sequence[bytes]) -> bytes:
    """Return a file of numbered objects with its table."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def with_outline(content: bytes, *entries: tuple[int, str, int], title: str = "") -> bytes:
    """Return a file with bookmarks: their depth from 0, text and page from 0."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import IndirectObject

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    parents: list[IndirectObject] = []
    for depth, text, page in entries:
        parent = parents[depth - 1] if depth else None
        parents[depth:] = [writer.add_outline_item(title=text, page_number=page, parent=parent)]
    if title:
        writer.add_metadata({"/Title": title})
    return _written(writer)


def locked(content: bytes, password: str) -> bytes:
    """Return a file sealed with a password; an empty one opens by itself."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt(password, owner_password="owner", algorithm="AES-256")
    return _written(writer)


def _written(writer: "PdfWriter") -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
