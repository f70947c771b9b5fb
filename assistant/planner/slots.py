"""Which blocks a session of a stage and a length is made of, and their target minutes."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tandems.domain.vocabulary import BlockKind, Mode, Stage

MIN_MINUTES: Final = 10
MAX_MINUTES: Final = 180
FULL_MINUTES: Final = 20
"""Floor of a full agenda; below it a short check (METHOD 1.2 B11)."""
GIVE_BACK_FROM: Final = 45
GIVES_BACK: Final = (Stage.GOALS, Stage.WORK, Stage.TRANSFER)
"""Reverse sessions in which experience flows back; a question does it in shorter ones."""
BREAK_FROM: Final = 61
_BOTH_FROM: Final = 60
"""Shortest session with room for a second work block beside a give-back (METHOD 2.3)."""
SLACK_FROM: Final = 45
TECH_SLACK: Final = 5
"""Minutes of a check-in at a distance from ``SLACK_FROM`` minutes up (METHOD 2.3)."""

_LENGTHS: Final = (20, 30, 45, 60, 90)
_FRAME: Final[Mapping[BlockKind, tuple[int, ...]]] = {
    BlockKind.CHECK_IN: (2, 3, 4, 5, 8),
    BlockKind.FOLLOW_UP: (2, 4, 5, 7, 8),
    BlockKind.OUTCOME: (2, 2, 3, 3, 4),
    BlockKind.REFLECT: (3, 4, 6, 8, 12),
    BlockKind.COMMIT: (2, 3, 5, 6, 8),
    BlockKind.CHECK_OUT: (1, 1, 2, 3, 5),
}
"""Minutes of the frame by session length (METHOD 2.3)."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the agenda; ``weight`` shares what the frame leaves, ``topics`` steer the choice.

    ``since`` is the shortest session, in minutes, that has room for it; ``too_early`` are the
    topics that come only after it.
    """

    name: str
    kind: BlockKind
    weight: float = 0.0
    since: int = FULL_MINUTES
    topics: tuple[str, ...] = ()
    too_early: tuple[str, ...] = ()

    @property
    def is_frame(self) -> bool:
        """Say whether the slot frames the session instead of filling it."""
        return self.weight == 0.0


def _content(name: str, kind: BlockKind, weight: float, since: int, *topics: str) -> Slot:
    return Slot(name, kind, weight, since, topics)


_CONTENT: Final[Mapping[Stage, tuple[Slot, ...]]] = {
    Stage.KICK_OFF: (
        _content("stories", BlockKind.STORY, 12, 20, "rapport"),
        _content("roles", BlockKind.CONTRACT, 10, 45, "roles", "power", "rapport"),
        _content("agreement", BlockKind.CONTRACT, 18, 20, "contract"),
    ),
    Stage.GOALS: (
        _content("where_we_are", BlockKind.REVIEW, 12, 60, "goals"),
        Slot("work_a", BlockKind.WORK, 18, 20, ("goals",), too_early=("evaluation", "practice")),
        _content("work_b", BlockKind.WORK, 10, 45, "evaluation", "practice"),
    ),
    Stage.WORK: (
        _content("work_a", BlockKind.WORK, 16, 20),
        _content("work_b", BlockKind.WORK, 12, 45),
    ),
    Stage.MID_TERM: (
        _content("evidence", BlockKind.REVIEW, 12, 20, "goals", "review"),
        _content("cooperation", BlockKind.REVIEW, 14, 30, "review", "feedback"),
        _content("work_a", BlockKind.WORK, 18, 60),
        _content("re_contract", BlockKind.CONTRACT, 7, 45, "contract"),
    ),
    Stage.TRANSFER: (
        _content("teach_back", BlockKind.WORK, 15, 45, "transfer"),
        _content("work_a", BlockKind.WORK, 18, 20, "transfer"),
        _content("feedback", BlockKind.WORK, 10, 60, "feedback"),
    ),
    Stage.CLOSURE: (
        _content("path", BlockKind.REVIEW, 12, 45, "closure", "review"),
        _content("evidence", BlockKind.REVIEW, 14, 20, "goals", "review"),
        _content("appreciation", BlockKind.REFLECT, 12, 30, "closure", "feedback"),
        _content("work_a", BlockKind.WORK, 10, 60, "transfer"),
        _content("afterwards", BlockKind.CONTRACT, 5, 30, "closure"),
    ),
}
"""What fills a session of each stage, weights being the minutes at 60 (METHOD 2.1)."""

_LONGER: Final = (
    _content("work_c", BlockKind.WORK, 14, 110),
    _content("work_d", BlockKind.WORK, 12, 150),
)


def session_slots(mode: Mode, stage: Stage, minutes: int, *, follow_up: bool) -> tuple[Slot, ...]:
    """Return the slots of a full agenda in order; ``minutes`` is 20 or more."""
    opening = [Slot("check_in", BlockKind.CHECK_IN)]
    if follow_up:
        opening.append(Slot("follow_up", BlockKind.FOLLOW_UP))
    if stage is Stage.WORK or (minutes >= 60 and stage is Stage.TRANSFER):
        opening.append(Slot("outcome", BlockKind.OUTCOME))
    middle = [slot for slot in (*_CONTENT[stage], *_LONGER) if slot.since <= minutes]
    if mode is Mode.REVERSE and minutes >= GIVE_BACK_FROM and stage in GIVES_BACK:
        if minutes < _BOTH_FROM:
            middle = [slot for slot in middle if slot.name != "work_b"]
        middle.append(Slot("give_back", BlockKind.GIVE_BACK))
    middle = _with_breaks(middle, minutes)
    closing = [
        Slot("reflect", BlockKind.REFLECT),
        Slot("commit", BlockKind.COMMIT),
        Slot("check_out", BlockKind.CHECK_OUT),
    ]
    return (*opening, *middle, *closing)


def _with_breaks(middle: list[Slot], minutes: int) -> list[Slot]:
    if minutes < BREAK_FROM:
        return middle
    half = (len(middle) + 1) // 2
    pause = Slot("break", BlockKind.BREAK)
    return [*middle[:half], pause, *middle[half:]]


def short_check_slots(*, follow_up: bool) -> tuple[Slot, ...]:
    """Return the slots of a 10 to 19 minute check: commitment, one thing, next step."""
    one_thing = Slot("one_thing", BlockKind.REFLECT, weight=1.0, since=MIN_MINUTES)
    opening = (Slot("follow_up", BlockKind.FOLLOW_UP),) if follow_up else ()
    return (*opening, one_thing, Slot("commit", BlockKind.COMMIT))


def target_minutes(
    slots: tuple[Slot, ...], minutes: int, *, slack: bool = False
) -> dict[str, float]:
    """Return the minutes each slot should get, summing to about ``minutes``.

    With ``slack`` the check-in holds the minutes that sound and picture may take.
    """
    frame = {slot.name: _frame_minutes(slot.kind, minutes) for slot in slots if slot.is_frame}
    if slack and "check_in" in frame:
        frame["check_in"] = max(frame["check_in"], TECH_SLACK)
    rest = minutes - sum(frame.values())
    weights = sum(slot.weight for slot in slots)
    content = {slot.name: rest * slot.weight / weights for slot in slots if not slot.is_frame}
    return {slot.name: (frame | content)[slot.name] for slot in slots}


def _frame_minutes(kind: BlockKind, minutes: int) -> float:
    if kind is BlockKind.BREAK:
        return 5.0 if minutes <= 120 else 10.0
    if kind is BlockKind.GIVE_BACK:
        return min(10.0, max(5.0, minutes / 8))
    column = _FRAME[kind]
    if minutes <= _LENGTHS[0]:
        return max(1.0, column[0] * minutes / _LENGTHS[0])
    for (low, high), (first, second) in zip(
        zip(_LENGTHS, _LENGTHS[1:], strict=False),
        zip(column, column[1:], strict=False),
        strict=True,
    ):
        if minutes <= high:
            return first + (second - first) * (minutes - low) / (high - low)
    return column[-1] * math.sqrt(minutes / _LENGTHS[-1])
