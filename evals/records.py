"""The records of one invented tandem, written through the store as its people would."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Self
from uuid import uuid4

from evals.suite import EvalCase, Owner, PersonSpec, TandemSpec
from tandems.domain.agenda import Question, QuestionSet
from tandems.domain.conversation import Suggestion, SuggestionStatus
from tandems.domain.person import Account, AccountRole, Person
from tandems.domain.programme import Enrolment, Programme
from tandems.domain.tandem import (
    Agreement,
    Commitment,
    CommitmentStatus,
    Goal,
    Membership,
    Note,
    Session,
    SessionStatus,
    Tandem,
    TandemStatus,
)
from tandems.domain.vocabulary import Mode, Stage
from tandems.storage import Store

_WEEKS_APART: Final = 4
_MISSED_BY: Final = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who have joined a programme of their own."""

    programme_id: str
    accounts: tuple[Account, Account]
    person_ids: tuple[str, str]

    @classmethod
    def enrolled(
        cls, store: Store, coordinator: Account, *, spec: TandemSpec, now: datetime
    ) -> Self:
        """Create programme, people and accounts, and let both join."""
        houses = (spec.id, f"{spec.id}-partner" if spec.mode is Mode.CROSS_COMPANY else spec.id)
        programme = store.programmes.create(
            Programme(
                id=uuid4().hex,
                name=spec.id,
                organisation_id=store.people.add_organisation(houses[0]).id,
                mode=spec.mode,
                starts_on=now.date(),
                country=spec.country,
            )
        )
        people = [
            _person(person, store.people.add_organisation(house).id, f"{spec.id}-{place}")
            for place, (person, house) in enumerate(zip(spec.people, houses, strict=True))
        ]
        accounts = [_account(store, coordinator, person) for person in people]
        for person, account, one in zip(people, accounts, spec.people, strict=True):
            enrolment = store.programmes.enrol(
                Enrolment(uuid4().hex, programme.id, person.id, one.role, capacity=99)
            )
            store.programmes.join(account, enrolment.id, now=now)
        return cls(programme.id, (accounts[0], accounts[1]), (people[0].id, people[1].id))


@dataclass(frozen=True, slots=True)
class Records:
    """The tandem of one case: started, in its stage, with what the pair wrote down."""

    pair: Pair
    case: EvalCase
    tandem_id: str
    now: datetime

    @classmethod
    def started(
        cls, store: Store, coordinator: Account, pair: Pair, *, case: EvalCase, now: datetime
    ) -> Self:
        """Propose the tandem and let both say yes."""
        tandem = _tandem(case.tandem, pair)
        store.tandems.create(coordinator, tandem)
        for account in pair.accounts:
            store.tandems.say_yes(account, tandem.id, now=now)
        return cls(pair, case, tandem.id, now)

    def fill(self, store: Store, *, asked: Sequence[Question] = ()) -> None:
        """Write sessions, goals, the commitment and notes; ``asked`` is what both have had."""
        own, sessions = self.pair.accounts[0], self._sessions()
        store.tandems.plan_sessions(own, self.tandem_id, sessions=sessions)
        if asked:
            self._accept(store, tuple(asked), sessions)
        for goal in self._goals():
            store.tandems.save_goal(own, goal)
        commitment = self._commitment()
        if commitment is not None:
            store.tandems.save_commitment(own, commitment)
        for spec in self.case.tandem.notes:
            author = self._place(spec.by)
            note = Note(
                id=uuid4().hex,
                tandem_id=self.tandem_id,
                author_id=self.pair.person_ids[author],
                visibility=spec.visibility,
                text=spec.text,
                language=spec.language,
                created_at=self.now,
            )
            store.tandems.add_note(self.pair.accounts[author], note)

    def _accept(self, store: Store, asked: tuple[Question, ...], sessions: list[Session]) -> None:
        """Keep a set of questions that both accepted."""
        own, questions_id = self.pair.accounts[0], uuid4().hex
        stage, language = self.case.stage, self.case.language
        content = QuestionSet(questions_id, self.tandem_id, stage, language, asked)
        draft = Suggestion(
            id=questions_id,
            tandem_id=self.tandem_id,
            account_id=own.id,
            content=content,
            status=SuggestionStatus.DRAFT,
            created_at=self.now,
        )
        store.suggestions.save_draft(own, draft)
        current = sessions[list(Stage).index(stage)]
        store.suggestions.accept(own, questions_id, session=current, now=self.now)

    def _sessions(self) -> list[Session]:
        """Put the case's stage on tomorrow, the others four weeks apart."""
        current = list(Stage).index(self.case.stage)
        tomorrow = self.now + timedelta(days=1)
        return [
            Session(
                id=uuid4().hex,
                tandem_id=self.tandem_id,
                number=place + 1,
                stage=stage,
                minutes=self.case.tandem.agreement.minutes,
                status=SessionStatus.HELD if place < current else SessionStatus.PLANNED,
                starts_at=tomorrow + timedelta(weeks=_WEEKS_APART * (place - current)),
            )
            for place, stage in enumerate(Stage)
        ]

    def _goals(self) -> list[Goal]:
        if not self.case.has_goals:
            return []
        return [
            Goal(
                id=uuid4().hex,
                tandem_id=self.tandem_id,
                owner_id=self.pair.person_ids[self._place(spec.owner)],
                text=spec.text,
                label=spec.label,
                language=spec.language,
                evidence=spec.evidence,
            )
            for spec in self.case.tandem.goals
        ]

    def _commitment(self) -> Commitment | None:
        spec = self.case.tandem.commitment
        if not self.case.has_commitment:
            return None
        today = self.now.date()
        done = spec.state == "done"
        return Commitment(
            id=uuid4().hex,
            tandem_id=self.tandem_id,
            owner_id=self.pair.person_ids[self._place(spec.owner)],
            text=spec.text,
            language=spec.language,
            due=today - _MISSED_BY if spec.state == "missed" else today + timedelta(days=1),
            first_sign=spec.first_sign,
            status=CommitmentStatus.DONE if done else CommitmentStatus.OPEN,
        )

    def _place(self, owner: Owner) -> int:
        return self.case.tandem.place_of(owner)


def _tandem(spec: TandemSpec, pair: Pair) -> Tandem:
    tandem_id = uuid4().hex
    agreed = spec.agreement
    return Tandem(
        id=tandem_id,
        programme_id=pair.programme_id,
        mode=spec.mode,
        status=TandemStatus.PROPOSED,
        members=tuple(
            Membership(tandem_id, person_id, person.name, person.role)
            for person_id, person in zip(pair.person_ids, spec.people, strict=True)
        ),
        agreement=Agreement(
            minutes=agreed.minutes,
            cadence_weeks=_WEEKS_APART,
            address=agreed.address,
            languages=agreed.languages,
            place=agreed.place,
        ),
    )


def _person(spec: PersonSpec, organisation_id: str, name: str) -> Person:
    return Person(
        id=uuid4().hex,
        organisation_id=organisation_id,
        name=spec.name,
        email=f"{name}@example.org",
        languages=(spec.language,),
        language=spec.language,
        address=spec.address,
    )


def _account(store: Store, coordinator: Account, person: Person) -> Account:
    store.people.save_person(coordinator, person)
    return store.accounts.create(
        person.email,
        uuid4().hex,
        role=AccountRole.PARTICIPANT,
        person_id=person.id,
        language=person.language,
    )
