"""How long a session is to last, out of a message: minutes, never clock times or guide numbers."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from assistant.reading.numbers import number_expression, value_of

_HALF_WORDS: Final = {
    r"anderthalb\w*|eineinhalb\w*|einundeinhalb\w*": 1.5,
    r"zweieinhalb\w*|zweiundeinhalb\w*": 2.5,
    r"dreieinhalb\w*": 3.5,
}
_MISTYPED: Final = (
    "miunten",
    "miuten",
    "mintuen",
    "minten",
    "mintues",
    "minuets",
    "miuntes",
    "mintes",
)
_FIXED: Final = (
    (r"(?:an|one|1) hour and a half|(?:one|1) and a half hours?|hour and a half", 90),
    (r"two hours and a half|(?:two|2) and a half hours?", 150),
    (r"(?:an|one|1) hour and three quarters|(?:one|1) and three quarters? hours?", 105),
    (
        r"(?:an|one|1) hour and a quarter|(?:one|1) and a quarter hours?|five quarters of an hour",
        75,
    ),
    (r"eine?r? stunde und eine viertel ?stunde|fuenf ?viertel ?stund\w*", 75),
    (r"eine?r? stunde und eine dreiviertel ?stunde|sieben ?viertel ?stund\w*", 105),
    (r"(?:eine?r? )?stunde und eine halbe|(?:eine?r? )?stunde dreissig", 90),
    (r"drei ?-?viertel ?-?st(?:und\w*|uendchen|d\b)|three[ -]quarters? of an? hour", 45),
    (r"3/4 ?-?(?:stunden?|std|h|hours?)|three[ -]quarters? hour|¾ ?(?:stunden?|h|hours?)", 45),
    (r"viertel ?-?st(?:und\w*|uendchen|d\b)|quarter(?: of)? an? hour|quarter[ -]hour", 15),
    (
        r"halb(?:e[nrs]?|es)? ?-?(?:stund\w*|stuendchen|std|h)\b"
        r"|half(?: of)?(?: an?)?[ -](?:hour|hr)",
        30,
    ),
    (r"halbstuendig\w*", 30),
    (r"einstuendig\w*|hour[ -]long|stuendchen|(?:an|one|full|whole) (?:\w+ )?hour", 60),
    (r"zweistuendig\w*", 120),
    (r"dreistuendig\w*", 180),
)
_CLOCK: Final = re.compile(
    r"(?:\b(?:um|ab|gegen|at|from) )?"
    r"\b(?:\d{1,2}[:.]\d{2} ?(?:uhr|am\b|pm\b|o'?clock)|\d{2}:\d{2} ?h\b)"
    r"|\b(?:um|ab|gegen|at|from|@) \d{1,2}(?:[:.]\d{2})?(?: ?(?:uhr|am\b|pm\b|o'?clock))?"
    r"(?! ?(?:min|stund|std|hour|hrs?\b|h\b))"
    r"|\b\d{1,2}(?:[:.]\d{2})? ?(?:uhr|am\b|pm\b|o'?clock)(?: \d{2}\b)?"
    r"|\b(?:von |from )?\d{1,2}(?:[:.]\d{2})? ?(?:-|–|bis|to) ?\d{1,2}(?:[:.]\d{2})? ?uhr"
)
_NOT_LENGTH: Final = re.compile(
    r"\b(?:fehl\w*|verlier\w*|verlor\w*|lost|lose|losing)(?: \w+){0,2} $|\b(?:alle|every|vor) $"
    r"|\b(?:treffen|sehen|sprechen|beginn\w*|starten|los|meet|meeting|start\w*|seeing)"
    r"(?: \w+){0,2} (?:schon |gleich )?in (?:einer |an? )?$"
)
_AFTER_NOT: Final = re.compile(
    r"\w* (?:zu spaet\b|verspaet|late\b|frueher|earlier|vorher\b|before\b|ago\b|spaeter|later\b)"
    r"|\w* (?:am tag\b|(?:pro|per) (?:tag|woche|monat|day|week|month)\b)"
    r"|\w* (?:a day\b|taeglich|jeden tag\b)"
    r"|\w* (?:fuer|for) (?:die|eine|the|a) (?:pause|reflexion|runde|break|reflection|round)\b"
)
_DISPLACED: Final = re.compile(
    r"\b(?:statt|anstatt|anstelle|instead of|rather than|not|nicht|von|from|letzt\w+ mal|last time)"
    r"(?: \w+){0,3} $"
)
_PREFERRED: Final = re.compile(
    r"\b(?:nur|only|just|auf|to|heute|jetzt|now|diesmal|this time|lieber|doch|noch|daraus|it)"
    r"(?: \w+){0,2} $"
)
_BARE: Final = (
    re.compile(r"\b(\d{2,3}) (?:statt|anstatt|anstelle|instead of|rather than)\b"),
    re.compile(
        r"\b(?:statt|anstatt|instead of)(?: \w+){1,3},? "
        r"(?:nur |doch |lieber |only |just )?(\d{2,3})\b"
    ),
    re.compile(
        r"\b(?:mach\w*|kuerz\w*|reduzier\w*|streck\w*|make|cut|shorten|stretch|trim|extend|bring)"
        r"(?: \w+){0,4}? (?:auf|to|it|down to|nur|draus|daraus) (\d{2,3})\b(?! ?[:.]\d)"
    ),
    re.compile(
        r"\b(?:nur|doch nur|lieber|only|just|auf|to|with|mit) (?:noch |about |ca\.? |etwa )?"
        r"(\d{2,3})(?=$|[ ,.!?]*$|[,.!?] "
        r"| (?:bitte|please|kuerz|verkuerz|zeit|reduz|streck|today|heute))"
    ),
)


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    minutes: int


def minutes_in(plain: str) -> int | None:
    """Return the session length said in the folded text, in whole minutes, or None."""
    text = _CLOCK.sub(lambda found: " " * len(found[0]), plain)
    spans = [span for span in _spans(text) if not _is_no_length(text, span)]
    if not spans:
        return _bare(text)
    usual = [span for span in spans if not _DISPLACED.search(text[: span.start])]
    bare = _bare(text) if len(usual) < len(spans) or not usual else None
    if bare is not None:
        return bare
    preferred = [span for span in usual if _PREFERRED.search(text[: span.start])]
    return (preferred[-1:] or usual or spans)[0].minutes


def _bare(text: str) -> int | None:
    for expression in _BARE:
        found = expression.search(text)
        if found:
            return int(found[1])
    return None


def _is_no_length(text: str, span: _Span) -> bool:
    before, after = text[: span.start], text[span.end :]
    return bool(_NOT_LENGTH.search(before) or _AFTER_NOT.match(after))


def _spans(text: str) -> list[_Span]:
    found: list[_Span] = []
    for expression, factor in _expressions():
        for match in expression.finditer(text):
            if all(match.end() <= span.start or match.start() >= span.end for span in found):
                found.append(_Span(match.start(), match.end(), _minutes(match, factor)))
    return sorted(found, key=lambda span: span.start)


def _minutes(match: re.Match[str], factor: float) -> int:
    if match.re.groups == 0:
        return round(factor)
    total = value_of(match[1]) * factor
    if match.re.groups > 1 and match[2]:
        total += value_of(match[2])
    return round(total)


@lru_cache(maxsize=1)
def _expressions() -> tuple[tuple[re.Pattern[str], float], ...]:
    number = number_expression()
    hour = r"(?:h|std\.?|stunden?|stuendchen|hours?|hrs?\.?)"
    minute = r"(?:min(?:uten?|utes?|uetig\w*|s)?\.?|" + "|".join(_MISTYPED) + r"|')"
    found = [
        (re.compile(r"(?<![\w.,])(\d):(\d{2}) ?" + hour + r"(?!\w)"), 60.0),
        (re.compile(r"(?<![\w.,])(\d)h ?(\d{2})(?!\w)"), 60.0),
    ]
    found += [
        (re.compile(rf"(?<!\w)(?:{words})[ -]?(?:stund\w*|std|h)(?!\w)"), value * 60)
        for words, value in _HALF_WORDS.items()
    ]
    found += [(re.compile(rf"(?<!\w)(?:{words})(?!\w)"), float(value)) for words, value in _FIXED]
    found += [
        (
            re.compile(
                rf"(?<![\w.,-])({number})[ -]?{hour}"
                rf"(?:,? (?:und |and )?({number}) ?{minute}?)?(?!\w)"
            ),
            60.0,
        ),
        (re.compile(rf"(?<![\w.,])({number})[ -]?{minute}(?!\w)"), 1.0),
        (re.compile(r"(?<![\w.,:])(\d{2,3})er\b(?= (?:termin|sitzung|treffen|session|slot))"), 1.0),
    ]
    return tuple(found)
