"""A finding: which rule a guide breaks, where and how."""

from dataclasses import dataclass
from typing import Final, Literal

Rule = Literal[
    "address",
    "catalogue",
    "contacts",
    "coverage",
    "date",
    "duplicate",
    "evidence",
    "genitive",
    "length",
    "names",
    "overdue",
    "phrase",
    "placeholder",
    "preparation",
    "question",
    "quotation",
    "reply",
    "safety",
    "stereotype",
    "sum",
    "title",
]
STORE_RULES: Final[frozenset[Rule]] = frozenset(
    {"catalogue", "contacts", "coverage", "reply", "sum"}
)
"""What only a whole store can keep; a folder of a few guides of one's own cannot."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken rule; ``guide`` is empty where it concerns the store as a whole."""

    guide: str
    item: str
    rule: Rule
    detail: str
