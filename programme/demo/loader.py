"""Loads the demo programme: the same import, matching and yeses as in a real one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from embeddings.encoder import Encoder
from programme.demo.people import (
    COORDINATION,
    INVITED,
    NEWCOMERS,
    PASSWORD,
    SIGN_INS,
    SignIn,
    demo_files,
)
from programme.demo.stories import Cast, Story, hold, load_stories, settle, sign, tell
from programme.matching import Matching
from programme.pairing import Pairing
from programme.people_csv import import_people
from programme.sessions import Sessions
from tandems.domain.match import Proposal
from tandems.domain.person import Account, AccountRole, Person
from tandems.domain.programme import Programme
from tandems.domain.tandem import Tandem, TandemStatus
from tandems.domain.vocabulary import Language, Mode, Role
from tandems.errors import NotFound
from tandems.storage.store import Store

PROGRAMME_ID: Final = "demo-brueckenbau"
NAME: Final = "Brückenbau"
ORGANISATION: Final = "Almbach Technik AG"
RUNS_FOR: Final = timedelta(days=119)
"""How long ago the programme began."""
PILOT_AGO: Final = timedelta(days=112)
COHORT_AGO: Final = timedelta(days=24)
NEWCOMERS_AGO: Final = timedelta(days=3)
_UNANSWERED: Final = frozenset({5, 13})
_ONE_YES: Final = frozenset({8, 19})
_DECLINED: Final = 22
"""Which pairs of the cohort are still open, or were declined."""
_NOT_MET: Final = 6
"""Every sixth started pair has let its first date pass."""


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What to sign in with; ``created`` is false where the demo was there already."""

    sign_ins: tuple[SignIn, ...]
    password: str
    created: bool


def load_demo(store: Store, encoder: Encoder, *, now: datetime) -> DemoReport:
    """Load the demo programme; where it is complete, nothing changes.

    The invented people join, answer and write by their own acts, through the same services as
    everybody.
    """
    complete = any(one.login == COORDINATION.login for one in store.accounts.demo_accounts())
    if not complete:
        _Loader(store, encoder, now).load()
    return DemoReport(SIGN_INS, PASSWORD, not complete)


class _Loader:
    """One run of loading; begun anew it goes on where it was interrupted."""

    def __init__(self, store: Store, encoder: Encoder, now: datetime) -> None:
        self._store = store
        self._now = now
        self._matching = Matching(store, encoder)
        self._pairing = Pairing(store, Sessions(store))
        self._stories = load_stories()
        self._office = Account("demo", "demo", AccountRole.COORDINATOR, None, Language.DE, True)
        self._people: dict[str, Person] = {}

    def load(self) -> None:
        """Import, match the pilot and the cohort, propose the newcomers, open the accounts."""
        self._create_programme()
        import_people(
            self._store,
            self._office,
            programme_id=PROGRAMME_ID,
            files=demo_files(),
            now=self._now - RUNS_FOR,
        )
        everyone = self._store.people.everyone(self._office)
        self._people = {person.id: person for person in everyone}
        pilot = {email for story in self._stories for email in (story.mentor, story.mentee)}
        for tandem in self._match(pilot, self._now - PILOT_AGO):
            self._start_pilot(tandem)
        others = {person.email for person in everyone} - pilot - INVITED - NEWCOMERS
        for place, tandem in enumerate(self._match(others, self._now - COHORT_AGO)):
            self._answer(place, tandem)
        self._propose(set(NEWCOMERS), self._now - NEWCOMERS_AGO)
        self._open_accounts(everyone)

    def _create_programme(self) -> None:
        organisation = self._store.people.add_organisation(ORGANISATION)
        starts_on = (self._now - RUNS_FOR).date()
        try:
            self._store.programmes.get(PROGRAMME_ID)
        except NotFound:
            programme = Programme(PROGRAMME_ID, NAME, organisation.id, Mode.REVERSE, starts_on)
            self._store.programmes.create(programme)

    def _match(self, emails: set[str], at: datetime) -> Sequence[Tandem]:
        """Let these people join, then match whoever has joined and has room, and approve it."""
        proposal = self._propose(emails, at)
        return self._matching.approve(self._office, proposal.id, now=proposal.created_at)

    def _propose(self, emails: set[str], at: datetime) -> Proposal:
        for one in self._store.programmes.participants(self._office, PROGRAMME_ID):
            if self._people[one.person_id].email in emails:
                person = self._acting(one.person_id)
                self._store.programmes.join(person, one.enrolment.id, now=at)
        return self._matching.run(self._office, PROGRAMME_ID, now=at + timedelta(days=1))

    def _acting(self, person_id: str) -> Account:
        person = self._people[person_id]
        return Account(
            f"demo-{person.id}", person.email, AccountRole.PARTICIPANT, person.id, person.language
        )

    def _cast(self, tandem: Tandem) -> Cast:
        return {member.role: self._acting(member.person_id) for member in tandem.members}

    def _start_pilot(self, tandem: Tandem) -> None:
        story = self._story_of(tandem)
        if story is None:
            return
        cast = self._cast(tandem)
        at = self._now - timedelta(days=story.started)
        started = self._start(cast, tandem.id, at)
        sign(self._store, cast, started, agreed=story.agreement, now=at + timedelta(days=7))
        hold(self._store, cast, tandem.id, count=story.held)
        tell(self._store, cast, tandem.id, story=story, now=self._now)

    def _story_of(self, tandem: Tandem) -> Story | None:
        """Return the story written for these two; another encoder may pair them otherwise."""
        mentor, mentee = (
            self._people[tandem.member(role).person_id].email for role in (Role.MENTOR, Role.MENTEE)
        )
        pairs = {(story.mentor, story.mentee): story for story in self._stories}
        return pairs.get((mentor, mentee))

    def _answer(self, place: int, tandem: Tandem) -> None:
        """Let a pair of the cohort answer: most say yes, some are still thinking."""
        cast = self._cast(tandem)
        at = self._now - timedelta(days=10 + place % 12)
        if place in _UNANSWERED:
            return
        if place == _DECLINED:
            self._pairing.decline(cast[Role.MENTEE], tandem.id, now=at)
        elif place in _ONE_YES:
            self._pairing.say_yes(cast[Role.MENTOR], tandem.id, now=at)
        else:
            started = self._start(cast, tandem.id, at)
            if place % _NOT_MET:
                signed_at = at + timedelta(days=7)
                sign(self._store, cast, started, agreed=None, now=signed_at)
                hold(self._store, cast, tandem.id, count=1)

    def _start(self, cast: Cast, tandem_id: str, at: datetime) -> Tandem:
        self._pairing.say_yes(cast[Role.MENTEE], tandem_id, now=at - timedelta(days=1))
        tandem = self._pairing.say_yes(cast[Role.MENTOR], tandem_id, now=at)
        if tandem.status is not TandemStatus.ACTIVE:
            raise NotFound
        settle(self._store, cast, tandem_id, hour=8 + at.day % 7)
        return tandem

    def _open_accounts(self, everyone: Sequence[Person]) -> None:
        known = {account.login for account in self._store.accounts.demo_accounts()}
        ids = {person.email: person.id for person in everyone}
        for one in SIGN_INS:
            if one.login not in known:
                self._store.accounts.create(
                    one.login,
                    PASSWORD,
                    role=one.role,
                    person_id=ids[one.email] if one.email else None,
                    language=one.language,
                    demo=True,
                )
