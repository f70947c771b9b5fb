"""Matching a programme's cohort: run, approve, and suggest mentors to one mentee."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from embeddings.encoder import Encoder
from embeddings.matching.assign import CohortMatch, suggest_mentors
from embeddings.matching.rules import Facts
from embeddings.matching.weights import Terms
from embeddings.matching.whatif import what_if, why_not
from tandems.domain.match import Difference, PairScore, Proposal, WhyNot
from tandems.domain.person import Account, Exclusion, ExclusionKind
from tandems.domain.programme import Participant, Programme
from tandems.domain.tandem import Agreement, Membership, Tandem, TandemStatus
from tandems.domain.vocabulary import Role
from tandems.errors import NotFound
from tandems.storage.store import Store


class Matching:
    """Runs matches over what people released; a person decides, the product proposes."""

    def __init__(self, store: Store, encoder: Encoder) -> None:
        self._store = store
        self._encoder = encoder

    def run(
        self,
        actor: Account,
        programme_id: str,
        *,
        trial: bool = False,
        terms: Terms | None = None,
        now: datetime,
    ) -> Proposal:
        """Match everybody who has room and keep the proposal.

        Without ``trial`` only people who have joined are matched; a trial takes everybody
        invited and cannot be approved. What people ranked counts; ``terms`` hold what the
        coordinator decides beside.

        Raises:
            Forbidden: not a coordinator.
        """
        match = self._cohort(actor, programme_id, replace(terms or Terms(), trial=trial))
        return self._store.matching.save(actor, match.proposal(programme_id=programme_id, now=now))

    def what_if(
        self, actor: Account, programme_id: str, *, before: Terms, after: Terms
    ) -> Difference:
        """Say what changes, for whom and by how much; nothing is kept.

        Raises:
            Forbidden: not a coordinator.
        """
        return what_if(self._cohort(actor, programme_id, before), after)

    def why_not(
        self, actor: Account, programme_id: str, *, pair: tuple[str, str], terms: Terms
    ) -> WhyNot:
        """Say why ``pair`` (mentee, mentor) is not proposed: a rule, no fit, or its price.

        Raises:
            Forbidden: not a coordinator.
            NotFound: one of the two takes no part in this match.
        """
        try:
            return why_not(self._cohort(actor, programme_id, terms), *pair)
        except ValueError as error:
            raise NotFound from error

    def _cohort(self, actor: Account, programme_id: str, terms: Terms) -> CohortMatch:
        """Score everybody who has room and, but for a trial, has joined."""
        everybody = self._store.programmes.participants(actor, programme_id)
        together = self._store.tandems.pairs(actor, programme_id).values()
        declined = self._store.tandems.declined_pairs(actor, programme_id).values()
        held = Counter(person_id for pair in together for person_id in pair)
        people = [
            _with_room(person, held[person.person_id])
            for person in everybody
            if terms.trial or person.enrolment.joined_at is not None
        ]
        rankings = self._store.rankings.all_rankings(actor, programme_id)
        return CohortMatch(
            [person for person in people if person.enrolment.capacity > 0],
            self._facts([*together, *declined]),
            self._encoder,
            terms=replace(terms, rankings=rankings),
        )

    def approve(self, actor: Account, proposal_id: str, *, now: datetime) -> list[Tandem]:
        """Approve a proposal: every pair becomes a proposed tandem that asks both for their yes.

        Approving again creates only what is missing.

        Raises:
            Forbidden: not a coordinator.
            NotAllowedNow: a trial, or a pair breaks a rule.
        """
        proposal = self._store.matching.mark_approved(actor, proposal_id, now=now)
        programme = self._store.programmes.get(proposal.programme_id)
        existing = {
            frozenset(pair) for pair in self._store.tandems.pairs(actor, programme.id).values()
        }
        return [
            self._store.tandems.create(actor, _proposed(pair, programme))
            for pair in proposal.pairs
            if frozenset((pair.mentee_id, pair.mentor_id)) not in existing
        ]

    def suggestions(
        self, actor: Account, programme_id: str, *, count: int = 5
    ) -> tuple[tuple[PairScore, Participant], ...]:
        """Return up to ``count`` mentors with room for the acting mentee, best first, rules held.

        Raises:
            Forbidden: the actor is not enrolled.
            NotAllowedNow: the actor has not joined.
        """
        mentee = _released(self._store.programmes.my_participation(actor, programme_id))
        mentors = self._store.programmes.candidates(actor, programme_id)
        by_id = {mentor.person_id: mentor for mentor in mentors}
        met = [
            tuple(member.person_id for member in tandem.members)
            for tandem in self._store.tandems.mine(actor)
            if tandem.status is not TandemStatus.CLOSED and tandem.programme_id == programme_id
        ]
        facts = self._facts(met)
        found = suggest_mentors(mentee, mentors, facts, self._encoder, count=count)
        return tuple((pair, by_id[pair.mentor_id]) for pair in found)

    def _facts(self, met: Iterable[tuple[str, ...]]) -> Facts:
        """Return what the rules look at; who is together, or was declined, is not asked again."""
        apart = [Exclusion(first, second, ExclusionKind.BLOCKED, "met") for first, second in met]
        people = self._store.people
        return Facts.of(people.reporting_edges(), [*people.exclusions(), *apart])


def _with_room(person: Participant, held: int) -> Participant:
    room = max(0, person.enrolment.capacity - held)
    return replace(person, enrolment=replace(person.enrolment, capacity=room))


def _released(person: Participant) -> Participant:
    return replace(
        person,
        wishes=tuple(wish for wish in person.wishes if wish.released_at is not None),
        offers=tuple(offer for offer in person.offers if offer.released_at is not None),
    )


def _proposed(pair: PairScore, programme: Programme) -> Tandem:
    tandem_id = uuid4().hex
    return Tandem(
        id=tandem_id,
        programme_id=programme.id,
        mode=programme.mode,
        status=TandemStatus.PROPOSED,
        members=(
            Membership(tandem_id, pair.mentor_id, "", Role.MENTOR),
            Membership(tandem_id, pair.mentee_id, "", Role.MENTEE),
        ),
        agreement=Agreement(minutes=programme.minutes),
    )
