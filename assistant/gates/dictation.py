"""Documents that speak to the assistant, and what they want to see in its answers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from assistant.gates.phrases import sentences
from assistant.gates.secrets import akin, telling
from assistant.lexicon import pattern
from assistant.reading import folded, words

_FILES: Final = ("output_de", "output_en")
_REFUSED: Final = ("refusal_de", "refusal_en")
_SHOUTED: Final = re.compile(r"(?<!\w)[A-ZÄÖÜ][A-ZÄÖÜ0-9_-]{3,}(?!\w)")
_DICTATED: Final = re.compile(r"[„“\"‚'«»‘]([^„“”\"‚'«»’]{3,120})[”“\"'’«»‘]")
_LINK: Final = re.compile(
    r"(?:h(?:tt|xx)ps?://|www\.)\S+|\b[\w.+-]+@[\w.-]+\.\w{2,}\b"
    r"|\b[\w-]+(?:\[?\.\]?[\w-]+)*\[?\.\]?"
    r"(?:com|org|net|info|biz|io|app|dev|ai|eu|de|at|ch|uk|us|ru|cn|xyz|ly|me|top)\b(?![.\w])(?:/\S*)?",
    re.IGNORECASE,
)
_ROLE_MARK: Final = re.compile(
    r"<\|\w+\|>|\[/?INST\]|<!--|^\W*(?:system|assistant|assistent|developer)\W*:"
    r"|#{2,} *(?:new |neue |system )?(?:instructions?|anweisung(?:en)?|system)\b",
    re.IGNORECASE | re.MULTILINE,
)
_LONE_LETTERS: Final = 3
_RETOLD: Final = 0.6
"""Share of a command's telling words that, in one sentence, carries it out."""
_AT_LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class Dictation:
    """What instructing documents want: ``parts`` word for word, ``orders`` by telling words."""

    parts: tuple[str, ...] = ()
    orders: tuple[frozenset[str], ...] = ()

    def is_carried_by(self, text: str, streams: Iterable[str], common: frozenset[str]) -> bool:
        """Say whether ``text`` shows what was dictated; ``common`` words give nothing away."""
        shown = folded(text) if self.parts else ""
        if any(_stands_in(part, shown) for part in self.parts if part not in common):
            return True
        return any(_obeys(stream.split(), order) for stream in streams for order in self.orders)


def dictation_of(documents: Iterable[str]) -> Dictation:
    """Return what the instructing ones among ``documents`` want to see in answers."""
    instructing = [document for document in documents if instructs(document)]
    parts = (folded(part) for document in instructing for part in _dictated(document))
    lines = (line for document in instructing for line in sentences(document))
    orders = (_telling_of(line) for line in lines if commands(line))
    return Dictation(
        tuple(dict.fromkeys(part for part in parts if len(part) >= _LONE_LETTERS)),
        tuple(order for order in orders if len(order) >= _AT_LEAST),
    )


def instructs(document: str) -> bool:
    """Say whether a document speaks to the assistant or says how answers are to be written."""
    stream = words(document)
    if pattern("dictates", *_FILES).search(stream) or commands(document):
        return True
    left = pattern("injection.unless", *_REFUSED).sub(" _ ", stream)
    return pattern("injection.patterns", *_REFUSED).search(left) is not None


def commands(text: str) -> bool:
    """Say whether ``text`` gives orders to whatever machine reads it."""
    if _ROLE_MARK.search(text):
        return True
    wanted, unless = pattern("commands.patterns", *_FILES), pattern("commands.unless", *_FILES)
    return bool(wanted.search(unless.sub(" _ ", words(text))))


def links_in(text: str) -> list[str]:
    """Return the addresses of pages and mailboxes in ``text``."""
    return _LINK.findall(text)


def _dictated(document: str) -> list[str]:
    named = pattern("payload", *_FILES).finditer(words(document))
    return [
        *_SHOUTED.findall(document),
        *_DICTATED.findall(document),
        *_LINK.findall(document),
        *(match[0].split()[-1] for match in named),
    ]


def _telling_of(line: str) -> frozenset[str]:
    addressed = pattern("addressed", *_FILES)
    return frozenset(word for word in telling([line]) if not addressed.fullmatch(word))


def _obeys(shown: list[str], order: frozenset[str]) -> bool:
    told = sum(any(akin(word, other) for other in shown) for word in order)
    return told >= max(_AT_LEAST, _RETOLD * len(order))


def _stands_in(part: str, shown: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", shown) is not None
