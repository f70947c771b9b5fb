"""Minutes: a guide's session fills its length exactly, and preparation stays short."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from knowledge.guides import Guide, Library
from knowledge.lint.finding import Finding
from knowledge.schema import BlockSpec, PersonText
from tandems.domain.vocabulary import BlockKind, Mode, Stage

MOST_PREPARATION: Final = 15
SHORT_SESSION: Final = 25
"""Minutes up to which one block may take more than half; source: METHOD 3.3."""
_FRAME: Final = (BlockKind.CHECK_IN, BlockKind.COMMIT, BlockKind.CHECK_OUT)
_TENS: Final = {"zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfundvierzig": 45} | {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
}
_ONES: Final = {
    word: place
    for line in (
        "eine zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn",
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
    )
    for place, word in enumerate(line.split(), start=1)
}
_COUNTS: Final = _ONES | _TENS
_MINUTES: Final = re.compile(
    r"(?<![\w-])(?P<count>\d+|" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + r")"
    r"\s(?:minuten?|minutes?|min\b)",
    re.IGNORECASE,
)
_HOURS: Final = (
    (30, re.compile(r"\bhalben? stunde|half an hour", re.IGNORECASE)),
    (45, re.compile(r"\bdreiviertelstunde|three[- ]quarters of an hour", re.IGNORECASE)),
    (60, re.compile(r"\beiner? stunde|(?<!half )(?<!of )\ban hour|\bone hour", re.IGNORECASE)),
)


def sum_findings(library: Library) -> Iterator[Finding]:
    """Yield agenda guides whose own blocks cannot fill their minutes, mode by mode.

    A session is one check-in, one commitment and one check-out of the store and at least one
    block of the guide, each within its range; over 25 minutes no block takes more than half.
    """
    for guide in library.guides.values():
        if guide.spec.format != "agenda":
            continue
        own = guide.spec.stages
        stages = tuple(Stage) if own == "pre" else own
        for mode in guide.spec.modes:
            if not any(_fills(library, guide, mode, stage) for stage in stages):
                detail = f"no session of {guide.spec.minutes} minutes can be summed for {mode}"
                yield Finding(guide.spec.id, str(mode), "sum", detail)


def preparation_findings(library: Library) -> Iterator[Finding]:
    """Yield blocks that ask a person for more than 15 minutes of preparation."""
    for guide in library.guides.values():
        for block in guide.spec.blocks:
            tasks = block.preparation
            for who, task in (("mentor", tasks.mentor), ("mentee", tasks.mentee)):
                asked = _longest(task) + _longest(tasks.both)
                if asked > MOST_PREPARATION:
                    detail = f"{asked} minutes for {who}, at most {MOST_PREPARATION}"
                    yield Finding(guide.spec.id, block.id, "preparation", detail)


def minutes_named(text: str) -> int:
    """Return the longest time that ``text`` names, in minutes; 0 if it names none."""
    counts = (found["count"].casefold() for found in _MINUTES.finditer(text))
    named = [_COUNTS[count] if count in _COUNTS else int(count) for count in counts]
    named += [minutes for minutes, hour in _HOURS if hour.search(text)]
    return max(named, default=0)


def _longest(task: PersonText | None) -> int:
    if task is None:
        return 0
    return max(minutes_named(form) for form in (task.de.du, task.de.sie, task.en))


def _fills(library: Library, guide: Guide, mode: Mode, stage: Stage) -> bool:
    """Say whether the minutes can be reached; bit n of a number stands for a sum of n minutes."""
    wanted = guide.spec.minutes
    longest = wanted if wanted <= SHORT_SESSION else wanted // 2
    frame = 1
    for kind in _FRAME:
        fitting = [block for block in library.blocks(mode, stage) if block.kind is kind]
        frame = _plus(frame, fitting, longest)
    without, with_own = frame, 0
    for block in guide.spec.blocks:
        if mode in block.modes and stage in block.stages and block.kind not in _FRAME:
            with_own |= _plus(without | with_own, [block], longest)
    return bool(with_own >> wanted & 1)


def _plus(sums: int, choice: Iterable[BlockSpec], longest: int) -> int:
    """Return the sums after one block of ``choice`` more; none if there is no choice."""
    reached = 0
    for block in choice:
        for minutes in range(block.minutes.min, min(block.minutes.max, longest) + 1):
            reached |= sums << minutes
    return reached
