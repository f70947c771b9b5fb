"""A program's look at one reflection question: open, single, not leading, short, free of blame."""

import re
from typing import Final

from assistant.gates.phrases import says, streams_of
from assistant.lexicon import pattern
from assistant.reading import folded, words
from tandems.domain.vocabulary import Language

MAX_WORDS: Final = 25
_FILE: Final = "question_lint"
_QUOTED: Final = re.compile(r"[„“”\"‘][^„“”\"‘’]{2,}[“”\"’]|\{\w+\}")
_SECOND_ASK: Final = re.compile(
    r"(?: |^)(?:und|oder|sowie|and|or) (?:dann |then |also |auch |mit |with )?"
    r"(?:was|wie|welche\w*|wer|wen|wem|wo\w{0,5}|wann|warum|what|how|which|who|where|when|why"
    r"|(?:do|did|does|would|will|could|can|should|are|is|have) (?:you|she|he|they|it)"
    r"|(?:hast|wirst|willst|kannst|bist|moechtest|wuerdest|haben|werden|wollen|koennen|sind|wuerden"
    r"|\w{3,}st) (?:du|sie|ihr))(?!\w)"
)
_TWO_VERBS: Final = re.compile(
    r"^(?:was|wie|welche\w*|wen|wem|wo\w*|wann) (?:\w+ ){0,2}?(\w{2,}(?:st|est)) du (?:\w+ ){0,8}?"
    r"(?:und|oder|sowie) (?:\w+ ){0,3}?(\w{2,}st)(?!\w)"
    r"|^(?:what|how|which|who|where|when) (?:\w+ ){0,4}?(?:did|do|will|would|can|could) you "
    r"(?:\w+ ){0,8}?(?:and|or) (?:how|what|who|when|where|why|will|did|would)(?!\w)"
)
_SUPERLATIVE: Final = re.compile(r"\w*(?:rst|gst|chst|hst|tst)$|^(?:fast|selbst|erst|sonst|meist)$")


def lint_question(text: str, language: Language) -> tuple[str, ...]:
    """Return the codes of what is wrong: open, single, leading, length, blame, stereotype.

    Quoted words and placeholders count as one word and are not judged. Source: METHOD 3.3.
    """
    plain = _QUOTED.sub("X", text)
    stream = words(plain)
    *before, last = _parts(plain)
    found = {
        "open": _is_closed(last) and not any(map(_is_open, before)),
        "single": _is_double(plain, last),
        "leading": _matches("leading", stream),
        "length": len(re.findall(r"[\w’'-]+", plain)) > MAX_WORDS,
        "blame": _blames(last, stream),
        "stereotype": says(streams_of(plain), "g10", language) or _matches("stereotype", stream),
    }
    return tuple(code for code, wrong in found.items() if wrong)


def _parts(text: str) -> list[str]:
    """Return the words of each part; the last one asks, what stands before leads up to it."""
    return [words(part) for part in re.split(r":\s+|(?<=[.!])\s+", folded(text).strip())]


def _matches(key: str, stream: str) -> bool:
    return pattern(key, _FILE).search(stream) is not None


def _is_closed(asked: str) -> bool:
    return not _is_open(asked) and _matches("closed", asked)


def _is_open(asked: str) -> bool:
    """Say whether a question word comes first, or right after a preposition or a name."""
    after_one = asked.partition(" ")[2]
    return any(pattern("open_start", _FILE).match(start) for start in (asked, after_one))


def _is_double(text: str, asked: str) -> bool:
    if text.count("?") > 1 or _SECOND_ASK.search(asked):
        return True
    verbs = _TWO_VERBS.search(asked)
    return verbs is not None and not (verbs[2] and _SUPERLATIVE.match(verbs[2]))


def _blames(asked: str, stream: str) -> bool:
    if _matches("not_blame", asked):
        return False
    return _matches("blame", asked) or _matches("blame", stream)
