"""How an agenda calls the two people: by first name among du, by full name among Sie."""

from collections.abc import Sequence
from typing import Final

from tandems.domain.vocabulary import Address

_TITLES: Final = frozenset({"dr.", "prof.", "dipl.-ing.", "mag.", "dr", "prof", "mr", "mrs", "ms"})


def call_names(names: Sequence[str], address: Address) -> list[str]:
    """Return what each of ``names`` is called in the pair's own texts, without titles.

    Two people of the same first name keep their full names. Nothing is inferred from a name:
    no "Herr", no "Frau".
    """
    full = [_without_titles(name) for name in names]
    first = [name.split()[0] for name in full]
    if address is Address.SIE or len(set(first)) < len(first):
        return full
    return first


def _without_titles(name: str) -> str:
    words = [word for word in name.split() if word.lower() not in _TITLES]
    return " ".join(words) or name.strip() or "?"
