"""Matching a programme's cohort: try out, run, approve, and suggest mentors to one mentee."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import uuid4

from embeddings.encoder import Encoder
from embeddings.matching.assign import CohortMatch, suggest_mentors
from embeddings.matching.rankings import Rankings
from embeddings.matching.rules import Facts
from embeddings.matching.weights import Terms, Weights
from embeddings.matching.whatif import compare, why_not
from embeddings.remembered import RememberedEncoder
from tandems.domain.match import Difference, PairScore, PartName, Proposal, WhyNot
from tandems.domain.person import Account, Exclusion, ExclusionKind
from tandems.domain.programme import Participant, Programme
from tandems.domain.tandem import Agreement, Membership, Tandem, TandemStatus
from tandems.domain.vocabulary import Role
from tandems.errors import NotFound
from tandems.storage.store import Store

LARGE: Final = 4_000
"""Wishes and offers of a cohort from which the quick model reads them."""


@dataclass(frozen=True, slots=True)
class TriedOut:
    """A proposal that is not kept, and what it changes against the one that is."""

    proposal: Proposal
    difference: Difference


@dataclass(frozen=True, slots=True, eq=False)
class _Cohort:
    """A cohort ready to be solved, and what it was made from."""

    made_from: tuple[list[Participant], Facts, Rankings]
    match: CohortMatch


class Matching:
    """Runs matches over what people released; a person decides, the product proposes."""

    def __init__(self, store: Store, encoder: Encoder, *, quick: Encoder | None = None) -> None:
        """Match with ``encoder``; with ``quick``, if given, where it would take minutes."""
        self._store = store
        self._encoder = RememberedEncoder(encoder)
        self._quick = quick
        self._last: _Cohort | None = None

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

        Only people who have joined are matched; a ``trial`` (or terms that say so) takes
        everybody invited and cannot be approved. What people ranked counts; ``terms`` hold what
        the coordinator decides beside.

        Raises:
            Forbidden: not a coordinator.
        """
        given = terms or Terms()
        given = replace(given, trial=trial or given.trial)
        match = self._match(actor, programme_id, given)
        return self._store.matching.save(actor, _proposal(match, programme_id, now))

    def try_out(
        self, actor: Account, programme_id: str, *, now: datetime, terms: Terms
    ) -> TriedOut:
        """Match without keeping anything, and say what would change.

        It is compared with the newest proposal or, where that is approved, with what a run
        under the same settings gives today. Both sides are scored with the weights of ``terms``.

        Raises:
            Forbidden: not a coordinator.
        """
        match = self._match(actor, programme_id, terms)
        proposal = _proposal(match, programme_id, now)
        before = self._before(actor, programme_id, match)
        return TriedOut(proposal, compare(before, proposal.pairs))

    def why_not(
        self, actor: Account, programme_id: str, *, pair: tuple[str, str], terms: Terms
    ) -> WhyNot:
        """Say why ``pair`` (mentee, mentor) is not proposed: a rule, no fit, or its price.

        Raises:
            Forbidden: not a coordinator.
            NotFound: one of them does not take part in this role.
        """
        match = self._match(actor, programme_id, terms)
        try:
            return why_not(match, *pair)
        except ValueError as error:
            raise NotFound from error

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
        encoder = self._encoder_for([mentee, *mentors])
        found = suggest_mentors(mentee, mentors, facts, encoder, count=count)
        return tuple((pair, by_id[pair.mentor_id]) for pair in found)

    def _match(self, actor: Account, programme_id: str, terms: Terms) -> CohortMatch:
        """Return everybody enrolled, ready to be solved; the last cohort is not encoded again.

        Who has no room left or has not joined is in it, so that why-not can say so.
        """
        store = self._store
        everybody = store.programmes.participants(actor, programme_id)
        together = store.tandems.pairs(actor, programme_id).values()
        declined = store.tandems.declined_pairs(actor, programme_id).values()
        held = Counter(person_id for pair in together for person_id in pair)
        people = [_with_room(person, held[person.person_id]) for person in everybody]
        rankings = store.rankings.all_rankings(actor, programme_id)
        made_from = (people, self._facts([*together, *declined]), rankings)
        last = self._last
        if last is None or last.made_from != made_from:
            given = Terms(rankings=rankings)
            match = CohortMatch(people, made_from[1], self._encoder_for(people), terms=given)
            last = self._last = _Cohort(made_from, match)
        return last.match.under(replace(terms, rankings=rankings))

    def _encoder_for(self, people: Sequence[Participant]) -> Encoder:
        """Return the one encoder for all of these people: vectors of two are never compared."""
        texts = sum(len(one.wishes) + len(one.offers) for one in people)
        return self._encoder if self._quick is None or texts <= LARGE else self._quick

    def _before(
        self, actor: Account, programme_id: str, match: CohortMatch
    ) -> tuple[PairScore, ...]:
        """Return what a trial is compared with, scored as the trial is."""
        kept = self._store.matching.latest(actor, programme_id)
        if kept is None or kept.approved_at is not None:
            old = terms_of(kept) if kept is not None else Terms()
            known = match.under(replace(old, trial=match.terms.trial)).pairs()
        else:
            known = kept.pairs
        pairs = {(one.mentee_id, one.mentor_id): one for one in known}
        fixed = replace(match.terms, locked=frozenset(pairs), forbidden=frozenset())
        today = {(one.mentee_id, one.mentor_id): one for one in match.under(fixed).pairs()}
        return tuple(today.get(pair, score) for pair, score in pairs.items())

    def _facts(self, met: Iterable[tuple[str, ...]]) -> Facts:
        """Return what the rules look at; who is together, or was declined, is not asked again."""
        apart = [Exclusion(first, second, ExclusionKind.BLOCKED, "met") for first, second in met]
        people = self._store.people
        return Facts.of(people.reporting_edges(), [*people.exclusions(), *apart])


def terms_of(proposal: Proposal) -> Terms:
    """Return what a proposal was run with, but for the rankings, which are read anew."""
    return Terms(
        weights=Weights(**{name.value: weight for name, weight in proposal.weights}),
        objective=proposal.objective,
        minimum=proposal.minimum,
        locked=frozenset((one.mentee_id, one.mentor_id) for one in proposal.pairs if one.locked),
        forbidden=frozenset(proposal.forbidden),
        trial=proposal.trial,
    )


def _proposal(match: CohortMatch, programme_id: str, now: datetime) -> Proposal:
    """Return the solved cohort with its terms; who could not take part is not left out."""
    found, terms = match.proposal(programme_id=programme_id, now=now), match.terms
    asked = {
        (one.person_id, one.enrolment.role)
        for one in match.cohort.everybody
        if one.enrolment.capacity > 0 and (terms.trial or one.enrolment.joined_at is not None)
    }
    return replace(
        found,
        left_out=tuple(one for one in found.left_out if (one.person_id, one.role) in asked),
        minimum=terms.minimum,
        forbidden=tuple(sorted(terms.forbidden)),
        weights=tuple((name, float(getattr(terms.weights, name.value))) for name in PartName),
    )


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
