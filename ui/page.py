"""A page of the product: its name, whom it is for, and how it is built."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tandems.domain.person import Account, AccountRole

if TYPE_CHECKING:
    from ui.shell import Shell

Allowed = Callable[[Account], bool]


def everybody(_account: Account) -> bool:
    """Anybody who is signed in."""
    return True


def participants(account: Account) -> bool:
    """Whoever takes part in a programme as a person."""
    return account.person_id is not None


def coordinators(account: Account) -> bool:
    """Who runs programmes."""
    return account.role is AccountRole.COORDINATOR


@dataclass(frozen=True, slots=True)
class Page:
    """One tab; ``shell.page_<name>`` is its label.

    ``allowed`` decides who sees the tab and is asked again before each of its handlers.
    """

    name: str
    build: "Callable[[Shell], None]"
    allowed: Allowed = everybody
