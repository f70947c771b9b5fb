"""Reading a message: spelling evened out, so that patterns meet one form of each word."""

import re
import unicodedata
from typing import Final

_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_LOOKALIKES: Final = str.maketrans("аеорсухіѕԁ", "aeopcyxisd")
_QUOTES: Final = str.maketrans(dict.fromkeys("’‘´`ʼ", "'") | dict.fromkeys("„“”«»‟", '"'))
_EVENED: Final[dict[int, str | int]] = {**_QUOTES, **_LOOKALIKES, **_UMLAUTS}
_EVERYDAY: Final = re.compile(r"[\n -~äöüÄÖÜß„“”‘’–—]*")
"""Signs that neither normalise to others nor are invisible."""
_LEET: Final = str.maketrans("013457@$", "oieastas")
_LEET_WORD: Final = re.compile(r"(?<![\w@$])[a-z]+(?:[013457@$]+[a-z]+)+(?![\w@$])")
_SPACED: Final = re.compile(r"(?<!\w)(?:[^\W\d_][ .*_-]){3,}[^\W\d_](?!\w)")
_STRETCHED: Final = re.compile(r"([aeiou])\1{2,}")
_TOKEN: Final = re.compile(r"\w+|[.?!\n](?=\s|$|[\"')])")


def folded(text: str) -> str:
    """Return ``text`` in lower case with one spelling for umlauts, quotes and look-alikes.

    Zero-width characters vanish; punctuation and line breaks stay.
    """
    plain = _visible(text).casefold().translate(_EVENED)
    plain = _LEET_WORD.sub(lambda word: word[0].translate(_LEET), plain)
    plain = _SPACED.sub(lambda word: re.sub(r"[ .*_-]", "", word[0]), plain)
    return _STRETCHED.sub(r"\1", plain)


def _visible(text: str) -> str:
    if _EVERYDAY.fullmatch(text):
        return text
    composed = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in composed if unicodedata.category(sign) != "Cf")


def words(text: str) -> str:
    """Return the folded words one blank apart; a sentence ends with ``.`` or ``?``."""
    plain = folded(text).replace("'", "").replace("\n", " . ")
    return " ".join("." if part == "!" else part for part in _TOKEN.findall(plain))
