"""A part of the tandem page: what it shows, and what its forms do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ui.cards import Html
from ui.forms import Fields
from ui.pages.tandem.view import View

Part = Callable[[View], Markup]
"""Shows one place of a section."""
Act = Callable[[View, Fields], Html]
"""Does what a form asks for and says what was done; raises what the services raise."""


@dataclass(frozen=True, slots=True)
class Section:
    """A tab of the page; ``acts`` are by the value of the button that was pressed.

    ``slow`` acts are announced before they run, by ``tandem.doing_<act>``.
    """

    name: str
    parts: tuple[Part, ...]
    acts: Mapping[str, Act]
    slow: frozenset[str] = frozenset()

    @property
    def bridge(self) -> str:
        """The name its forms are sent to."""
        return f"tandem-{self.name}"
