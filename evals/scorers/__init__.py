"""Scorers, one a file: each gives a value and the codes of its reasons, from the agenda alone."""

from typing import Final

GATES: Final = "gates"
TIME_BOXED: Final = "time_boxed"
CONTINUITY: Final = "continuity"
ROLES: Final = "roles"
VARIETY: Final = "variety"
CRITERIA: Final = (TIME_BOXED, CONTINUITY, ROLES, VARIETY)
"""The criteria marked 0 to 3: AG1, AG4 and AG5 of METHOD 3.2, and variety across sessions."""
BEST: Final = 3
NO_AGENDA: Final = "no_agenda"
"""The code of a case that got no agenda at all."""
