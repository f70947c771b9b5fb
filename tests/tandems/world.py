"""A reverse programme with two active tandems, and everybody who could be curious."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from tandems.accounts import HashCost, Passwords
from tandems.domain.agenda import (
    Agenda,
    AgendaBlock,
    CommitmentPrompt,
    OwnWords,
    PreparationTask,
    Question,
    QuestionSet,
    Source,
)
from tandems.domain.conversation import Message, Suggestion, SuggestionStatus
from tandems.domain.person import Account, AccountRole, Person
from tandems.domain.programme import Enrolment, LearningWish, Offer, Programme
from tandems.domain.tandem import (
    Agreement,
    Commitment,
    Goal,
    Membership,
    Note,
    Session,
    SessionStatus,
    Tandem,
    TandemStatus,
)
from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import (
    Address,
    BlockKind,
    Language,
    Lead,
    Level,
    Mode,
    QuestionType,
    Role,
    Stage,
)
from tandems.storage import Store

CHEAP = Passwords(HashCost(time=1, memory_kib=8, lanes=1))
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PASSWORD = "correct horse battery"
OFFICE = Account("office", "office", AccountRole.COORDINATOR, None, Language.DE)
"""Whoever sets a test up."""


def fresh() -> str:
    return uuid4().hex


@dataclass(frozen=True)
class World:
    """Accounts by what they are to the tandem ``tandem_id``."""

    store: Store
    organisation_id: str
    programme_id: str
    tandem_id: str
    other_tandem_id: str
    mentor: Account
    mentee: Account
    other_mentor: Account
    other_mentee: Account
    coordinator: Account
    operator: Account
    enrolments: dict[str, str]

    def enrolment_of(self, account: Account) -> str:
        """Return the enrolment id of an account's person."""
        return self.enrolments[account.id]

    @property
    def outsiders(self) -> tuple[Account, ...]:
        """Everybody who is not in the tandem."""
        return (self.coordinator, self.operator, self.other_mentor, self.other_mentee)


def add_account(
    store: Store, name: str, *, organisation_id: str, role: AccountRole = AccountRole.PARTICIPANT
) -> Account:
    """Add a person and the account of that name."""
    person = a_person(name, organisation_id)
    store.people.save_person(OFFICE, person)
    return store.accounts.create(
        name, PASSWORD, role=role, person_id=person.id, language=Language.DE
    )


def a_person(name: str, organisation_id: str) -> Person:
    return Person(
        id=fresh(),
        organisation_id=organisation_id,
        name=name.title(),
        email=f"{name}@example.org",
        languages=("de", "en"),
        language=Language.DE,
        address=Address.DU,
    )


def enrol(store: Store, account: Account, *, programme_id: str, role: Role) -> str:
    """Enrol an account's person and let them join."""
    assert account.person_id
    enrolment = store.programmes.enrol(Enrolment(fresh(), programme_id, account.person_id, role))
    store.programmes.join(account, enrolment.id, now=NOW)
    return enrolment.id


def a_tandem(programme_id: str, mentor: Account, *, mentee: Account) -> Tandem:
    assert mentor.person_id
    assert mentee.person_id
    tandem_id = fresh()
    return Tandem(
        id=tandem_id,
        programme_id=programme_id,
        mode=Mode.REVERSE,
        status=TandemStatus.PROPOSED,
        members=(
            Membership(tandem_id, mentor.person_id, "", Role.MENTOR),
            Membership(tandem_id, mentee.person_id, "", Role.MENTEE),
        ),
        agreement=Agreement(languages=(Language.DE, Language.EN)),
    )


def start_tandem(
    store: Store, coordinator: Account, *, tandem: Tandem, pair: tuple[Account, Account]
) -> str:
    """Create a tandem and let both say yes."""
    store.tandems.create(coordinator, tandem)
    for account in pair:
        store.tandems.say_yes(account, tandem.id, now=NOW)
    return tandem.id


def build_world(store: Store) -> World:
    organisation = store.people.add_organisation("Musterwerk")
    names = ("mia", "sven", "tuva", "olaf")
    mia, sven, tuva, olaf = (
        add_account(store, name, organisation_id=organisation.id) for name in names
    )
    coordinator = add_account(
        store, "cora", organisation_id=organisation.id, role=AccountRole.COORDINATOR
    )
    operator = store.accounts.create(
        "otto", PASSWORD, role=AccountRole.OPERATOR, person_id=None, language=Language.EN
    )
    programme = store.programmes.create(
        Programme(fresh(), "Lernen", organisation.id, Mode.REVERSE, date(2026, 3, 1))
    )
    enrolments = {}
    for mentor, mentee in ((mia, sven), (tuva, olaf)):
        for account, role in ((mentor, Role.MENTOR), (mentee, Role.MENTEE)):
            enrolments[account.id] = enrol(store, account, programme_id=programme.id, role=role)
    first, second = (
        start_tandem(
            store,
            coordinator,
            tandem=a_tandem(programme.id, mentor, mentee=mentee),
            pair=(mentor, mentee),
        )
        for mentor, mentee in ((mia, sven), (tuva, olaf))
    )
    return World(
        store=store,
        organisation_id=organisation.id,
        programme_id=programme.id,
        tandem_id=first,
        other_tandem_id=second,
        mentor=mia,
        mentee=sven,
        other_mentor=tuva,
        other_mentee=olaf,
        coordinator=coordinator,
        operator=operator,
        enrolments=enrolments,
    )


def a_text(text: str) -> BilingualText:
    return BilingualText(text, text, text)


def an_agenda(tandem_id: str, person_id: str, *, minutes: int = 45, text: str = "x") -> Agenda:
    source = Source("session-by-length", 23, a_text("Guide"), "short")
    block = AgendaBlock(
        block_id="check-in-1",
        kind=BlockKind.CHECK_IN,
        lead=Lead.MENTOR,
        first_speaker_id=person_id,
        minutes=minutes,
        title=a_text(text),
        steps=(a_text(text), a_text("Ende")),
        moves=(),
        own_time=False,
        why=a_text("why"),
        source=source,
    )
    question = Question("q-1", Lead.MENTEE, Level.D2, QuestionType.REASON, a_text(text), source)
    return Agenda(
        id=fresh(),
        tandem_id=tandem_id,
        mode=Mode.REVERSE,
        stage=Stage.WORK,
        session_number=3,
        language=Language.DE,
        minutes=minutes,
        title=a_text(text),
        outcome=a_text("outcome"),
        preparation=(PreparationTask(person_id, a_text(text), source),),
        blocks=(block,),
        questions=(question,),
        commitment=CommitmentPrompt(a_text(text), a_text("sign"), Role.MENTEE, date(2026, 4, 1)),
        next_date=date(2026, 4, 8),
        cut_rule=a_text("cut"),
        verbatim=(OwnWords(text, Language.DE),),
        dropped=a_text("dropped"),
    )


def a_question_set(tandem_id: str, *, text: str = "x") -> QuestionSet:
    source = Source("questions", 11, a_text("Guide"), "short")
    question = Question("q-9", Lead.MENTOR, Level.D3, QuestionType.FACT, a_text(text), source)
    return QuestionSet(fresh(), tandem_id, Stage.WORK, Language.EN, (question,))


def a_draft(account: Account, tandem_id: str, *, minutes: int = 45, text: str = "x") -> Suggestion:
    assert account.person_id
    return Suggestion(
        id=fresh(),
        tandem_id=tandem_id,
        account_id=account.id,
        content=an_agenda(tandem_id, account.person_id, minutes=minutes, text=text),
        status=SuggestionStatus.DRAFT,
        created_at=NOW,
    )


def a_question_draft(account: Account, tandem_id: str, *, text: str = "x") -> Suggestion:
    draft = a_draft(account, tandem_id)
    return replace(draft, content=a_question_set(tandem_id, text=text))


def a_session(tandem_id: str, number: int = 1, *, minutes: int = 60) -> Session:
    starts_at = NOW + timedelta(days=7 * number)
    return Session(
        fresh(), tandem_id, number, Stage.WORK, minutes, SessionStatus.PLANNED, starts_at
    )


def a_goal(tandem_id: str, owner: Account, *, text: str = "x") -> Goal:
    assert owner.person_id
    return Goal(fresh(), tandem_id, owner.person_id, text, text, Language.DE, evidence=text)


def a_commitment(tandem_id: str, owner: Account, *, text: str = "x") -> Commitment:
    assert owner.person_id
    return Commitment(
        fresh(), tandem_id, owner.person_id, text, Language.DE, date(2026, 4, 1), first_sign=text
    )


def a_note(tandem_id: str, author: Account, *, private: bool, text: str = "x") -> Note:
    assert author.person_id
    return Note(
        id=fresh(),
        tandem_id=tandem_id,
        author_id=author.person_id,
        visibility="private" if private else "shared",
        text=text,
        language=Language.DE,
        created_at=NOW,
    )


def a_message(account: Account, tandem_id: str | None, *, text: str = "x") -> Message:
    return Message(fresh(), account.id, tandem_id, "person", text, NOW)


def a_wish(enrolment_id: str, *, text: str = "x", priority: int = 3) -> LearningWish:
    return LearningWish(fresh(), enrolment_id, text, text, priority)


def an_offer(enrolment_id: str, *, text: str = "x") -> Offer:
    return Offer(fresh(), enrolment_id, text, text)
