"""Suggestions whose every text says which form it is, and one reader of each kind."""

from dataclasses import replace
from datetime import date

from tandems.domain.agenda import Agenda, OwnWords
from tandems.domain.tandem import Agreement, Membership, Tandem, TandemStatus
from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import Address, Language, Lead, Mode, Move, Role
from tests.tandems.world import an_agenda
from ui.render.reading import Reading
from ui.texts import Texts

EVIL = "<script>alert(1)</script>"
READERS = ((Language.DE, Address.DU), (Language.DE, Address.SIE), (Language.EN, Address.DU))


def a_pair(mode: Mode = Mode.REVERSE) -> Tandem:
    roles = (Role.PEER, Role.PEER) if mode is Mode.PEER else (Role.MENTOR, Role.MENTEE)
    people = (("p1", "Paula Reuter"), ("p2", "Renate Wagner"))
    members = tuple(
        Membership("t", person_id, name, role)
        for (person_id, name), role in zip(people, roles, strict=True)
    )
    return Tandem("t", "p", mode, TandemStatus.ACTIVE, members, Agreement())


def reading(
    language: Language = Language.DE, address: Address = Address.DU, mode: Mode = Mode.REVERSE
) -> Reading:
    return Reading.of(Texts(language, address), a_pair(mode))


def says(text: str) -> BilingualText:
    return BilingualText(f"{text} du", f"{text} Sie", f"{text} en")


def full_agenda(*, own: str = "Video drehen", lead: Lead = Lead.MENTOR) -> Agenda:
    agenda = an_agenda("t", "p1", minutes=20)
    first = agenda.blocks[0]
    quoted = BilingualText(f"Zu „{own}“ du", f"Zu „{own}“ Sie", f"About ‘{own}’ en")
    blocks = (
        replace(
            first,
            lead=lead,
            minutes=8,
            title=says("Titel"),
            steps=(quoted, says("Schritt")),
            moves=(Move.MENTEE_SPEAKS_LAST, Move.NO_FAVOURS),
            own_time=True,
            why=says("Grund"),
            material=says("Material"),
            evidence=says("Beleg"),
            opt_out=says("Ausweg"),
        ),
        replace(first, block_id="b-2", lead=Lead.BOTH, first_speaker_id="p2", minutes=12),
    )
    return replace(
        agenda,
        blocks=blocks,
        next_date=date(2026, 4, 8),
        verbatim=(OwnWords(own, Language.DE),),
    )
