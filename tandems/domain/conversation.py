"""Chat messages and the suggestions that come out of them; both are their writer's."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from tandems.domain.agenda import Answer, Suggestable


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a chat; readable by the account that wrote or received it alone.

    ``tandem_id`` is None in the profile chat.
    """

    id: str
    account_id: str
    tandem_id: str | None
    sender: Literal["person", "assistant"]
    text: str
    created_at: datetime
    suggestion_id: str | None = None
    answer: Answer | None = None


class SuggestionStatus(StrEnum):
    """A draft is its requester's; acceptance shares it with both."""

    DRAFT = "draft"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An agenda or a question set, as kept."""

    id: str
    tandem_id: str
    account_id: str
    content: Suggestable
    status: SuggestionStatus
    created_at: datetime
    accepted_at: datetime | None = None
    session_id: str | None = None
    version: int = 1
