"""Opening a zipped document without letting it grow: entries, sizes and ratio are bounded."""

import io
import zipfile
import zlib
from typing import Final

from knowledge.documents.limits import MEGABYTE, Limits
from tandems.errors import DocumentBroken, DocumentEncrypted, DocumentInflates

_LOCKED: Final = 0x1
"""Flag bit of an entry that needs a password (APPNOTE 4.4.4)."""


class Archive:
    """The entries of a zip file; what is read of them counts towards the limit."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        """Look at the directory.

        Raises:
            DocumentBroken: it is no zip file.
            DocumentEncrypted: an entry needs a password.
            DocumentInflates: it states more entries or bytes than allowed.
        """
        self._limits = limits
        self._left = limits.inflated_bytes
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise DocumentBroken from error
        entries = self._zip.infolist()
        if any(entry.flag_bits & _LOCKED for entry in entries):
            raise DocumentEncrypted
        if (
            len(entries) > limits.entries
            or sum(entry.file_size for entry in entries) > limits.inflated_bytes
            or any(self._swells(entry) for entry in entries)
        ):
            raise self._too_large()
        self.names = frozenset(entry.filename for entry in entries)

    def read(self, name: str) -> bytes:
        """Return an entry, unpacked.

        Raises:
            DocumentBroken: it is not there or damaged.
            DocumentInflates: it is larger than what is left of the limit, whatever it states.
        """
        try:
            with self._zip.open(name) as entry:
                content = entry.read(self._left + 1)
        except (
            KeyError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
        ) as error:
            raise DocumentBroken from error
        self._left -= len(content)
        if self._left < 0:
            raise self._too_large()
        return content

    def _swells(self, entry: zipfile.ZipInfo) -> bool:
        packed = max(entry.compress_size, 1)
        return entry.file_size > MEGABYTE and entry.file_size > self._limits.ratio * packed

    def _too_large(self) -> DocumentInflates:
        return DocumentInflates(limit=self._limits.inflated_bytes // MEGABYTE)
