"""A message cut where one thing ends and the next begins; every clause is a piece of the text."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from assistant.wishes.patterns import says, source_of, words

_BULLET: Final = re.compile(r"^\s*(?:[-–—*•·▪►+>]+\s+|\(?\d{1,2}[.)]\s*|[a-hA-H]\)\s+)+")
_INLINE_NUMBER: Final = re.compile(r"(?<=\s)\d{1,2}[.)]\s+(?=\w)")
_STOP: Final = re.compile(r"(?<=[.!?])\s+|(?<=[.!?])(?=[A-ZÄÖÜ][a-zäöüß])|;\s*|\s+[–—]\s+|\s+/\s+")
_LAST_WORD: Final = re.compile(r"([\w.]+)\.$")
_FRONT: Final = re.compile(r"^[^\w„\"“‘'<(@#]+")
_BACK: Final = re.compile(r"[^\w?)>\"“”’'%+#]+$")
_JOINT: Final = re.compile(
    r"\s*,\s*(?:(?:und|sowie|and|as well as|aber|but|oder|or|außerdem|also)\s+)?"
    r"|\s+(?:und|sowie|and|as well as|aber|but|oder|or|&)\s+",
    re.IGNORECASE,
)
_LIST_JOINT: Final = re.compile(
    r"\s*,\s*(?:(?:und|and|oder|or|sowie)\s+)?|\s+(?:und|and|oder|or|sowie|&)\s+", re.IGNORECASE
)
_COMMA: Final = re.compile(r"\s*,\s*")
_INFINITIVE: Final = re.compile(r"^[a-zäöü]{3,}(?:en|ern|eln)$")
_SUBORDINATE: Final = re.compile(
    r"^(?:weil|wenn|dass|damit|ob|um|ohne|wie|was|warum|wo|der|die|das|because|that|if|when|which"
    r"|who|how|what|why|where|without|so)\b",
    re.IGNORECASE,
)
_LIST_ITEM: Final = 4
"""Words up to which an item of a list counts as a topic of its own."""


def trimmed(piece: str) -> str:
    """Return ``piece`` without signs at its ends that belong to no word."""
    return _BACK.sub("", _FRONT.sub("", piece))


def sentences(text: str) -> Iterator[str]:
    """Yield sentences, items of bulleted and numbered lists, and lines, in order."""
    for line in text.splitlines():
        for item in _INLINE_NUMBER.split(_BULLET.sub("", line)):
            yield from filter(None, (trimmed(piece) for piece in _cut(item)))


def _cut(line: str) -> Iterator[str]:
    start = 0
    for stop in _STOP.finditer(line):
        if not _abbreviated(line[start : stop.start()]):
            yield line[start : stop.start()]
            start = stop.end()
    yield line[start:]


def _abbreviated(before: str) -> bool:
    last = _LAST_WORD.search(before.rstrip())
    if last is None:
        return False
    return last[1].isdigit() or re.fullmatch(_abbreviations(), last[1], re.IGNORECASE) is not None


@cache
def _abbreviations() -> str:
    return source_of("abbreviations")


def times_and_rest(sentence: str) -> tuple[list[str], list[str]]:
    """Return the pieces of a sentence that say when there is time, and what remains of it."""
    atoms = _atoms(sentence)
    times: list[tuple[int, int]] = []
    rest: list[tuple[int, int]] = []
    last = (0, 0)
    for start, end in atoms:
        piece = trimmed(sentence[start:end])
        goes_on = bool(times) and times[-1] == last and _only_filler(piece)
        into = times if is_time(piece) or goes_on else rest
        before = into[-1] if into else None
        if before and not _any_between(atoms, before[1], start):
            into[-1] = (before[0], end)
        else:
            into.append((start, end))
        last = into[-1]
    found = [[trimmed(sentence[a:b]) for a, b in spans] for spans in (times, rest)]
    return [one for one in found[0] if one], [one for one in found[1] if one]


def _only_filler(piece: str) -> bool:
    return all(word in words("filler") for word in piece.casefold().split())


def _any_between(atoms: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(start <= a and b <= end for a, b in atoms)


def _atoms(sentence: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = 0
    for joint in sorted((*_JOINT.finditer(sentence), *_time_starts(sentence)), key=_begin):
        if joint.start() >= start:
            spans.append((start, joint.start()))
            start = joint.end()
    return [*spans, (start, len(sentence))]


def _begin(joint: re.Match[str]) -> int:
    return joint.start()


def _time_starts(sentence: str) -> Iterator[re.Match[str]]:
    for match in _time_start().finditer(sentence):
        if says("wish", sentence[: match.start()]) or says("offer", sentence[: match.start()]):
            yield match


@cache
def _time_start() -> re.Pattern[str]:
    time = source_of("time_word")
    return re.compile(
        rf"\s+(?={time}\s+(?:hab|habe|kann|passt|geht|bin|ist|are|is|works?|suits?)\b)", re.I
    )


def is_time(piece: str) -> bool:
    """Tell whether a piece says when its author has time, and nothing else."""
    time = _time_words()
    if re.fullmatch(source_of("short_day"), piece, re.IGNORECASE) and not piece.islower():
        return True
    if not time.search(piece) or says("wish", piece):
        return False
    left = time.sub(" ", piece)
    others = [word for word in re.findall(r"[^\W\d_]+(?:['’]\w+)?", left.casefold())]
    if all(word in words("filler") or word in words("short_day") for word in others):
        return True
    return len(piece.split()) <= 12 and _fits().search(piece) is not None


@cache
def _time_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{source_of('time_word')})(?!\w)", re.IGNORECASE)


@cache
def _fits() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{source_of('fits')})(?!\w)", re.IGNORECASE)


def clauses(run: str) -> list[str]:
    """Return the separate things of a sentence that holds no times."""
    parts = _at_new_starts(run)
    parts = [piece for part in parts for piece in _at_joints(part)]
    return [one for part in parts for piece in _listed(part) if (one := trimmed(piece))]


def _at_new_starts(run: str) -> list[str]:
    """Cut a run-on sentence before each further "ich möchte" or "I want"."""
    pieces: list[str] = []
    start = 0
    for match in _new_start().finditer(run):
        before = run[start : match.start()]
        last = before.rstrip(" ,").casefold().rsplit(maxsplit=1)[-1:]
        if _says_something(before) and last and last[0] not in words("hanging"):
            pieces.append(before)
            start = match.end()
    return [*pieces, run[start:]]


def _says_something(text: str) -> bool:
    return any(says(key, text) for key in ("wish", "offer", "background", "negated"))


@cache
def _new_start() -> re.Pattern[str]:
    return re.compile(
        r"(?:\s*,)?\s+(?:(?:(?:und|and|außerdem|aber|but|sowie)\s+)?"
        rf"(?=(?:{source_of('i_want')}|{source_of('i_offer')})\b)"
        rf"|(?:und|and|aber|but)\s+(?={source_of('verb_only')}\s+(?!ich\b|i\b)))",
        re.IGNORECASE,
    )


def _at_joints(part: str) -> list[str]:
    if says("background", part) and not says("wish", part) and not says("offer", part):
        return [part]
    pieces: list[str] = []
    start = 0
    for joint in _JOINT.finditer(part):
        left, right = part[start : joint.start()], part[joint.end() :]
        if _separate(left, right, joint[0]):
            pieces.append(left)
            start = joint.end()
    return [*pieces, part[start:]]


def _separate(left: str, right: str, joint: str) -> bool:
    """Tell whether ``right`` stands on its own after ``left``."""
    linked = any(word in joint.casefold().split() for word in ("und", "and", "sowie", "&"))
    first, later = left.split(), _until_joint(right).split()
    if not linked or len(first) < 2 or len(later) < 2:
        return False
    if _SUBORDINATE.match(right):
        return _asks_anew(left, right)
    if "," in joint:
        return len(first) > _LIST_ITEM or _acts(later)
    return (_infinite(first[-1]) and _infinite(later[-1])) or (
        _acts(later) and not _acts(first[-1:])
    )


def _asks_anew(left: str, right: str) -> bool:
    """Tell whether "and how …" opens a matter of its own rather than going on about the first."""
    asks = re.match(r"(?:wie|warum|how|why)\b", right, re.IGNORECASE)
    refers = re.search(source_of("anaphor"), right, re.IGNORECASE)
    return bool(asks) and not refers and len(right.split()) >= _LIST_ITEM and says("wish", left)


def _until_joint(text: str) -> str:
    return _JOINT.split(text, maxsplit=1)[0]


def _infinite(word: str) -> bool:
    return _INFINITIVE.match(word) is not None and word not in words("no_infinitive")


def _acts(tokens: list[str]) -> bool:
    """Tell whether English words begin with a verb, with or without "to"."""
    folded = [token.casefold() for token in tokens]
    if folded[:1] == ["to"]:
        folded = folded[1:]
    return folded[:1] != [] and folded[0] in words("verbs")


def _listed(part: str) -> list[str]:
    """Return the topics of an enumeration, or the part as it is."""
    items = _LIST_JOINT.split(part)
    lead = _listing().match(items[0])
    if not _COMMA.search(part) or not all(items) or (lead and len(items) < 3):
        return [part]
    head = items[0][lead.end() :] if lead else items[0]
    last = _LEARN_END.sub("", items[-1])
    if lead is None and says("wish", items[0]):
        return [part]
    topics = [head, *items[1:-1], last]
    if lead and any(word in words("prepositions") for word in head.casefold().split()):
        return [part]
    short = all(0 < len(topic.split()) <= _LIST_ITEM for topic in topics)
    return items if short and not any(_SUBORDINATE.match(topic) for topic in topics) else [part]


_LEARN_END: Final = re.compile(r"\s+(?:lernen|verstehen|wissen|erfahren|kennenlernen)$", re.I)


@cache
def _listing() -> re.Pattern[str]:
    return re.compile(source_of("listing"), re.IGNORECASE)
