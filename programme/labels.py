"""Short labels for wishes and offers that come from a file: the start of the person's words."""

import re
from typing import Final

from embeddings.matching.phrases import phrases

MAX_WORDS: Final = 6
"""Longest label in words (ARCHITECTURE: a noun phrase of at most six)."""
_BREAK: Final = re.compile(r"[,;:(]|\s[-–—]\s")
_JOINING: Final = (
    "und oder sowie mit für von vom im in am an auf zu zum zur der die das den dem des ein eine "
    "einen einem einer wie wenn weil dass als ich mir mich wir uns and or with for of the a an to "
    "in on at by from how that as is are i my we our"
)
_DANGLING: Final = frozenset(_JOINING.split())


def label_of(text: str) -> str:
    """Return a label of at most six words, without lead-in; its person can change it later."""
    first = next(iter(phrases(text)), " ".join(text.split()))
    words = _BREAK.split(first, maxsplit=1)[0].split() or first.split()
    words = words[:MAX_WORDS]
    while len(words) > 1 and words[-1].casefold().strip(".,!?") in _DANGLING:
        words.pop()
    label = " ".join(words).strip(" .,;:!?…-–—")
    return label[:1].upper() + label[1:]
