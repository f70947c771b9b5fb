"""Which way a text points: an offer that reads like a wish answers nobody."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent
_APOSTROPHES: Final = str.maketrans("’‘`", "'''")


def reads_like_a_wish(text: str) -> bool:
    """Say whether ``text`` asks to learn something and nowhere says what it can give.

    It looks for fixed German and English turns of phrase (``seeking.txt``, ``giving.txt``); a
    text with neither, such as a bare skill label, is taken for what its field says.
    """
    plain = " ".join(text.lower().translate(_APOSTROPHES).split())
    return bool(_phrases("seeking.txt").search(plain)) and not _phrases("giving.txt").search(plain)


@lru_cache(maxsize=2)
def _phrases(name: str) -> re.Pattern[str]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(line) for line in lines)})(?!\w)")
