"""Learning wishes and offers: released by their person, or imported for the invited."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import delete
from sqlalchemy.orm import Session

from tandems.access import NOBODYS, Action, Resource, require
from tandems.domain.person import Account
from tandems.domain.programme import LearningWish, Offer
from tandems.errors import Forbidden, NotAllowedNow
from tandems.storage.programmes import own_enrolment
from tandems.storage.records import Records, find, found, save
from tandems.storage.rows import EnrolmentRow, OfferRow, WishRow, value_of

K = TypeVar("K", WishRow, OfferRow)


class Wishes(Records):
    """What people want to learn and can share; their words are sealed."""

    def release_wishes(
        self,
        actor: Account,
        enrolment_id: str,
        *,
        wishes: Sequence[LearningWish],
        now: datetime,
    ) -> list[LearningWish]:
        """Add or change wishes of one's own and release them; others stay as they are.

        Raises:
            Forbidden: not the person's own enrolment, or a wish belongs to another one.
            Conflict: a wish changed in the meantime.
        """
        with self._database.write() as session:
            own_enrolment(session, actor, Action.RELEASE, enrolment_id=enrolment_id)
            rows = _put(session, WishRow, wishes, enrolment_id=enrolment_id, now=now)
            return [value_of(row, LearningWish) for row in rows]

    def release_offers(
        self, actor: Account, enrolment_id: str, *, offers: Sequence[Offer], now: datetime
    ) -> list[Offer]:
        """Add or change offers of one's own and release them; others stay as they are.

        Raises:
            Forbidden: not the person's own enrolment, or an offer belongs to another one.
            Conflict: an offer changed in the meantime.
        """
        with self._database.write() as session:
            own_enrolment(session, actor, Action.RELEASE, enrolment_id=enrolment_id)
            rows = _put(session, OfferRow, offers, enrolment_id=enrolment_id, now=now)
            return [value_of(row, Offer) for row in rows]

    def withdraw_wish(self, actor: Account, wish_id: str) -> None:
        """Hide a wish of one's own from everybody else; the person still sees it.

        Raises:
            Forbidden: not one's own wish, or no such wish.
        """
        with self._database.write() as session:
            _own(session, actor, WishRow, record_id=wish_id).released_at = None

    def withdraw_offer(self, actor: Account, offer_id: str) -> None:
        """Hide an offer of one's own from everybody else; the person still sees it.

        Raises:
            Forbidden: not one's own offer, or no such offer.
        """
        with self._database.write() as session:
            _own(session, actor, OfferRow, record_id=offer_id).released_at = None

    def delete_wish(self, actor: Account, wish_id: str) -> None:
        """Delete a wish of one's own.

        Raises:
            Forbidden: not one's own wish, or no such wish.
        """
        with self._database.write() as session:
            session.delete(_own(session, actor, WishRow, record_id=wish_id))

    def delete_offer(self, actor: Account, offer_id: str) -> None:
        """Delete an offer of one's own.

        Raises:
            Forbidden: not one's own offer, or no such offer.
        """
        with self._database.write() as session:
            session.delete(_own(session, actor, OfferRow, record_id=offer_id))

    def import_released(
        self,
        actor: Account,
        enrolment_id: str,
        *,
        wishes: Sequence[LearningWish],
        offers: Sequence[Offer],
        now: datetime,
    ) -> None:
        """Replace the texts of somebody invited by those of an import.

        Raises:
            Forbidden: not a coordinator.
            NotFound: no such enrolment.
            NotAllowedNow: the person has joined; their texts are theirs to change.
        """
        require(actor, Action.IMPORT_RELEASED)
        with self._database.write() as session:
            if found(session, EnrolmentRow, enrolment_id).joined_at is not None:
                raise NotAllowedNow(state="joined")
            session.execute(delete(WishRow).where(WishRow.enrolment_id == enrolment_id))
            session.execute(delete(OfferRow).where(OfferRow.enrolment_id == enrolment_id))
            _put(session, WishRow, wishes, enrolment_id=enrolment_id, now=now)
            _put(session, OfferRow, offers, enrolment_id=enrolment_id, now=now)


def _put(
    session: Session,
    kind: type[K],
    values: Sequence[LearningWish] | Sequence[Offer],
    *,
    enrolment_id: str,
    now: datetime,
) -> list[K]:
    """Save the values as released; a value of another enrolment is refused."""
    rows: list[K] = []
    for value in values:
        known = find(session, kind, value.id)
        owner = value.enrolment_id if known is None else known.enrolment_id
        if {owner, value.enrolment_id} != {enrolment_id}:
            raise Forbidden
        row = save(session, kind, value, skip=frozenset({"released_at"}))
        row.released_at = now
        session.flush()
        rows.append(row)
    return rows


def _own(session: Session, actor: Account, kind: type[K], *, record_id: str) -> K:
    row = find(session, kind, record_id)
    enrolment = None if row is None else find(session, EnrolmentRow, row.enrolment_id)
    resource = NOBODYS if enrolment is None else Resource(person_id=enrolment.person_id)
    require(actor, Action.RELEASE, resource)
    if row is None:
        raise Forbidden
    return row
