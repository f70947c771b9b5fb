"""Commitments of a tandem: who does what until when, and what became of it."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

from tandems.domain.person import Account
from tandems.domain.tandem import Commitment, CommitmentStatus
from tandems.domain.vocabulary import Language
from tandems.errors import Forbidden
from tandems.storage.store import Store


@dataclass(frozen=True, slots=True)
class Promise:
    """What was agreed; ``owner_id`` is one of the two."""

    owner_id: str
    text: str
    due: date
    first_sign: str
    language: Language


class Commitments:
    """What was agreed reopens at the start of the next session until it is settled."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, actor: Account, tandem_id: str, *, promise: Promise) -> Commitment:
        """Keep a commitment of either of the two.

        Raises:
            Forbidden: not a member, or its owner is not one of the two.
            NotAllowedNow: the tandem does not run.
        """
        commitment = Commitment(
            id=uuid4().hex,
            tandem_id=tandem_id,
            owner_id=promise.owner_id,
            text=promise.text,
            language=promise.language,
            due=promise.due,
            first_sign=promise.first_sign,
        )
        return self._store.tandems.save_commitment(actor, commitment)

    def settle(
        self, actor: Account, tandem_id: str, *, commitment_id: str, status: CommitmentStatus
    ) -> Commitment:
        """Mark a commitment as done, dropped or open again; both of the two may.

        Raises:
            Forbidden: not a member, or no such commitment.
            Conflict: it changed in the meantime.
        """
        for commitment in self._store.tandems.commitments(actor, tandem_id):
            if commitment.id == commitment_id:
                changed = replace(commitment, status=status)
                return self._store.tandems.save_commitment(actor, changed)
        raise Forbidden
