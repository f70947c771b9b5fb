"""The assistant of a tandem: one entry for pages, API and evals alike."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import uuid4

from assistant.answers import Answers
from assistant.brief import Reader, build_brief
from assistant.gates import GateFacts, gate_out
from assistant.planner.compose import Planner
from assistant.planner.offence import offending_ids
from assistant.requests import Asked, asked_for, unchanged_by
from assistant.understand import understand
from assistant.understanding import Understanding
from knowledge.guides import Library
from tandems.domain.agenda import Answer, Suggestable
from tandems.domain.brief import SessionBrief
from tandems.domain.conversation import Message, Suggestion, SuggestionStatus
from tandems.domain.person import Account
from tandems.domain.tandem import Tandem
from tandems.errors import EmptyInput, GateClosed, TooLong
from tandems.storage.store import Store

MAX_CHARACTERS: Final = 4000
"""Longest chat message; a page of text, more is pasted by mistake."""
_TURNS: Final = 12
"""How many own messages a change may reach back over."""
_TRIES: Final = 5
"""How often a suggestion is composed anew when a gate stops a part of it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one message led to: a kept draft, or an answer."""

    understanding: Understanding
    suggestion: Suggestion | None = None
    answer: Answer | None = None


class Assistant:
    """Understands a message, composes a reply and lets it out only through the gates."""

    def __init__(self, store: Store, library: Library, planner: Planner, answers: Answers) -> None:
        self._store = store
        self._library = library
        self._planner = planner
        self._answers = answers

    def reply(self, reader: Reader, tandem_id: str, text: str, *, now: datetime) -> Turn:
        """Answer one message in the chat of a tandem; message and reply are kept for its writer.

        Raises:
            Forbidden: the reader is not a member of the tandem.
            EmptyInput, TooLong: nothing or too much was written; nothing is kept.
            MinutesOutOfRange: a session under 10 or over 180 minutes was asked for.
        """
        message = checked(text)
        tandem = self._store.tandems.get(reader.account, tandem_id)
        read = understand(message, today=now.date(), hint=reader.language)
        turn = self._turn(reader, tandem, read, now=now)
        self._keep(reader.account, tandem_id, message, turn, now=now)
        return turn

    def _turn(self, reader: Reader, tandem: Tandem, read: Understanding, *, now: datetime) -> Turn:
        answer = self._answer(reader, tandem, read)
        if answer is not None:
            return Turn(read, answer=answer)
        draft = self._draft(reader.account, tandem.id)
        asked = self._asked(reader.account, tandem.id, read, draft)
        brief = build_brief(self._store, reader, tandem, asked, now=now)
        content = self._composed(reader.account, brief, agenda=asked.wants_agenda)
        if read.intent == "adapt" and draft is not None and content == draft:
            return Turn(read, answer=self._answers.clarify(reader, unchanged_by(read)))
        suggestion = Suggestion(
            id=uuid4().hex,
            tandem_id=tandem.id,
            account_id=reader.account.id,
            content=content,
            status=SuggestionStatus.DRAFT,
            created_at=now,
        )
        return Turn(read, suggestion=self._store.suggestions.save_draft(reader.account, suggestion))

    def _answer(self, reader: Reader, tandem: Tandem, read: Understanding) -> Answer | None:
        if read.refer is not None:
            country = self._store.programmes.get(tandem.programme_id).country
            return self._answers.refer(read.refer, reader, country)
        if read.refusal is not None:
            return self._answers.declined(read.refusal, reader)
        if read.intent == "ask_guide":
            return self._answers.from_guides(read.subject, reader, tandem.mode)
        if read.intent == "goals":
            goals = tuple(self._store.tandems.goals(reader.account, tandem.id))
            return self._answers.about_goals(goals, read.subject, reader)
        if read.intent == "wishes":
            return self._answers.clarify(reader, "wishes_elsewhere")
        if read.intent == "other":
            return self._answers.clarify(reader)
        return None

    def _draft(self, account: Account, tandem_id: str) -> Suggestable | None:
        drafts = self._store.suggestions.drafts(account, tandem_id)
        return drafts[-1].content if drafts else None

    def _asked(
        self, account: Account, tandem_id: str, read: Understanding, draft: Suggestable | None
    ) -> Asked:
        history = self._store.conversations.history(account, tandem_id)
        own = [message for message in history if message.sender == "person"][-_TURNS:]
        turns = [
            understand(message.text, today=message.created_at.date(), hint=read.language)
            for message in own
        ]
        return asked_for([*turns, read], draft)

    def _composed(self, account: Account, brief: SessionBrief, *, agenda: bool) -> Suggestable:
        """Compose what every gate lets out, replacing what one stops by the next best.

        Raises:
            GateClosed: nothing that could take its place passes, or no single part is at fault.
        """
        facts = GateFacts.of(brief, self._library, private_texts=self._private(account, brief))
        stopped: frozenset[str] = frozenset()
        for _ in range(_TRIES):
            avoiding = replace(brief, request=replace(brief.request, avoid_ids=stopped))
            content: Suggestable = (
                self._planner.agenda(avoiding) if agenda else self._planner.questions(avoiding)
            )
            findings = gate_out(content, facts)
            if not findings:
                return content
            places = [finding.where for finding in findings]
            found = offending_ids(content, places, brief, self._library)
            if not found:
                break
            stopped |= found
        raise GateClosed(gates=", ".join(sorted({finding.gate for finding in findings})))

    def _private(self, account: Account, brief: SessionBrief) -> Sequence[str]:
        notes = self._store.tandems.notes(account, brief.tandem_id)
        return [note.text for note in notes if note.visibility == "private"]

    def _keep(
        self, account: Account, tandem_id: str, text: str, turn: Turn, *, now: datetime
    ) -> None:
        own = Message(uuid4().hex, account.id, tandem_id, "person", text, now)
        reply = Message(
            id=uuid4().hex,
            account_id=account.id,
            tandem_id=tandem_id,
            sender="assistant",
            text="",
            created_at=now,
            suggestion_id=turn.suggestion.id if turn.suggestion else None,
            answer=turn.answer,
        )
        self._store.conversations.add(account, own)
        self._store.conversations.add(account, reply)


def checked(text: str) -> str:
    """Return ``text`` without outer white space.

    Raises:
        EmptyInput: nothing but white space.
        TooLong: more than ``MAX_CHARACTERS``.
    """
    message = text.strip()
    if not message:
        raise EmptyInput()
    if len(message) > MAX_CHARACTERS:
        raise TooLong(given=len(message), limit=MAX_CHARACTERS)
    return message
