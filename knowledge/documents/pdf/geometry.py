"""Matrices and boxes of a page; lengths are points, 1/72 inch."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
UNIT_SQUARE: Final = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0))


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle along the axes."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def area(self) -> float:
        """Return the area; 0 for a box turned inside out."""
        return max(self.right - self.left, 0) * max(self.top - self.bottom, 0)

    def holds(self, x: float, y: float, *, margin: float = 0) -> bool:
        """Tell whether a point lies in the box, or at most ``margin`` beside it."""
        return (
            self.left - margin <= x <= self.right + margin
            and self.bottom - margin <= y <= self.top + margin
        )

    def within(self, other: "Box") -> "Box":
        """Return what both boxes share."""
        return Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )


def matrix_of(values: Iterable[object]) -> Matrix:
    """Return six numbers as a matrix, anything else as the identity."""
    found = numbers(values)
    return (
        (found[0], found[1], found[2], found[3], found[4], found[5])
        if len(found) == 6
        else (IDENTITY)
    )


def numbers(values: Iterable[object]) -> list[float]:
    """Return the finite numbers among operands."""
    found = [float(one) for one in values if isinstance(one, int | float)]
    return [one for one in found if math.isfinite(one)]


def product(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that applies ``first`` and then the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j) + (
        e * g + f * i + k,
        e * h + f * j + m,
    )


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a matrix puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def around(points: Sequence[tuple[float, float]]) -> Box:
    """Return the box around at least one point."""
    across, up = [x for x, _ in points], [y for _, y in points]
    return Box(min(across), min(up), max(across), max(up))
