"""Key rotation: seal every text anew with the first key, so that the old ones can go."""

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from tandems.storage.columns import Sealed, SealedBytes, SealedSuggestable, SealedValue
from tandems.storage.rows import Base

_SEALED = (Sealed, SealedBytes, SealedValue, SealedSuggestable)


def reseal(session: Session) -> int:
    """Seal all texts anew within the session's transaction; return how many rows had one.

    Raises:
        KeyMissing: a text opens with none of the keys; nothing is changed.
    """
    count = 0
    for mapper in Base.registry.mappers:
        names = [
            attribute.key
            for attribute in mapper.column_attrs
            if isinstance(attribute.columns[0].type, _SEALED)
        ]
        if not names:
            continue
        for row in session.scalars(select(mapper.class_)):
            for name in names:
                flag_modified(row, name)
            count += 1
        session.flush()
    return count
