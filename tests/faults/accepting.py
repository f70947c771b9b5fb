"""The process that is killed: it accepts drafts one after the other and says so."""

from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection

from tandems.storage import open_store
from tests.tandems.world import a_session


@dataclass(frozen=True)
class Task:
    """What to open, and whose drafts to accept."""

    database_url: str
    key: bytes
    account_id: str
    tandem_id: str


def accept_all(task: Task, said: Connection) -> None:
    """Accept all drafts, sending each id once ``accept`` has returned."""
    store = open_store(task.database_url, keys=[task.key])
    actor = store.accounts.by_id(task.account_id)
    number = len(store.tandems.sessions(actor, task.tandem_id))
    said.send("ready")
    for draft in store.suggestions.drafts(actor, task.tandem_id):
        number += 1
        session = a_session(task.tandem_id, number)
        store.suggestions.accept(actor, draft.id, session=session, now=datetime.now(UTC))
        said.send(draft.id)
