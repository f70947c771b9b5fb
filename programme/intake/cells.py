"""The cells of one row as values; what is wrong in them is noted by column."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final, TypeVar

from programme.intake.table import Row
from tandems.errors import RowError

T = TypeVar("T")
MAX_FIELD: Final = 200
"""Characters of a name, a department and the like; the width of their columns."""
MAX_EMAIL: Final = 320
_EMAIL: Final = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
_SHOWN: Final = 80
"""Characters of a cell that an error repeats."""


class Cells:
    """Reads one row; a cell that cannot be used is noted in ``errors`` and read as its default."""

    def __init__(self, row: Row, errors: list[RowError]) -> None:
        self._row = row
        self._errors = errors

    def note(self, column: str, code: str, **values: str | int) -> None:
        """Note what is wrong in a column."""
        self._errors.append(RowError(self._row.file, self._row.number, column, code, values))

    def line(self, column: str, *, limit: int = MAX_FIELD) -> str:
        """Return a cell on one line, without control characters."""
        return self._bounded(column, " ".join(self._raw(column).split()), limit)

    def prose(self, column: str, *, limit: int) -> str:
        """Return a cell with its line breaks."""
        lines = [" ".join(part.split()) for part in self._raw(column).splitlines()]
        return self._bounded(column, "\n".join(part for part in lines if part), limit)

    def several(self, column: str, *, most: int, limit: int) -> tuple[str, ...]:
        """Return the texts that stand in one cell, set apart by ``|``; doubles count once."""
        parts = (" ".join(part.split()) for part in self._raw(column).split("|"))
        texts = tuple(dict.fromkeys(part for part in parts if part))
        if len(texts) > most:
            self.note(column, "too_many_texts", given=len(texts), limit=most)
        return tuple(self._bounded(column, text, limit) for text in texts)

    def email(self, column: str) -> str:
        """Return an address in its one spelling; empty where there is none."""
        email = self._raw(column).casefold()
        if email and (len(email) > MAX_EMAIL or not _EMAIL.fullmatch(email)):
            self.note(column, "email_invalid", given=_shown(email))
            return ""
        return email

    def required(self, column: str, value: str) -> str:
        """Return ``value``; an empty cell is noted."""
        if not self._raw(column):
            self.note(column, f"{column.rsplit('_', 1)[-1]}_missing")
        return value

    def choice(self, column: str, allowed: Mapping[str, T]) -> T | None:
        """Return what the cell stands for; None where it is empty or unknown."""
        given = self._raw(column).casefold()
        if given and given not in allowed:
            wanted = ", ".join(allowed)
            self.note(column, f"{column}_unknown", given=_shown(given), wanted=wanted)
        return allowed.get(given)

    def whole_number(self, column: str, *, most: int) -> int | None:
        """Return a number from 0 to ``most``; None where the cell is empty."""
        given = self._raw(column)
        if not given:
            return None
        number = int(given) if re.fullmatch(r"[0-9]{1,4}", given) else most + 1
        if number > most:
            self.note(column, f"{column}_invalid", given=_shown(given), limit=most)
        return number

    def _raw(self, column: str) -> str:
        text = unicodedata.normalize("NFC", self._row.cells.get(column, ""))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        kept = (sign for sign in text if sign in "\n\t" or unicodedata.category(sign) != "Cc")
        return "".join(kept).strip()

    def _bounded(self, column: str, text: str, limit: int) -> str:
        if len(text) > limit:
            self.note(column, "too_long", given=len(text), limit=limit)
        return text


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
