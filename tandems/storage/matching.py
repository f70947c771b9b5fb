"""Rankings by participants and proposals by match runs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete, orm, select

from tandems.access import Action, require
from tandems.domain.match import Fit, PairScore, Proposal
from tandems.domain.person import Account
from tandems.errors import InvalidInput, NotAllowedNow
from tandems.storage.programmes import joined_enrolment
from tandems.storage.records import Records, find, found, save, tandem_for
from tandems.storage.rows import (
    EnrolmentRow,
    OfferRow,
    ProposalRow,
    RankingRow,
    TandemRow,
    WishRow,
)


class Rankings(Records):
    """Whom people would like best, in their own order."""

    def rank(
        self, actor: Account, programme_id: str, *, mentor_ids: Sequence[str], now: datetime
    ) -> None:
        """Replace the actor's ranking: person ids, the most wanted first.

        Raises:
            Forbidden: the actor is not enrolled.
            NotAllowedNow: the actor has not joined.
            InvalidInput: somebody is named twice, or does not take part.
        """
        with self._database.write() as session:
            own = joined_enrolment(session, actor, Action.RANK, programme_id=programme_id)
            query = select(EnrolmentRow.person_id).where(
                EnrolmentRow.programme_id == programme_id,
                EnrolmentRow.person_id.in_(mentor_ids),
                EnrolmentRow.joined_at.is_not(None),
            )
            known = set(session.scalars(query)) - {own.person_id}
            if len(known) != len(mentor_ids):
                raise InvalidInput(given=len(mentor_ids), wanted=len(known))
            session.execute(delete(RankingRow).where(RankingRow.enrolment_id == own.id))
            session.add_all(
                RankingRow(enrolment_id=own.id, position=place, mentor_id=one, ranked_at=now)
                for place, one in enumerate(mentor_ids)
            )

    def ranking(self, actor: Account, programme_id: str) -> tuple[str, ...]:
        """Return the actor's own ranking.

        Raises:
            Forbidden: the actor is not enrolled.
            NotAllowedNow: the actor has not joined.
        """
        with self._database.read() as session:
            own = joined_enrolment(session, actor, Action.READ_RANKING, programme_id=programme_id)
            query = select(RankingRow.mentor_id).where(RankingRow.enrolment_id == own.id)
            return tuple(session.scalars(query.order_by(RankingRow.position)))

    def all_rankings(self, actor: Account, programme_id: str) -> dict[str, tuple[str, ...]]:
        """Return everybody's ranking by person id, for the coordinator.

        Raises:
            Forbidden: not a coordinator.
        """
        require(actor, Action.READ_RANKINGS)
        query = (
            select(EnrolmentRow.person_id, RankingRow.mentor_id)
            .join(RankingRow, RankingRow.enrolment_id == EnrolmentRow.id)
            .where(EnrolmentRow.programme_id == programme_id)
            .order_by(EnrolmentRow.seq, RankingRow.position)
        )
        rankings: dict[str, tuple[str, ...]] = {}
        with self._database.read() as session:
            for person_id, mentor_id in session.execute(query):
                rankings[person_id] = (*rankings.get(person_id, ()), mentor_id)
        return rankings


class Matching(Records):
    """Proposals, kept whole and sealed because they quote wishes and offers."""

    def save(self, actor: Account, proposal: Proposal) -> Proposal:
        """Keep a proposal, or change one that is not approved; return what was kept.

        Raises:
            Forbidden: not a coordinator.
            NotAllowedNow: it is approved already.
            Conflict: it changed in the meantime.
        """
        require(actor, Action.SAVE_PROPOSAL)
        with self._database.write() as session:
            known = find(session, ProposalRow, proposal.id)
            if known is not None and known.approved_at is not None:
                raise NotAllowedNow(state="approved")
            row = save(
                session,
                ProposalRow,
                proposal,
                skip=frozenset({"approved_at"}),
                given={"content": proposal},
            )
            return _value(row)

    def latest(self, actor: Account, programme_id: str) -> Proposal | None:
        """Return the newest proposal of a programme, if there is one.

        Raises:
            Forbidden: not a coordinator.
        """
        require(actor, Action.READ_PROPOSAL)
        query = select(ProposalRow).where(ProposalRow.programme_id == programme_id)
        with self._database.read() as session:
            row = session.scalar(query.order_by(ProposalRow.seq.desc()).limit(1))
            return None if row is None else _value(row)

    def get(self, actor: Account, proposal_id: str) -> Proposal:
        """Return a proposal.

        Raises:
            Forbidden: not a coordinator.
            NotFound: nothing by that id.
        """
        require(actor, Action.READ_PROPOSAL)
        with self._database.read() as session:
            return _value(found(session, ProposalRow, proposal_id))

    def fit(self, actor: Account, tandem_id: str) -> Fit | None:
        """Return why a tandem was proposed, for its two people; None if no proposal says so.

        What its person has withdrawn or changed since is left out.

        Raises:
            Forbidden: not a member, or no such tandem.
        """
        with self._database.read() as session:
            tandem = tandem_for(session, actor, Action.READ_FIT, tandem_id=tandem_id)
            pair = _approved_pair(session, tandem)
            return None if pair is None else _still_released(session, tandem.programme_id, pair)

    def mark_approved(self, actor: Account, proposal_id: str, *, now: datetime) -> Proposal:
        """Approve a proposal; approving twice keeps the first date.

        Raises:
            Forbidden: not a coordinator.
            NotFound: nothing by that id.
            NotAllowedNow: a trial, or a pair breaks a rule.
        """
        require(actor, Action.APPROVE_PROPOSAL)
        with self._database.write() as session:
            row = found(session, ProposalRow, proposal_id)
            if row.trial:
                raise NotAllowedNow(state="trial")
            if row.content.violations:
                raise NotAllowedNow(state="violations")
            row.approved_at = row.approved_at or now
            session.flush()
            return _value(row)


def _value(row: ProposalRow) -> Proposal:
    return replace(row.content, approved_at=row.approved_at, version=row.version)


def _approved_pair(session: orm.Session, tandem: TandemRow) -> PairScore | None:
    """Return the two as the newest approved proposal has them."""
    two = {member.person_id for member in tandem.memberships}
    query = select(ProposalRow).where(
        ProposalRow.programme_id == tandem.programme_id, ProposalRow.approved_at.is_not(None)
    )
    pairs = (
        pair
        for row in session.scalars(query.order_by(ProposalRow.seq.desc()))
        for pair in row.content.pairs
    )
    return next((pair for pair in pairs if {pair.mentee_id, pair.mentor_id} == two), None)


def _still_released(session: orm.Session, programme_id: str, pair: PairScore) -> Fit:
    wishes = _released(session, programme_id, WishRow, pair.mentee_id)
    offers = _released(session, programme_id, OfferRow, pair.mentor_id)
    return Fit(
        mentee_id=pair.mentee_id,
        mentor_id=pair.mentor_id,
        reasons=tuple(
            reason
            for reason in pair.reasons
            if wishes.get(reason.wish_id) == reason.wish_text
            and offers.get(reason.offer_id) == reason.offer_text
        ),
        uncovered=tuple(wishes[one] for one in pair.uncovered if one in wishes),
    )


def _released(
    session: orm.Session, programme_id: str, kind: type[WishRow] | type[OfferRow], person_id: str
) -> dict[str, str]:
    query = (
        select(kind.id, kind.text)
        .join(EnrolmentRow, EnrolmentRow.id == kind.enrolment_id)
        .where(
            EnrolmentRow.programme_id == programme_id,
            EnrolmentRow.person_id == person_id,
            kind.released_at.is_not(None),
        )
    )
    return {text_id: text for text_id, text in session.execute(query)}
