"""Whole minutes for every block, so that they sum to the session's length exactly."""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Span:
    """What one block should get and may get, in minutes."""

    target: float
    low: int
    high: int


class NoExactSum(ValueError):
    """The spans cannot be made to sum to the total."""


def allocate(spans: Sequence[Span], total: int) -> tuple[int, ...]:
    """Return whole minutes within each span that sum to ``total``, close to the targets.

    Each missing or surplus minute goes where it changes a block least in proportion.

    Raises:
        NoExactSum: the lows exceed ``total`` or the highs fall short of it.
    """
    if not sum(span.low for span in spans) <= total <= sum(span.high for span in spans):
        raise NoExactSum(total)
    given = [min(span.high, max(span.low, round(span.target))) for span in spans]
    while (difference := total - sum(given)) != 0:
        step = 1 if difference > 0 else -1
        movable = [
            place
            for place, span in enumerate(spans)
            if span.low <= given[place] + step <= span.high
        ]
        place = min(movable, key=lambda p: (_strain(spans[p], given[p] + step, step), p))
        given[place] += step
    return tuple(given)


def _strain(span: Span, minutes: int, step: int) -> float:
    return step * (minutes - span.target) / max(span.target, 1.0)


def shift(
    given: Sequence[int], spans: Sequence[Span], *, source: set[int], sink: set[int], need: int
) -> tuple[int, ...]:
    """Move ``need`` minutes from the ``source`` places to the ``sink`` places within the spans.

    Raises:
        NoExactSum: the spans do not leave room for it.
    """
    tightened = [replace(span, target=float(given[place])) for place, span in enumerate(spans)]
    moved = list(given)
    for places, step in ((source, -1), (sink, 1)):
        for _ in range(need):
            movable = [p for p in places if spans[p].low <= moved[p] + step <= spans[p].high]
            if not movable:
                raise NoExactSum(need)
            place = min(movable, key=lambda p: (_strain(tightened[p], moved[p] + step, step), p))
            moved[place] += step
    return tuple(moved)
