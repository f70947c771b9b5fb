"""Which day a message dates the session to, from today on; deadlines and the past are not it."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from assistant.reading.numbers import number_expression, value_of

_WEEKDAYS: Final = (
    r"montag|mo\.?|monday|mon\.?",
    r"dienstag|die?\.|tuesday|tues?\.?",
    r"mittwoch|mi\.|wednesday|weds?\.?",
    r"donnerstag|do\.|thursday|thurs?\.?",
    r"freitag|fr\.|friday|fri\.?",
    r"samstag|sonnabend|sa\.|saturday|sat\.",
    r"sonntag|so\.|sunday|sun\.",
)
_MONTHS: Final = (
    r"januar|jaenner|january|jan\.?",
    r"februar|feber|february|feb\.?",
    r"maerz|march|mar\.",
    r"april|apr\.?",
    r"mai|may",
    r"juni|june|jun\.?",
    r"juli|july|jul\.?",
    r"august|aug\.?",
    r"september|sept?\.?",
    r"oktober|october|okt\.?|oct\.?",
    r"november|nov\.?",
    r"dezember|december|dez\.?|dec\.?",
)
_MONTH: Final = "|".join(_MONTHS)
_DEADLINE: Final = re.compile(
    r"(?:\b(?:bis(?: zum)?|by|until|till|til|before|vor|seit|since|letzte[nrms]?|vergangene[nrms]?"
    r"|last|after|ab|jeden|every|immer|due)"
    r" (?:the |am |dem |den |diesen |kommenden |naechsten |next )?)$"
)
_RELATIVE: Final = (
    (re.compile(r"\b(?:uebermorgen|day after tomorrow)\b"), 2),
    (
        re.compile(
            r"(?<!guten )(?<!am )(?<!jeden )(?<!heute )(?<!tag )(?<!mittwoch )"
            r"(?<!sonnabend )\bmorgen\b(?!!| zusammen| allerseits)|\btomorrow\b|\btmrw?\b"
        ),
        1,
    ),
    (re.compile(r"\b(?:heute|today|tonight|this (?:morning|afternoon|evening))\b|\bheut\b"), 0),
)
_IN: Final = re.compile(
    rf"\bin ({number_expression()}) (tag(?:en)?|days?|wochen?|weeks?)(?: time)?\b"
)
_NUMERIC: Final = re.compile(r"(?<![\d.,])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2})\b)?(?!\d)")
_ISO: Final = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_DAY_MONTH: Final = re.compile(
    rf"\b(\d{{1,2}})(?:\.|st|nd|rd|th)?(?: of)? ({_MONTH})(?!\w)(?: (\d{{4}}))?"
)
_MONTH_DAY: Final = re.compile(rf"\b({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (\d{{4}}))?")
_DAY: Final = re.compile(r"\b(?:am (\d{1,2})\.(?!\d)|(?:on )?the (\d{1,2})(?:st|nd|rd|th))(?!\w)")
_PART: Final = "(?:morgen|vormittag|mittag|nachmittag|abend)?"
_WEEKDAY: Final = tuple(re.compile(rf"(?<!\w)(?:{names}){_PART}(?!\w)") for names in _WEEKDAYS)
_NEXT_WEEK: Final = re.compile(r"\b(?:naechste[nr]?|kommende[nr]?|next) (?:woche|week)\b")
_ONLY_AFTER_AM: Final = re.compile(r"^(?:mo|mon|di|die|mi|do|fr|sa|so|sat|sun)\.?$")


def session_day(plain: str, today: date) -> date | None:
    """Return the day the folded text names for the session, or None."""
    for reader in (_relative, _distance, _written, _numbered, _weekday):
        found = reader(plain, today)
        if found is not None:
            return found
    return None


def _relative(plain: str, today: date) -> date | None:
    for expression, days in _RELATIVE:
        for match in expression.finditer(plain):
            if not _DEADLINE.search(plain[: match.start()]):
                return today + timedelta(days=days)
    return None


def _distance(plain: str, today: date) -> date | None:
    match = _IN.search(plain)
    if match is None:
        return None
    weeks = match[2].startswith(("w",))
    return today + timedelta(days=round(value_of(match[1])) * (7 if weeks else 1))


def _written(plain: str, today: date) -> date | None:
    match = _ISO.search(plain)
    if match:
        return _real(int(match[1]), int(match[2]), int(match[3]))
    return _first(_NUMERIC, plain, lambda m: _next(today, int(m[1]), int(m[2]), m[3]))


def _numbered(plain: str, today: date) -> date | None:
    return (
        _first(_DAY_MONTH, plain, lambda m: _next(today, int(m[1]), _month(m[2]), m[3]))
        or _first(_MONTH_DAY, plain, lambda m: _next(today, int(m[2]), _month(m[1]), m[3]))
        or _first(_DAY, plain, lambda m: _next_day(today, int(m[1] or m[2])))
    )


def _first(
    expression: re.Pattern[str], plain: str, day: Callable[[re.Match[str]], date | None]
) -> date | None:
    for match in expression.finditer(plain):
        if not _DEADLINE.search(plain[: match.start()]):
            found = day(match)
            if found is not None:
                return found
    return None


def _weekday(plain: str, today: date) -> date | None:
    hits: list[tuple[int, int]] = []
    for number, expression in enumerate(_WEEKDAY):
        for match in expression.finditer(plain):
            before = plain[: match.start()]
            short = _ONLY_AFTER_AM.match(match[0]) is not None
            if _DEADLINE.search(before) or (short and not before.endswith(("am ", "on "))):
                continue
            hits.append((match.start(), number))
    if not hits:
        return None
    ahead = min(hits)[1] - today.weekday()
    if _NEXT_WEEK.search(plain):
        return today + timedelta(days=ahead + 7)
    return today + timedelta(days=ahead % 7 or 7)


def _month(name: str) -> int:
    return next(
        number
        for number, names in enumerate(_MONTHS, start=1)
        if re.fullmatch(names, name) is not None
    )


def _next(today: date, day: int, month: int, year: str | None) -> date | None:
    if year:
        return _real(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    this_year = _real(today.year, month, day)
    if this_year is not None and this_year < today:
        return _real(today.year + 1, month, day)
    return this_year


def _next_day(today: date, day: int) -> date | None:
    year, month = today.year, today.month
    for _ in range(3):
        found = _real(year, month, day)
        if found is not None and found >= today:
            return found
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return None


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
