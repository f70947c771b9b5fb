"""Colours of a page, as far as they tell white ink from any other."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Final

_NEARLY: Final = 0.04
"""Distance from white in every channel within which nobody reads text on paper."""
_PLAIN: Final = frozenset(
    {"/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/CalGray", "/CalRGB", "/ICCBased", "/G", "/RGB"}
)
_INKS: Final = frozenset({"/Separation", "/DeviceN"})


class Space(Enum):
    """How numbers make a colour: light or CMYK, amounts of ink, or something else."""

    PLAIN = "plain"
    INKS = "inks"
    OTHER = "other"


def space_of(name: str, spaces: Mapping[str, object]) -> Space:
    """Return the kind of a colour space; ``spaces`` are those the page names."""
    found = spaces.get(name, name)
    family = str(found[0]) if isinstance(found, list) and found else str(found)
    if family in _PLAIN:
        return Space.PLAIN
    return Space.INKS if family in _INKS else Space.OTHER


def is_white(channels: Sequence[float], space: Space = Space.PLAIN) -> bool:
    """Tell whether a colour is white, or nearly; four channels of light are CMYK."""
    if not channels or space is Space.OTHER:
        return False
    if space is Space.INKS or len(channels) == 4:
        return all(one <= _NEARLY for one in channels)
    return all(one >= 1 - _NEARLY for one in channels)
