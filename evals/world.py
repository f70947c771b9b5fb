"""A store of its own with the invented tandems of a suite, and the real assistant on top."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Self
from uuid import uuid4

from cryptography.fernet import Fernet

from assistant.brief import Reader
from assistant.gates import GateFacts
from assistant.service import Assistant, Turn
from evals.outcome import Outcome
from evals.parts import Parts
from evals.records import Pair, Records
from evals.suite import EvalCase, TandemSpec
from tandems.accounts import HashCost, Passwords
from tandems.domain.agenda import Agenda, Question
from tandems.domain.brief import BriefPerson, SessionBrief
from tandems.domain.person import Account, AccountRole
from tandems.domain.tandem import CommitmentStatus
from tandems.domain.vocabulary import Language, Stage
from tandems.errors import TandemError
from tandems.storage import Store, open_store

CHEAP: Final = Passwords(HashCost(time=1, memory_kib=8, lanes=1))
"""Nobody signs in to these accounts."""


class World:
    """Answers cases through ``Assistant.reply``, the entry that the pages call.

    Every case has a tandem of its own, so that no case sees another one's chat; the questions
    that earlier sessions of the same people were given in the same language stand in its records.
    """

    def __init__(self, store: Store, parts: Parts, now: datetime) -> None:
        self._assistant = Assistant(store, parts.library, parts.planner, parts.answers)
        self._library = parts.library
        self._store = store
        self._now = now
        self._coordinator = _coordinator(store)
        self._pairs: dict[str, Pair] = {}
        self._asked: dict[tuple[str, Language], tuple[Question, ...]] = {}

    @classmethod
    def open(cls, folder: Path, parts: Parts, *, now: datetime) -> Self:
        """Open an empty world in ``folder``."""
        url = f"sqlite:///{folder / 'evals.db'}"
        store = open_store(url, keys=[Fernet.generate_key()], passwords=CHEAP)
        return cls(store, parts, now)

    def close(self) -> None:
        """Give back the store's connections."""
        self._store.close()

    def answer(self, case: EvalCase) -> Outcome:
        """Let the first person write the case's message; return what comes back."""
        records = self._records(case)
        brief = self._brief(case, records)
        facts = GateFacts.of(brief, self._library, private_texts=_private(case))
        person = case.tandem.people[0]
        reader = Reader(records.pair.accounts[0], case.language, person.address)
        try:
            turn = self._assistant.reply(reader, records.tandem_id, case.message, now=self._now)
        except TandemError as error:
            return Outcome(brief, facts, problem=_code(error))
        if turn.suggestion is not None and isinstance(turn.suggestion.content, Agenda):
            agenda, key = turn.suggestion.content, (case.tandem.id, case.language)
            self._asked[key] = (*self._asked.get(key, ()), *agenda.questions)
            return Outcome(brief, facts, agenda=agenda)
        return Outcome(brief, facts, problem=_instead(turn))

    def _records(self, case: EvalCase) -> Records:
        spec = case.tandem
        if spec.id not in self._pairs:
            self._pairs[spec.id] = Pair.enrolled(
                self._store, self._coordinator, spec=spec, now=self._now
            )
        records = Records.started(
            self._store, self._coordinator, self._pairs[spec.id], case=case, now=self._now
        )
        records.fill(self._store, asked=self._asked.get((spec.id, case.language), ()))
        return records

    def _brief(self, case: EvalCase, records: Records) -> SessionBrief:
        spec, store, reader = case.tandem, self._store, records.pair.accounts[0]
        number = list(Stage).index(case.stage) + 1
        planned = store.tandems.sessions(reader, records.tandem_id)
        days = {one.number: one.starts_at for one in planned}
        session_on = (days[number] or self._now).date()
        next_at = days.get(number + 1)
        commitments = store.tandems.commitments(reader, records.tandem_id)
        return SessionBrief(
            account_id=reader.id,
            tandem_id=records.tandem_id,
            mode=spec.mode,
            people=_people(spec, records.pair),
            language=case.language,
            reader_address=spec.people[0].address,
            pair_address=spec.agreement.address,
            stage=case.stage,
            session_number=number,
            minutes=case.minutes,
            today=self._now.date(),
            session_on=session_on,
            next_on=next_at.date() if next_at else session_on + timedelta(weeks=4),
            remote=case.is_remote,
            goals=tuple(store.tandems.goals(reader, records.tandem_id)),
            open_commitments=tuple(c for c in commitments if c.status is CommitmentStatus.OPEN),
            shared_notes=tuple(n.text for n in spec.notes if n.visibility == "shared"),
        )


def _private(case: EvalCase) -> list[str]:
    """Return the private notes of both; neither may show in what is shared."""
    return [note.text for note in case.tandem.notes if note.visibility == "private"]


def _people(spec: TandemSpec, pair: Pair) -> tuple[BriefPerson, ...]:
    both = zip(pair.person_ids, spec.people, strict=True)
    return tuple(BriefPerson(id_, person.name, person.role) for id_, person in both)


def _coordinator(store: Store) -> Account:
    return store.accounts.create(
        "suite-coordination",
        uuid4().hex,
        role=AccountRole.COORDINATOR,
        person_id=None,
        language=Language.EN,
    )


def _instead(turn: Turn) -> str:
    return turn.answer.kind if turn.answer is not None else "questions"


def _code(error: TandemError) -> str:
    gates = error.values.get("gates", "")
    return f"{error.code} {gates}".strip()
