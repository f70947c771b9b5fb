"""Real files of every kind, made for a test."""

import io
import struct
import zipfile
from xml.sax.saxutils import escape

from tandems.domain.document import DocumentKind
from tests.knowledge.documents.pdf_files import Text, pdf, with_outline, wrapped

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_OFFICE}.styles+xml"/></Types>'
)
_STYLES = (
    f'<w:styles xmlns:w="{WORD}">'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="H2"/>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="LB"><w:name w:val="List Bullet"/></w:style>'
    '<w:style w:type="character" w:styleId="Ghost"><w:name w:val="Ghost"/><w:rPr><w:vanish/>'
    "</w:rPr></w:style></w:styles>"
)
READ = tuple(DocumentKind)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{''.join(runs)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(run(cell))}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def relations(*targets: tuple[str, str]) -> bytes:
    """Return the relationships of a part: kinds and what they point to."""
    entries = "".join(
        f'<Relationship Id="r{number}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'.encode()


def docx(*body: str, prolog: str = "", more: dict[str, bytes] | None = None) -> bytes:
    document = f'{prolog}<w:document xmlns:w="{WORD}"><w:body>{"".join(body)}</w:body></w:document>'
    entries = {
        "[Content_Types].xml": _TYPES.encode(),
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relations(("styles", "styles.xml")),
        "word/document.xml": document.encode(),
        "word/styles.xml": _STYLES.encode(),
        **(more or {}),
    }
    return archive(entries)


def archive(entries: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def lying_docx(inflated_bytes: int) -> bytes:
    """Return a document whose main part says in the directory that it is small."""
    honest = docx(paragraph(run("x" * inflated_bytes)))
    told = struct.pack("<L", 100)
    with zipfile.ZipFile(io.BytesIO(honest)) as packed:
        real = struct.pack("<L", packed.getinfo("word/document.xml").file_size)
    return honest.replace(real, told)


def locked_docx() -> bytes:
    """Return a document whose entries say that they need a password."""
    content = bytearray(docx(paragraph(run("text"))))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + flags] |= 1
            place = content.find(mark, place + 1)
    return bytes(content)


def file_of(kind: DocumentKind, title: str, text: str) -> tuple[str, bytes]:
    """Return name and bytes of a file with a heading and a paragraph."""
    if kind is DocumentKind.MARKDOWN:
        return f"{title}.md", f"# {title}\n\n{text}\n".encode()
    if kind is DocumentKind.HTML:
        page = f"<!doctype html><title>{title}</title><h1>{title}</h1><p>{escape(text)}</p>"
        return f"{title}.html", page.encode()
    if kind is DocumentKind.PDF:
        lines = [Text(title, size=20), *wrapped(text, top=680)]
        return f"{title}.pdf", with_outline(pdf(lines), (0, title, 0))
    if kind is DocumentKind.DOCX:
        return f"{title}.docx", docx(paragraph(run(title), style="H1"), paragraph(run(text)))
    return f"{title}.txt", text.encode()
