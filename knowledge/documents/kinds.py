"""Recognising what a file is: by its content first, by its name where both would do."""

import re
from pathlib import PurePath
from typing import Final

from tandems.domain.document import DocumentKind
from tandems.errors import DocumentEmpty, DocumentEncrypted, DocumentUnsupported

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SEALED_OFFICE: Final = "EncryptedPackage".encode("utf-16-le")
"""Word keeps a document with a password in an OLE container with a stream of this name."""
_PDF_WITHIN: Final = 1024
"""Bytes in which a PDF's header has to stand, as readers agree."""
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HTML: Final = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_TAG: Final = re.compile(r"<(?:html|head|body|p|div|h[1-6]|table|ul|ol|article)\b[^>]*>", re.I)
_MARKDOWN: Final = re.compile(r"^(?:#{1,6} +\S|\|.*\|\s*$\n\|[ :|-]+\|)", re.MULTILINE)
_LOOKED_AT: Final = 64 * 1024
_NAMED: Final = {
    ".md": DocumentKind.MARKDOWN,
    ".markdown": DocumentKind.MARKDOWN,
    ".txt": DocumentKind.TEXT,
    ".text": DocumentKind.TEXT,
}


def kind_of(name: str, content: bytes) -> DocumentKind:
    """Return what the file is.

    Raises:
        DocumentEmpty: it has no bytes, or only blanks.
        DocumentEncrypted: an Office document with a password.
        DocumentUnsupported: something else, such as a picture or an old Word file.
    """
    if not content.strip():
        raise DocumentEmpty
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return DocumentKind.PDF
    if content.startswith(_ZIP):
        return DocumentKind.DOCX
    if content.startswith(_OLE):
        if _SEALED_OFFICE in content:
            raise DocumentEncrypted
        raise DocumentUnsupported(state="old_office")
    return _kind_of_text(name, decoded(content)[:_LOOKED_AT])


def decoded(content: bytes) -> str:
    """Return the text of a file without a format of its own: UTF-8, UTF-16 or Windows-1252.

    Raises:
        DocumentUnsupported: it is no text.
    """
    marked = next((encoding for bom, encoding in _BOMS if content.startswith(bom)), "")
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text):
            break
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise DocumentUnsupported


def _kind_of_text(name: str, text: str) -> DocumentKind:
    suffix = PurePath(name).suffix.lower()
    if _HTML.match(text) or (suffix in (".html", ".htm", ".xhtml") and _TAG.search(text)):
        return DocumentKind.HTML
    if suffix in _NAMED:
        return _NAMED[suffix]
    return DocumentKind.MARKDOWN if _MARKDOWN.search(text) else DocumentKind.TEXT
