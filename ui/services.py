"""What the pages work with, handed in by the composition root."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assistant.answers import Answers
from assistant.profile import ProfileChat
from assistant.service import Assistant
from embeddings.bundled import Encoders
from knowledge.documents.limits import Limits
from knowledge.documents.shelf import Shelf
from knowledge.guides import Library
from programme.matching import Matching
from programme.pairing import Pairing
from programme.sessions import Sessions
from tandems.errors import ConfigurationError
from tandems.storage import Store

Clock = Callable[[], datetime]
"""Returns the present time, UTC and aware."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What needs the guides and the embedding model; ready a moment after the start."""

    encoders: Encoders
    library: Library
    answers: Answers
    assistant: Assistant
    matching: Matching
    profile: ProfileChat
    shelf: Shelf


def no_desk() -> Desk:
    """Refuse: this installation was put together without guides and model."""
    raise ConfigurationError(setting="desk", wanted="guides and an embedding model")


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a handler may call; nothing here belongs to one account.

    ``desk`` waits until the warm-up is over; the rest is there at once.
    """

    store: Store
    clock: Clock
    demo_password: str = ""
    """Shown on the sign-in page beside the demo accounts, if there are any."""
    desk: Callable[[], Desk] = no_desk
    data_dir: Path = Path("data")
    upload_bytes: int = Limits().file_bytes
    """Bytes that may be uploaded at once."""

    @property
    def sessions(self) -> Sessions:
        """Plans and accepted agendas."""
        return Sessions(self.store)

    @property
    def pairing(self) -> Pairing:
        """Answers to proposed tandems."""
        return Pairing(self.store, self.sessions)
