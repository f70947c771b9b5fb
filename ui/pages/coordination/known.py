"""Whom and what the coordinator may know by name: people, and texts that are still released."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tandems.domain.match import Reason, RuleCode
from tandems.domain.programme import Participant
from tandems.domain.vocabulary import Role
from ui.pages.coordination.programme import Office
from ui.quotes import short_form

Pair = tuple[str, str]
"""Person ids: mentee, mentor."""


@dataclass(frozen=True, slots=True)
class Known:
    """People by id, what those who take part have released today, and their tandems."""

    office: Office
    names: Mapping[str, str]
    participants: Sequence[Participant]
    tandems: Mapping[str, int]

    def name(self, person_id: str) -> str:
        """Return a person's name, also after they left the programme."""
        return self.names.get(person_id) or self.office.t("someone")

    def pair(self, mentee_id: str, mentor_id: str) -> str:
        """Return both names."""
        return self.office.t(
            "mentee_with", mentee=self.name(mentee_id), mentor=self.name(mentor_id)
        )

    def broken(self, rule: RuleCode, pair: Pair) -> str:
        """Say which rule two people break and, where it is about one of them, who that is."""
        concerned = ", ".join(
            self.name(one.person_id)
            for one in self.participants
            if one.person_id in pair and self._lacks(one, rule)
        )
        named = f"broken_{rule}_named"
        if concerned and f"coordination.{named}" in self.office.context.texts:
            return self.office.t(named, names=concerned)
        return self.office.t(f"broken_{rule}")

    def _lacks(self, one: Participant, rule: RuleCode) -> bool:
        if rule is RuleCode.NOT_JOINED:
            return one.enrolment.joined_at is None
        return self.tandems.get(one.person_id, 0) >= one.enrolment.capacity

    def listed(self, role: Role) -> list[tuple[str, str]]:
        """Return (name, id) of everybody in a role, by name."""
        people = {one.person_id: one for one in self.participants if one.enrolment.role is role}
        found = ((self.name(one), one) for one in people)
        return sorted(found, key=lambda one: (one[0].casefold(), one[1]))

    def under_18(self, pair: Pair) -> list[str]:
        """Return the names of those of a pair who are under 18."""
        return [
            self.name(one.person_id)
            for one in self.participants
            if one.person_id in pair and one.under_18
        ]

    def wishes(self) -> dict[str, str]:
        """Return released wishes in short, by their ids."""
        own = (wish for one in self.participants for wish in one.wishes)
        return {wish.id: short_form(wish.text, wish.label) for wish in own}

    def still_released(self, reasons: Sequence[Reason]) -> list[Reason]:
        """Return the reasons whose wish and offer still stand as they were matched."""
        texts = {wish.id: wish.text for one in self.participants for wish in one.wishes}
        texts |= {offer.id: offer.text for one in self.participants for offer in one.offers}
        return [
            one
            for one in reasons
            if texts.get(one.wish_id) == one.wish_text and texts.get(one.offer_id) == one.offer_text
        ]


def known_of(office: Office) -> Known:
    """Read people and participants for the acting coordinator."""
    context = office.context
    store = context.services.store
    everyone = store.people.everyone(context.account)
    participants = store.programmes.participants(context.account, office.programme.id)
    pairs = store.tandems.pairs(context.account, office.programme.id).values()
    tandems = Counter(person_id for pair in pairs for person_id in pair)
    return Known(office, {one.id: one.name for one in everyone}, tuple(participants), tandems)
