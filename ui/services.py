"""What the pages work with, handed in by the composition root."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tandems.storage import Store

Clock = Callable[[], datetime]
"""Returns the present time, UTC and aware."""


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a handler may call; nothing here belongs to one account."""

    store: Store
    clock: Clock
    demo_password: str = ""
    """Shown on the sign-in page beside the demo accounts, if there are any."""
