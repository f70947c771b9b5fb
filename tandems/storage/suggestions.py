"""Suggestions: their requester's drafts until accepting shares and plans them in one step."""

from datetime import datetime

from sqlalchemy import orm, select

from tandems.access import NOBODYS, Action, Resource, require
from tandems.domain.agenda import Agenda
from tandems.domain.conversation import Suggestion, SuggestionStatus
from tandems.domain.person import Account
from tandems.domain.tandem import Session, SessionStatus
from tandems.errors import Forbidden, InvalidInput, NotAllowedNow
from tandems.storage.plans import put_session
from tandems.storage.records import Records, find, running_tandem_for, save, tandem_for
from tandems.storage.rows import SuggestionRow, value_of


class Suggestions(Records):
    """Agendas and question sets, draft or accepted; their content is sealed."""

    def save_draft(self, actor: Account, suggestion: Suggestion) -> Suggestion:
        """Keep a draft of the actor's own, new or changed.

        Raises:
            Forbidden: somebody else's, or not a member of its tandem.
            InvalidInput: it claims to be accepted, or its content is another tandem's.
            NotAllowedNow: it is accepted already.
            Conflict: it changed in the meantime.
        """
        require(actor, Action.READ_DRAFT, Resource(account_id=suggestion.account_id))
        if (
            suggestion.status is not SuggestionStatus.DRAFT
            or suggestion.content.tandem_id != suggestion.tandem_id
        ):
            raise InvalidInput(given=suggestion.status.value, wanted=SuggestionStatus.DRAFT.value)
        with self._database.write() as session:
            tandem_for(session, actor, Action.WRITE_DRAFT, tandem_id=suggestion.tandem_id)
            known = find(session, SuggestionRow, suggestion.id)
            if known is not None:
                _require_unmoved(known, suggestion)
            row = save(session, SuggestionRow, suggestion, skip=frozenset({"accepted_at"}))
            return value_of(row, Suggestion)

    def get(self, actor: Account, suggestion_id: str) -> Suggestion:
        """Return a suggestion: a draft to its requester, an accepted one to both members.

        Raises:
            Forbidden: not for this account, or no such suggestion.
        """
        with self._database.read() as session:
            return value_of(_readable(session, actor, suggestion_id), Suggestion)

    def drafts(self, actor: Account, tandem_id: str) -> list[Suggestion]:
        """Return the actor's own drafts for a tandem, oldest first.

        Raises:
            Forbidden: not a member.
        """
        query = select(SuggestionRow).where(
            SuggestionRow.tandem_id == tandem_id,
            SuggestionRow.account_id == actor.id,
            SuggestionRow.status == SuggestionStatus.DRAFT,
        )
        with self._database.read() as session:
            tandem_for(session, actor, Action.WRITE_DRAFT, tandem_id=tandem_id)
            rows = session.scalars(query.order_by(SuggestionRow.seq))
            return [value_of(row, Suggestion) for row in rows]

    def accepted(self, actor: Account, tandem_id: str) -> list[Suggestion]:
        """Return what the tandem has accepted, in the order of acceptance.

        Raises:
            Forbidden: not a member.
        """
        query = select(SuggestionRow).where(
            SuggestionRow.tandem_id == tandem_id,
            SuggestionRow.status == SuggestionStatus.ACCEPTED,
        )
        with self._database.read() as session:
            tandem_for(session, actor, Action.READ_ACCEPTED, tandem_id=tandem_id)
            rows = session.scalars(query.order_by(SuggestionRow.accepted_at, SuggestionRow.seq))
            return [value_of(row, Suggestion) for row in rows]

    def used_block_ids(self, actor: Account, tandem_id: str) -> frozenset[str]:
        """Return the blocks of all accepted agendas of a tandem.

        Raises:
            Forbidden: not a member.
        """
        return frozenset(
            block.block_id
            for one in self.accepted(actor, tandem_id)
            if isinstance(one.content, Agenda)
            for block in one.content.blocks
        )

    def used_question_ids(self, actor: Account, tandem_id: str) -> frozenset[str]:
        """Return the questions of everything a tandem accepted.

        Raises:
            Forbidden: not a member.
        """
        return frozenset(
            question.question_id
            for one in self.accepted(actor, tandem_id)
            for question in one.content.questions
        )

    def accept(
        self, actor: Account, suggestion_id: str, *, session: Session, now: datetime
    ) -> Suggestion:
        """Share a draft with both and plan it: ``session`` gets its agenda and minutes.

        All of it is on the disk when this returns, or none of it. Accepting twice returns the
        first acceptance unchanged. A question set is joined to the session and leaves its
        agenda alone.

        Raises:
            Forbidden: not its requester, no such suggestion, or another tandem's session.
            NotAllowedNow: the session is over, or the tandem does not run.
            Conflict: the session changed in the meantime, or its number is taken.
        """
        with self._database.write() as transaction:
            row = _readable(transaction, actor, suggestion_id)
            if row.status is SuggestionStatus.DRAFT:
                require(actor, Action.ACCEPT_DRAFT, Resource(account_id=row.account_id))
                running_tandem_for(
                    transaction, actor, Action.PLAN_SESSIONS, tandem_id=row.tandem_id
                )
                row.status = SuggestionStatus.ACCEPTED
                row.accepted_at = now
                row.session_id = session.id
                _plan(transaction, row, session)
            return value_of(row, Suggestion)

    def delete_draft(self, actor: Account, suggestion_id: str) -> None:
        """Delete a draft of one's own.

        Raises:
            Forbidden: somebody else's, or no such suggestion.
            NotAllowedNow: it is accepted; it belongs to both.
        """
        with self._database.write() as session:
            row = _readable(session, actor, suggestion_id)
            if row.status is not SuggestionStatus.DRAFT:
                raise NotAllowedNow(state=row.status.value)
            session.delete(row)


def _readable(session: orm.Session, actor: Account, suggestion_id: str) -> SuggestionRow:
    """Return the suggestion if the actor may read it in its present state."""
    row = find(session, SuggestionRow, suggestion_id, lock=True)
    if row is None:
        require(actor, Action.READ_DRAFT, NOBODYS)
        raise Forbidden
    if row.status is SuggestionStatus.DRAFT:
        require(actor, Action.READ_DRAFT, Resource(account_id=row.account_id))
    else:
        tandem_for(session, actor, Action.READ_ACCEPTED, tandem_id=row.tandem_id)
    return row


def _require_unmoved(row: SuggestionRow, suggestion: Suggestion) -> None:
    if (row.account_id, row.tandem_id) != (suggestion.account_id, suggestion.tandem_id):
        raise Forbidden
    if row.status is not SuggestionStatus.DRAFT:
        raise NotAllowedNow(state=row.status.value)


def _plan(transaction: orm.Session, row: SuggestionRow, session: Session) -> None:
    """Join an accepted suggestion to its session, which is created where it is missing."""
    planned = put_session(transaction, session, tandem_id=row.tandem_id)
    if planned.status is not SessionStatus.PLANNED:
        raise NotAllowedNow(state=planned.status.value)
    if isinstance(row.content, Agenda):
        planned.agenda_id = row.id
        planned.minutes = row.content.minutes
    transaction.flush()
