"""Following the XML of a Word document; entities and document types are refused."""

from collections.abc import Callable, Mapping
from typing import Final
from xml.parsers import expat

from tandems.errors import DocumentBroken

Attributes = Mapping[str, str]
_WORD: Final = ("wordprocessingml/2006/main", "wordprocessingml/main")
"""How the namespaces of Word end, as Word writes them and in strict Office Open XML."""
_OFF: Final = frozenset({"0", "false", "off"})
_DEEPEST: Final = 512


class Follower:
    """Calls back for every element; Word's own by their plain names, others with a colon before.

    ``path`` holds the names of the elements that are open, outermost first.
    """

    def __init__(
        self,
        begin: Callable[[str, Attributes], None],
        end: Callable[[str], None],
        text: Callable[[str], None],
    ) -> None:
        self._begin, self._end = begin, end
        self.path: list[str] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._started
        self._parser.EndElementHandler = self._ended
        self._parser.CharacterDataHandler = text
        self._parser.StartDoctypeDeclHandler = _refused

    def follow(self, content: bytes) -> None:
        """Go through the whole document.

        Raises:
            DocumentBroken: it is not well formed, nested too deeply, or declares a type.
        """
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as error:
            raise DocumentBroken from error

    def within(self, name: str) -> bool:
        """Tell whether the element that begins stands directly in ``name``."""
        return bool(self.path) and self.path[-1] == name

    def _started(self, name: str, attributes: dict[str, str]) -> None:
        plain = _plain(name)
        values = {_plain(key).removeprefix(":"): value for key, value in attributes.items()}
        self._begin(plain, values)
        self.path.append(plain)
        if len(self.path) > _DEEPEST:
            raise DocumentBroken

    def _ended(self, _name: str) -> None:
        self._end(self.path.pop())


def is_on(attributes: Attributes) -> bool:
    """Tell whether a property that is there is switched on."""
    return attributes.get("val", "true").lower() not in _OFF


def _plain(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return local if space.endswith(_WORD) else f":{local}"


def _refused(*_declaration: object) -> None:
    raise DocumentBroken
