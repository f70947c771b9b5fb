"""What makes a pair easier beside wishes: language, place, time, department, ways of working."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import yaml
from numpy.typing import NDArray

from embeddings.encoder import Encoder
from embeddings.matching.similarity import Floats, Pairs
from embeddings.matching.texts import Ints
from tandems.domain.match import PartName
from tandems.domain.programme import Participant

_TIMES_FILE: Final = Path(__file__).parent / "times.yaml"
_UNLIKE, _ALIKE = 0.1, 0.6
_WORD: Final = re.compile(r"[^\W\d_]+")

Bools = NDArray[np.bool_]
Soft = Callable[[Pairs], Floats]
"""Gives float32 [pairs], 0 to 1; NaN where nothing is known of one of the two."""


def soft_parts(
    mentees: Sequence[Participant], mentors: Sequence[Participant], encoder: Encoder
) -> dict[PartName, Soft]:
    """Return the parts that rest on what people said of themselves, each over pairs of places."""
    groups = _time_words()
    sides = (mentees, mentors)
    spoken = [[frozenset(one.languages) for one in side] for side in sides]
    times = [[times_in(one.availability, groups) for one in side] for side in sides]
    return {
        PartName.LANGUAGES: Shared(*spoken),
        PartName.LOCATION: _Same(*([one.location for one in side] for side in sides)),
        PartName.AVAILABILITY: Shared(*times),
        PartName.DEPARTMENT: _Other(*([one.department for one in side] for side in sides)),
        PartName.STYLE: _Alike(sides, encoder),
    }


def times_in(text: str, groups: Mapping[str, str]) -> frozenset[str]:
    """Return the weekdays a text names; if it names none, the times of day.

    ``groups`` maps a word to "day:..." or "half:...".
    """
    found = {groups[word] for word in _WORD.findall(text.lower()) if word in groups}
    return frozenset({time for time in found if time.startswith("day:")} or found)


class _Same:
    """1 where both sides hold the same text, case aside; 0 where they do not."""

    def __init__(self, mentees: Iterable[str], mentors: Iterable[str]) -> None:
        codes: dict[str, int] = {"": 0}
        self._left, self._right = (_codes(side, codes) for side in (mentees, mentors))

    def __call__(self, pairs: Pairs) -> Floats:
        left, right = self._left[pairs.left], self._right[pairs.right]
        value = np.where(left == right, np.float32(1), np.float32(0))
        return np.where((left > 0) & (right > 0), value, np.float32(np.nan))


class _Other(_Same):
    """1 where the two sides hold different texts; 0 where they are the same."""

    def __call__(self, pairs: Pairs) -> Floats:
        return np.asarray(1 - super().__call__(pairs), dtype=np.float32)


class _Alike:
    """How alike two texts are: their cosine, 0 at ``_UNLIKE`` and 1 at ``_ALIKE``.

    Source: felt similarity of values and ways of working goes with better mentoring more than
    similarity of background does (Eby et al. 2013).
    """

    def __init__(self, sides: Iterable[Sequence[Participant]], encoder: Encoder) -> None:
        left, right = ([one.working_style for one in side] for side in sides)
        texts = list(dict.fromkeys(text for text in (*left, *right) if text.strip()))
        rows = {text: place for place, text in enumerate(texts, start=1)}
        silent = np.zeros((1, encoder.dim), dtype=np.float32)
        self._vectors = np.concatenate([silent, encoder.encode_passages(texts)])
        self._left, self._right = (
            np.array([rows.get(text, 0) for text in side], dtype=np.int32) for side in (left, right)
        )

    def __call__(self, pairs: Pairs) -> Floats:
        left = self._vectors[self._left[pairs.left]]
        right = self._vectors[self._right[pairs.right]]
        cosines = np.einsum("nd,nd->n", left, right)
        value = np.clip((cosines - _UNLIKE) / (_ALIKE - _UNLIKE), 0, 1)
        said = left.any(axis=1) & right.any(axis=1)
        return np.where(said, value, np.nan).astype(np.float32)


class Shared:
    """How much two sets share: what both hold over the smaller of the two.

    Few different sets occur, so the value is looked up in a table of sets by sets.
    """

    def __init__(
        self, mentees: Iterable[frozenset[str]], mentors: Iterable[frozenset[str]]
    ) -> None:
        (self._left, left), (self._right, right) = (_kinds(side) for side in (mentees, mentors))
        self._table = np.full((len(left), len(right)), np.nan, dtype=np.float32)
        for row, one in enumerate(left):
            for column, other in enumerate(right):
                if one and other:
                    self._table[row, column] = len(one & other) / min(len(one), len(other))

    def __call__(self, pairs: Pairs) -> Floats:
        """Return float32 [pairs]; NaN where one of the two holds nothing."""
        return self._table[self._left[pairs.left], self._right[pairs.right]]


def _kinds(side: Iterable[frozenset[str]]) -> tuple[Ints, list[frozenset[str]]]:
    """Return each person's set as a number, and the different sets."""
    kinds: dict[frozenset[str], int] = {}
    numbers = [kinds.setdefault(one, len(kinds)) for one in side]
    return np.array(numbers, dtype=np.int32), list(kinds)


def _codes(texts: Iterable[str], codes: dict[str, int]) -> Ints:
    own = (" ".join(text.casefold().split()) for text in texts)
    return np.array([codes.setdefault(text, len(codes)) for text in own], dtype=np.int32)


def _time_words() -> dict[str, str]:
    given = yaml.safe_load(_TIMES_FILE.read_text(encoding="utf-8"))
    return {
        word: f"{kind}:{name}"
        for kind, names in given.items()
        for name, words in names.items()
        for word in words
    }
