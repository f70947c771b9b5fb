"""The chat about what a person wants to learn or can share, up to the release they confirm."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import uuid4

from assistant.answers import Answers
from assistant.brief import Reader
from assistant.service import checked
from assistant.understand import understand
from assistant.wishes import WishReading
from assistant.wishes.fold import ASKED, Fold
from assistant.wishes.labels import MAX_WORDS
from assistant.wishes.reading import Kind
from tandems.domain.agenda import Answer
from tandems.domain.conversation import Message
from tandems.domain.person import Account, Person
from tandems.domain.programme import Enrolment, LearningWish, Offer, Participant
from tandems.domain.vocabulary import Role
from tandems.errors import Conflict, EmptyInput, Forbidden, InvalidInput, NotAllowedNow, TooLong
from tandems.storage.store import Store

RELEASED: Final = "profile.released"
DROPPED: Final = "profile.dropped"
READ: Final = "profile.read"
"""What the assistant's turns hold: a code for the page to say, never content."""
MAX_LABEL: Final = 80
MAX_AVAILABILITY: Final = 300
MAX_STYLE: Final = 300
"""Characters of a confirmed label, and of when somebody has time."""
_HISTORY: Final = 60


@dataclass(frozen=True, slots=True)
class ProfileDraft:
    """What was read since the last release; it is read anew from the chat each time.

    ``message_id`` names the last message it rests on.
    """

    message_id: str
    reading: WishReading


@dataclass(frozen=True, slots=True)
class ProfileTurn:
    """What one message led to: a reading to confirm, or an answer."""

    draft: ProfileDraft | None = None
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A draft its author keeps: the place in its reading, the label as changed, a priority."""

    kind: Kind
    place: int
    label: str
    priority: int = 3


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a person confirms, having seen it; ``joins`` is their consent to take part."""

    message_id: str
    chosen: tuple[Chosen, ...]
    availability: str = ""
    working_style: str = ""
    joins: bool = False


class ProfileChat:
    """Reads wishes and offers out of a chat and releases them once they are confirmed."""

    def __init__(self, store: Store, answers: Answers) -> None:
        self._store = store
        self._answers = answers

    def reply(self, reader: Reader, programme_id: str, text: str, *, now: datetime) -> ProfileTurn:
        """Read one message; it is kept in its writer's own chat and nothing is released.

        Raises:
            Forbidden: the reader is not enrolled.
            EmptyInput, TooLong: nothing or too much was written; nothing is kept.
        """
        message = checked(text)
        own = self._store.programmes.my_participation(reader.account, programme_id)
        answer = self._answer(reader, programme_id, message, now=now)
        kept = Message(uuid4().hex, reader.account.id, None, "person", message, now)
        if answer is not None:
            self._keep(kept, self._said(reader.account, "", answer=answer, now=now), reader)
            return ProfileTurn(answer=answer)
        earlier = self._since_release(reader.account)
        draft = self._folded(reader, own, [*earlier, kept])
        asked = draft.reading.question_key
        code = f"{ASKED}{asked}" if asked else READ
        self._keep(kept, self._said(reader.account, code, now=now), reader)
        return ProfileTurn(draft=draft)

    def draft(self, reader: Reader, programme_id: str) -> ProfileDraft | None:
        """Return what waits for its author's yes, or None.

        Raises:
            Forbidden: the reader is not enrolled.
        """
        own = self._store.programmes.my_participation(reader.account, programme_id)
        turns = self._since_release(reader.account)
        return self._folded(reader, own, turns) if _told(turns) else None

    def turns(self, account: Account) -> Sequence[Message]:
        """Return the chat since the last release, oldest first, answers included."""
        return self._recent(account)

    def drop(self, account: Account, *, now: datetime) -> None:
        """Put a draft aside; the chat stays its writer's, the draft is read no more."""
        self._store.conversations.add(account, self._said(account, DROPPED, now=now))

    def confirm(
        self, reader: Reader, programme_id: str, confirmation: Confirmation, *, now: datetime
    ) -> Enrolment:
        """Release what was chosen and, with that consent, join the programme.

        Raises:
            Forbidden: the reader is not enrolled.
            Conflict: the draft is not the one that was shown.
            EmptyInput: nothing was chosen, or a label is empty.
            InvalidInput: a label has too many words, or a choice is none of the draft's.
            NotAllowedNow: the person has not joined and does not consent to it.
        """
        account = reader.account
        own = self._store.programmes.my_participation(account, programme_id)
        draft = self.draft(reader, programme_id)
        if draft is None or draft.message_id != confirmation.message_id:
            raise Conflict
        if own.enrolment.joined_at is None and not confirmation.joins:
            raise NotAllowedNow(state="consent")
        picked = [_picked(draft.reading, one) for one in confirmation.chosen]
        if not picked:
            raise EmptyInput
        self._save_ways(account, confirmation)
        self._release(account, own, picked, now=now)
        enrolment = self._store.programmes.join(account, own.enrolment.id, now=now)
        self._store.conversations.add(account, self._said(account, RELEASED, now=now))
        return enrolment

    def _release(
        self,
        account: Account,
        own: Participant,
        picked: Sequence[tuple[Chosen, str]],
        *,
        now: datetime,
    ) -> None:
        """Release the chosen texts; words released before keep their record."""
        enrolment_id = own.enrolment.id
        wishes = {wish.text: wish for wish in own.wishes}
        offers = {offer.text: offer for offer in own.offers}
        for chosen, text in picked:
            label = chosen.label
            if chosen.kind == "wishes":
                new = LearningWish(uuid4().hex, enrolment_id, text, label)
                known = wishes.get(text, new)
                wishes[text] = replace(known, label=label, priority=chosen.priority)
            else:
                offers[text] = replace(
                    offers.get(text, Offer(uuid4().hex, enrolment_id, text, label)), label=label
                )
        mine: Mapping[Kind, Iterable[str]] = {
            kind: dict.fromkeys(text for chosen, text in picked if chosen.kind == kind)
            for kind in ("wishes", "offers")
        }
        store = self._store.wishes
        store.release_wishes(
            account, enrolment_id, wishes=[wishes[text] for text in mine["wishes"]], now=now
        )
        store.release_offers(
            account, enrolment_id, offers=[offers[text] for text in mine["offers"]], now=now
        )

    def _save_ways(self, account: Account, confirmation: Confirmation) -> None:
        """Keep when and how the person likes to work; an empty field changes nothing."""
        times, style = confirmation.availability.strip(), confirmation.working_style.strip()
        for given, limit in ((times, MAX_AVAILABILITY), (style, MAX_STYLE)):
            if len(given) > limit:
                raise TooLong(given=len(given), limit=limit)
        person = self._person(account)
        changed = replace(
            person,
            availability=times or person.availability,
            working_style=style or person.working_style,
        )
        if changed != person:
            self._store.people.save_person(account, changed)

    def _answer(
        self, reader: Reader, programme_id: str, text: str, *, now: datetime
    ) -> Answer | None:
        read = understand(text, today=now.date(), hint=reader.language)
        if read.refer is not None:
            country = self._store.programmes.get(programme_id).country
            return self._answers.refer(read.refer, reader, country)
        if read.refusal is not None:
            return self._answers.declined(read.refusal, reader)
        return None

    def _folded(self, reader: Reader, own: Participant, turns: Sequence[Message]) -> ProfileDraft:
        bare: Kind = "offers" if own.enrolment.role is Role.MENTOR else "wishes"
        fold = Fold(reader.language, bare)
        for turn, before in zip(turns, [None, *turns], strict=False):
            if turn.sender == "person":
                fold.take(turn.text, before.text if before else "")
        asked = {turn.text.removeprefix(ASKED) for turn in turns if turn.text.startswith(ASKED)}
        timed = bool(self._person(reader.account).availability)
        return ProfileDraft(_told(turns)[-1].id, fold.reading(asked, timed=timed))

    def _recent(self, account: Account) -> list[Message]:
        history = self._store.conversations.history(account, None, limit=_HISTORY)
        ends = [place for place, turn in enumerate(history) if turn.text in (RELEASED, DROPPED)]
        return history[ends[-1] + 1 :] if ends else history

    def _since_release(self, account: Account) -> list[Message]:
        """Return the turns a draft is read from: none that were answered otherwise."""
        recent = self._recent(account)
        return [
            turn
            for place, turn in enumerate(recent)
            if turn.answer is None and not (turn.sender == "person" and _is_answered(recent, place))
        ]

    def _person(self, account: Account) -> Person:
        if account.person_id is None:
            raise Forbidden
        return self._store.people.person(account, account.person_id)

    def _keep(self, own: Message, said: Message, reader: Reader) -> None:
        self._store.conversations.add(reader.account, own)
        self._store.conversations.add(reader.account, said)

    @staticmethod
    def _said(
        account: Account, code: str, *, answer: Answer | None = None, now: datetime
    ) -> Message:
        return Message(uuid4().hex, account.id, None, "assistant", code, now, answer=answer)


def confirmed_label(label: str) -> str:
    """Return a label as it may be released.

    Raises:
        EmptyInput: it is empty.
        TooLong: more than ``MAX_LABEL`` characters.
        InvalidInput: more than ``MAX_WORDS`` words.
    """
    short = " ".join(label.split())
    if not short:
        raise EmptyInput
    if len(short) > MAX_LABEL:
        raise TooLong(given=len(short), limit=MAX_LABEL)
    if len(short.split()) > MAX_WORDS:
        raise InvalidInput(given=short, wanted=MAX_WORDS)
    return short


def _picked(reading: WishReading, chosen: Chosen) -> tuple[Chosen, str]:
    """Return the choice with its label evened out, and the words it is about."""
    drafts = reading.wishes if chosen.kind == "wishes" else reading.offers
    if not 0 <= chosen.place < len(drafts) or not 1 <= chosen.priority <= 5:
        raise InvalidInput
    return replace(chosen, label=confirmed_label(chosen.label)), drafts[chosen.place].text


def _told(turns: Sequence[Message]) -> list[Message]:
    return [turn for turn in turns if turn.sender == "person"]


def _is_answered(turns: Sequence[Message], place: int) -> bool:
    following = turns[place + 1 : place + 2]
    return bool(following) and following[0].answer is not None
