"""What the sub-stores share: finding rows, saving with a version check, asking for rights."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Protocol, TypeVar, cast
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from tandems.access import NOBODYS, Action, Resource, require
from tandems.domain.person import Account
from tandems.domain.tandem import TandemStatus
from tandems.errors import Conflict, Forbidden, NotAllowedNow, NotFound
from tandems.storage.database import Database
from tandems.storage.rows import Record, Revised, TandemRow, fill

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

R = TypeVar("R", bound=Record)
V = TypeVar("V", bound=Revised)
RUNNING: Final = frozenset({TandemStatus.ACTIVE, TandemStatus.PAUSED})
"""A tandem gains content only once both said yes, and until it is closed."""
OPEN: Final = RUNNING | {TandemStatus.PROPOSED}
"""A tandem takes one of its people's places from the proposal until it ends."""


class Versioned(Protocol):
    """A domain value whose row refuses updates made on an older state."""

    @property
    def id(self) -> str:
        """Return the id."""

    @property
    def version(self) -> int:
        """Return the version it was loaded with; 1 when new."""


class Records:
    """A sub-store over one database."""

    def __init__(self, database: Database) -> None:
        self._database = database


def new_id() -> str:
    """Return a fresh id."""
    return uuid4().hex


def find(session: Session, kind: type[R], record_id: str, *, lock: bool = False) -> R | None:
    """Return the row of that id; with ``lock``, others wait to change it."""
    query = select(kind).where(kind.id == record_id)
    return session.scalar(query.with_for_update() if lock else query)


def found(session: Session, kind: type[R], record_id: str) -> R:
    """Return the row of that id.

    Raises:
        NotFound: there is none.
    """
    row = find(session, kind, record_id)
    if row is None:
        raise NotFound
    return row


def save(
    session: Session,
    kind: type[V],
    value: Versioned,
    *,
    skip: frozenset[str] = frozenset(),
    given: Mapping[str, object] | None = None,
) -> V:
    """Insert ``value`` or update its row with all fields but ``skip``; return the row.

    ``given`` are columns that no field is named after.

    Raises:
        Conflict: the row's version is not the value's, or it was deleted in the meantime.
    """
    row = find(session, kind, value.id, lock=True)
    if (row.version if row else 1) != value.version:
        raise Conflict
    if row is None:
        row = kind()
        session.add(row)
    fill(row, cast("DataclassInstance", value), skip=skip)
    for name, column in (given or {}).items():
        setattr(row, name, column)
    session.flush()
    return row


def members_of(row: TandemRow | None) -> Resource:
    """Return the resource that is the two people's; nobody's where there is no tandem."""
    if row is None:
        return NOBODYS
    return Resource(member_ids=frozenset(member.person_id for member in row.memberships))


def tandem_for(
    session: Session, actor: Account, action: Action, *, tandem_id: str, lock: bool = False
) -> TandemRow:
    """Return the tandem if ``actor`` may do ``action`` to it.

    Raises:
        Forbidden: may not, or there is no such tandem.
    """
    row = find(session, TandemRow, tandem_id, lock=lock)
    require(actor, action, members_of(row))
    if row is None:
        raise Forbidden
    return row


def running_tandem_for(
    session: Session, actor: Account, action: Action, *, tandem_id: str
) -> TandemRow:
    """Return the tandem for writing content.

    Raises:
        Forbidden: may not, or there is no such tandem.
        NotAllowedNow: it has not started, or is over.
    """
    row = tandem_for(session, actor, action, tandem_id=tandem_id, lock=True)
    if row.status not in RUNNING:
        raise NotAllowedNow(state=row.status.value)
    return row
