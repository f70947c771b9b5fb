"""Chats, each its writer's alone, and the audit trail."""

from datetime import datetime

from sqlalchemy import delete, select

from tandems.access import Action, Resource, require
from tandems.domain.conversation import Message
from tandems.domain.person import Account, AuditEntry
from tandems.storage.records import Records, new_id, tandem_for
from tandems.storage.rows import AuditRow, MessageRow, fill, value_of


class Conversations(Records):
    """What an account wrote and was answered; hidden from everybody else."""

    def add(self, actor: Account, message: Message) -> Message:
        """Keep one turn of the actor's own chat.

        Raises:
            Forbidden: somebody else's chat, or not a member of its tandem.
            Conflict: a message by that id exists.
        """
        require(actor, Action.WRITE_CHAT, Resource(account_id=message.account_id))
        with self._database.write() as session:
            if message.tandem_id is not None:
                tandem_for(session, actor, Action.READ_TANDEM, tandem_id=message.tandem_id)
            row = MessageRow()
            fill(row, message)
            session.add(row)
        return message

    def history(self, actor: Account, tandem_id: str | None, *, limit: int = 50) -> list[Message]:
        """Return the actor's own latest messages, oldest first; None is the profile chat."""
        query = (
            select(MessageRow)
            .where(MessageRow.account_id == actor.id, MessageRow.tandem_id == tandem_id)
            .order_by(MessageRow.seq.desc())
            .limit(limit)
        )
        with self._database.read() as session:
            return [value_of(row, Message) for row in session.scalars(query)][::-1]

    def delete_history(self, actor: Account, tandem_id: str | None) -> None:
        """Delete the actor's own chat about a tandem, or the profile chat."""
        with self._database.write() as session:
            session.execute(
                delete(MessageRow).where(
                    MessageRow.account_id == actor.id, MessageRow.tandem_id == tandem_id
                )
            )


class Audit(Records):
    """Who did what to which record, never with its content."""

    def record(
        self, actor: Account, action: str, *, kind: str, record_id: str, now: datetime
    ) -> AuditEntry:
        """Note an act; ``action`` and ``kind`` are codes."""
        entry = AuditEntry(new_id(), now, actor.id, action, kind, record_id)
        with self._database.write() as session:
            row = AuditRow()
            fill(row, entry)
            session.add(row)
        return entry

    def entries(self, actor: Account, *, limit: int = 200) -> list[AuditEntry]:
        """Return the latest entries, newest first.

        Raises:
            Forbidden: neither operator nor coordinator.
        """
        require(actor, Action.READ_AUDIT)
        query = select(AuditRow).order_by(AuditRow.seq.desc()).limit(limit)
        with self._database.read() as session:
            return [value_of(row, AuditEntry) for row in session.scalars(query)]
