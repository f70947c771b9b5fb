"""How much one document may be before it is refused."""

from dataclasses import dataclass
from typing import Final

MEGABYTE: Final = 1024**2


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one file; every one is checked before or while the file is read.

    ``ratio`` is how many times larger than packed an entry of an archive may become, once it
    is larger than a megabyte; ``memory_bytes`` bounds the process that reads.
    """

    file_bytes: int = 20 * MEGABYTE
    inflated_bytes: int = 100 * MEGABYTE
    ratio: int = 200
    entries: int = 2_000
    pages: int = 500
    characters: int = 2_000_000
    seconds: int = 60
    memory_bytes: int = 1024 * MEGABYTE
