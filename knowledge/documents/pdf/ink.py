"""What of a page's text leaves ink: its operators are followed, and unseen text is emptied."""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from math import hypot
from typing import TYPE_CHECKING, Any, Final

from knowledge.documents.pdf.colour import Space, is_white, space_of
from knowledge.documents.pdf.geometry import (
    IDENTITY,
    UNIT_SQUARE,
    Box,
    Matrix,
    around,
    matrix_of,
    moved,
    numbers,
    product,
)
from knowledge.documents.pdf.resources import Resources, is_swollen

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject

_TINY_PT: Final = 2.0
_CLEAR: Final = 0.05
"""Opacity up to which nothing is seen."""
_SHOWN_AT: Final = {b"Tj": 0, b"'": 0, b'"': 2, b"TJ": 0}
"""Which operand of an operator is text."""
_FILLING: Final = frozenset({0, 2, 4, 6})
_STROKING: Final = frozenset({1, 2, 5, 6})
"""Text render modes (ISO 32000-2, table 104); 3 and 7 paint nothing."""
_POINTS: Final = frozenset({b"m", b"l", b"c", b"v", b"y"})
_FILLS: Final = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
_ENDS_PATH: Final = _FILLS | {b"S", b"s", b"n"}


@dataclass(slots=True)
class _Paint:
    space: Space = Space.PLAIN
    white: bool = False
    clear: bool = False

    @property
    def seen(self) -> bool:
        return not (self.white or self.clear)


@dataclass(slots=True)
class _State:
    """The graphics state, as far as it decides what is seen."""

    clip: Box
    fill: _Paint = field(default_factory=_Paint)
    stroke: _Paint = field(default_factory=_Paint)
    mode: int = 0
    size: float = 12.0
    scalable: bool = False
    """Of a font that draws its own signs; its size says nothing."""

    def saved(self) -> "_State":
        other = copy(self)
        other.fill, other.stroke = copy(self.fill), copy(self.stroke)
        return other


@dataclass(slots=True)
class _Frame:
    """The page or a form on it: where it lies, what it names, what it has open."""

    base: Matrix
    resources: Resources
    states: list[_State]
    marked: list[bool] = field(default_factory=list)


class Ink:
    """Visitor of one page's operators.

    ``pictures`` are the boxes of pictures; ``swollen`` says that a form grew beyond the limit,
    over which pypdf passes in silence.
    """

    def __init__(self, page: Box, resources: Resources, *, scanned: Sequence[Box] = ()) -> None:
        """Begin a page; text without ink counts where it lies on a picture of ``scanned``."""
        self.pictures: list[Box] = []
        self.swollen = False
        self._page = page
        self._scanned = scanned
        self._painted: list[tuple[Box, bool]] = []
        self._path: list[tuple[float, float]] = []
        self._clips = False
        self._frames = [_Frame(IDENTITY, resources, [_State(page)])]
        self._next: _Frame | None = None
        self._forms: list[bool] = []
        self._handlers: Mapping[bytes, Callable[[list[Any]], None]] = {
            b"q": self._save,
            b"Q": self._restore,
            b"Tf": self._font,
            b"Tr": self._mode,
            b"gs": self._extended,
            b"cs": lambda given: self._space(self._state.fill, given),
            b"CS": lambda given: self._space(self._state.stroke, given),
            b"BMC": lambda _: self._frame.marked.append(False),
            b"BDC": self._mark,
            b"EMC": lambda _: self._unmark(),
            b"W": lambda _: self._clip(),
            b"W*": lambda _: self._clip(),
        }

    def before(
        self, operator: bytes, operands: list[Any], cm: list[float], tm: list[float]
    ) -> None:
        """Follow an operator before pypdf does; text that is not seen is taken from it."""
        if self._next is not None:
            self._frames.append(self._next)
            self._next, self._forms[-1] = None, True
        placed = product(matrix_of(cm), self._frame.base)
        if operator in _SHOWN_AT:
            if not self._is_seen(product(matrix_of(tm), placed)):
                _empty(operands, _SHOWN_AT[operator])
        elif operator in (b"Do", b"INLINE IMAGE"):
            self._paint_object(operator, operands, placed)
        elif handler := self._handlers.get(operator):
            handler(operands)
        else:
            self._draw(operator, numbers(operands), placed)

    def after(self, operator: bytes, _operands: object, _cm: object, _tm: object) -> None:
        """Leave a form when pypdf has gone through it."""
        if operator == b"Do" and self._forms:
            self._next = None
            if self._forms.pop():
                self._frames.pop()

    def place(self, cm: Sequence[float], tm: Sequence[float]) -> Matrix:
        """Return the matrix from text to page."""
        return product(product(matrix_of(tm), matrix_of(cm)), self._frame.base)

    @property
    def _frame(self) -> _Frame:
        return self._frames[-1]

    @property
    def _state(self) -> _State:
        return self._frame.states[-1]

    def _is_seen(self, place: Matrix) -> bool:
        state = self._state
        x, y = place[4], place[5]
        height = state.size * hypot(place[2], place[3])
        width = state.size * hypot(place[0], place[1])
        if min(abs(height), abs(width)) < (0 if state.scalable else _TINY_PT):
            return False
        if any(self._frame.marked) or not state.clip.holds(x, y, margin=abs(height)):
            return False
        if state.mode in (3, 7):
            return any(box.holds(x, y) for box in self._scanned)
        filled = state.mode in _FILLING and self._shows(state.fill, x, y)
        return filled or (state.mode in _STROKING and self._shows(state.stroke, x, y))

    def _shows(self, paint: _Paint, x: float, y: float) -> bool:
        if paint.seen or paint.clear:
            return not paint.clear
        beneath = [dark for box, dark in self._painted if box.holds(x, y, margin=1)]
        return bool(beneath) and beneath[-1]

    def _save(self, _given: list[Any]) -> None:
        self._frame.states.append(self._state.saved())

    def _restore(self, _given: list[Any]) -> None:
        if len(self._frame.states) > 1:
            self._frame.states.pop()

    def _font(self, given: list[Any]) -> None:
        if sizes := numbers(given):
            self._state.size = sizes[-1]
            self._state.scalable = self._frame.resources.draws_itself(str(given[0]))

    def _mode(self, given: list[Any]) -> None:
        if modes := numbers(given):
            self._state.mode = int(modes[0])

    def _extended(self, given: list[Any]) -> None:
        if not given:
            return
        for key, paint in (("/ca", self._state.fill), ("/CA", self._state.stroke)):
            if found := numbers([self._frame.resources.extended(str(given[0])).get(key)]):
                paint.clear = found[0] <= _CLEAR

    def _space(self, paint: _Paint, given: list[Any]) -> None:
        if given:
            paint.space = space_of(str(given[0]), self._frame.resources.spaces())
            paint.white = False

    def _mark(self, given: list[Any]) -> None:
        self._frame.marked.append(len(given) > 1 and self._frame.resources.hides(*given[:2]))

    def _unmark(self) -> None:
        if self._frame.marked:
            self._frame.marked.pop()

    def _clip(self) -> None:
        self._clips = True

    def _draw(self, operator: bytes, given: list[float], placed: Matrix) -> None:
        if operator in (b"g", b"rg", b"k"):
            self._state.fill.space, self._state.fill.white = Space.PLAIN, is_white(given)
        elif operator in (b"G", b"RG", b"K"):
            self._state.stroke.space, self._state.stroke.white = Space.PLAIN, is_white(given)
        elif operator in (b"sc", b"scn"):
            self._state.fill.white = is_white(given, self._state.fill.space)
        elif operator in (b"SC", b"SCN"):
            self._state.stroke.white = is_white(given, self._state.stroke.space)
        elif operator in _POINTS and len(given) >= 2:
            self._path.append(moved(placed, given[-2], given[-1]))
        elif operator == b"re" and len(given) == 4:
            x, y, width, height = given
            self._path += [moved(placed, x + width * i, y + height * j) for i, j in UNIT_SQUARE]
        elif operator == b"sh":
            self._painted.append((self._state.clip, True))
        elif operator in _ENDS_PATH:
            self._end_path(filled=operator in _FILLS)

    def _end_path(self, *, filled: bool) -> None:
        if self._path:
            state, box = self._state, around(self._path)
            if filled and not state.fill.clear:
                self._painted.append((box.within(state.clip), not state.fill.white))
            if self._clips:
                state.clip = state.clip.within(box)
        self._path, self._clips = [], False

    def _paint_object(self, operator: bytes, given: list[Any], placed: Matrix) -> None:
        name = str(given[0]) if given else ""
        form = self._frame.resources.form(name) if operator == b"Do" else None
        if operator == b"Do":
            self._forms.append(False)
        if form is not None:
            self.swollen = self.swollen or is_swollen(form)
            self._next = self._opened(form, placed)
        elif operator != b"Do" or self._frame.resources.is_picture(name):
            box = around([moved(placed, *corner) for corner in UNIT_SQUARE])
            self.pictures.append(box.within(self._state.clip))
            self._painted.append((box, True))

    def _opened(self, form: "DictionaryObject", placed: Matrix) -> _Frame:
        """Return the frame of a form; in a hidden layer it is hidden as a whole."""
        resources = self._frame.resources.of_form(form)
        base = product(matrix_of(form.get("/Matrix", ())), placed)
        hidden = any(self._frame.marked) or resources.is_off(form.get("/OC"))
        return _Frame(base, resources, [self._state.saved()], [True] if hidden else [])


def _empty(operands: list[Any], place: int) -> None:
    from pypdf.generic import ArrayObject, TextStringObject

    if len(operands) > place:
        whole = isinstance(operands[place], list)
        operands[place] = ArrayObject() if whole else TextStringObject("")
