"""What belongs to a tandem's two people: goals, commitments and notes."""

from sqlalchemy import or_, select

from tandems.access import Action, Resource, require
from tandems.domain.person import Account
from tandems.domain.tandem import Commitment, Goal, Note
from tandems.errors import Forbidden
from tandems.storage.records import (
    Records,
    find,
    members_of,
    running_tandem_for,
    save,
    tandem_for,
)
from tandems.storage.rows import CommitmentRow, GoalRow, NoteRow, TandemRow, fill, value_of


class PairRecords(Records):
    """Readable by the two people of a tandem and by nobody else, whatever their role."""

    def goals(self, actor: Account, tandem_id: str) -> list[Goal]:
        """Return the tandem's goals, oldest first.

        Raises:
            Forbidden: not a member.
        """
        query = select(GoalRow).where(GoalRow.tandem_id == tandem_id).order_by(GoalRow.seq)
        with self._database.read() as session:
            tandem_for(session, actor, Action.READ_GOALS, tandem_id=tandem_id)
            return [value_of(row, Goal) for row in session.scalars(query)]

    def save_goal(self, actor: Account, goal: Goal) -> Goal:
        """Add or change a goal; return it with its new version.

        Raises:
            Forbidden: not a member, or the goal or its owner belongs to another tandem.
            Conflict: it changed in the meantime.
            NotAllowedNow: the tandem has not started, or is over.
        """
        with self._database.write() as session:
            tandem = running_tandem_for(
                session, actor, Action.WRITE_GOALS, tandem_id=goal.tandem_id
            )
            _check_place(tandem, goal, find(session, GoalRow, goal.id))
            return value_of(save(session, GoalRow, goal), Goal)

    def commitments(self, actor: Account, tandem_id: str) -> list[Commitment]:
        """Return the tandem's commitments, oldest first.

        Raises:
            Forbidden: not a member.
        """
        query = select(CommitmentRow).where(CommitmentRow.tandem_id == tandem_id)
        with self._database.read() as session:
            tandem_for(session, actor, Action.READ_COMMITMENTS, tandem_id=tandem_id)
            rows = session.scalars(query.order_by(CommitmentRow.seq))
            return [value_of(row, Commitment) for row in rows]

    def save_commitment(self, actor: Account, commitment: Commitment) -> Commitment:
        """Add or change a commitment; return it with its new version.

        Raises:
            Forbidden: not a member, or it or its owner belongs to another tandem.
            Conflict: it changed in the meantime.
            NotAllowedNow: the tandem has not started, or is over.
        """
        with self._database.write() as session:
            tandem = running_tandem_for(
                session, actor, Action.WRITE_COMMITMENTS, tandem_id=commitment.tandem_id
            )
            _check_place(tandem, commitment, find(session, CommitmentRow, commitment.id))
            return value_of(save(session, CommitmentRow, commitment), Commitment)

    def notes(self, actor: Account, tandem_id: str) -> list[Note]:
        """Return the shared notes and the actor's own private ones, oldest first.

        Raises:
            Forbidden: not a member.
        """
        visible = or_(NoteRow.visibility == "shared", NoteRow.author_id == actor.person_id)
        query = select(NoteRow).where(NoteRow.tandem_id == tandem_id, visible)
        with self._database.read() as session:
            tandem_for(session, actor, Action.READ_SHARED_NOTES, tandem_id=tandem_id)
            return [value_of(row, Note) for row in session.scalars(query.order_by(NoteRow.seq))]

    def add_note(self, actor: Account, note: Note) -> Note:
        """Add a note of one's own.

        Raises:
            Forbidden: not a member, or somebody else's note.
            Conflict: a note by that id exists.
            NotAllowedNow: the tandem has not started, or is over.
        """
        with self._database.write() as session:
            running_tandem_for(session, actor, Action.WRITE_NOTES, tandem_id=note.tandem_id)
            require(actor, Action.READ_PRIVATE_NOTE, Resource(person_id=note.author_id))
            row = NoteRow()
            fill(row, note)
            session.add(row)
        return note

    def delete_note(self, actor: Account, note_id: str) -> None:
        """Delete a note of one's own.

        Raises:
            Forbidden: somebody else's note, or no such note.
        """
        with self._database.write() as session:
            row = find(session, NoteRow, note_id)
            author = Resource() if row is None else Resource(person_id=row.author_id)
            require(actor, Action.READ_PRIVATE_NOTE, author)
            if row is not None:
                session.delete(row)


def _check_place(
    tandem: TandemRow, value: Goal | Commitment, known: GoalRow | CommitmentRow | None
) -> None:
    """Refuse a value that moves between tandems, or whose owner is not one of the two."""
    moved = known is not None and known.tandem_id != tandem.id
    if moved or value.owner_id not in members_of(tandem).member_ids:
        raise Forbidden
