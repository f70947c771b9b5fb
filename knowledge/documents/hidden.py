"""What a page hides from its readers, told by attributes and inline styles."""

import re
from collections.abc import Mapping
from typing import Final

_GONE: Final = re.compile(
    r"(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|opacity:0*(?:\.0+)?(?:%|;|!|$)"
    r"|font-size:(?:0|1px|0?\.\d)|(?:text-indent|left|top|right|bottom|margin-left):-\d{3,}"
    r"|(?:max-)?(?:height|width):0(?:[a-z%]{1,3})?(?:;|!|$)|transform:scale\(0)"
)
_COLOUR: Final = re.compile(r"(?:^|;)color:([^;!]+)")
_BACKGROUND: Final = re.compile(r"(?:^|;)background(?:-color)?:([^;!]+)")
_NOISE: Final = re.compile(r"/\*.*?\*/|\s+", re.DOTALL)
_HEX: Final = re.compile(r"#([0-9a-f]{3,8})$")
_RGB: Final = re.compile(r"rgba?\((\d+),(\d+),(\d+)(?:,([\d.]+%?))?\)$")
_WHITE_FROM: Final = 245
"""Value of all three channels from which nobody tells a colour from white paper."""
_WHITE_NAMES: Final = frozenset({"white", "snow", "ivory", "ghostwhite", "whitesmoke"})
_CLEAR: Final = frozenset({"transparent", "none", "inherit", "initial", "unset"})

Attributes = Mapping[str, str]


def is_hidden(attributes: Attributes, *, on_dark: bool) -> bool:
    """Tell whether an element hides itself; ``on_dark`` if its background is not white."""
    if "hidden" in attributes or attributes.get("aria-hidden", "").strip().lower() == "true":
        return True
    style = _evened(attributes)
    if _GONE.search(style):
        return True
    colour = _COLOUR.search(style)
    value = colour[1] if colour else attributes.get("color", "").strip().lower()
    return value == "transparent" or (bool(value) and not on_dark and is_white(value))


def darkens(attributes: Attributes, *, on_dark: bool) -> bool:
    """Tell whether an element stands on a background that is not white."""
    background = _BACKGROUND.search(_evened(attributes))
    value = background[1] if background else attributes.get("bgcolor", "").strip().lower()
    if not value or value in _CLEAR:
        return on_dark
    return not is_white(value)


def is_white(colour: str) -> bool:
    """Tell whether a CSS or Word colour is white, or so near that it cannot be read on it."""
    if colour in _WHITE_NAMES:
        return True
    if found := _HEX.match(colour):
        digits = found[1]
        short = len(digits) <= 4
        channels = [2 * digit for digit in digits] if short else re.findall("..", digits)
        return all(int(channel, 16) >= _WHITE_FROM for channel in channels[:3])
    if rgb := _RGB.match(colour):
        return all(int(channel) >= _WHITE_FROM for channel in rgb.groups()[:3])
    return False


def _evened(attributes: Attributes) -> str:
    return _NOISE.sub("", attributes.get("style", "")).lower()
