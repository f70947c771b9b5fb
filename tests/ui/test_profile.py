"""The profile page through the running app: what is written, checked, released and ranked."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

import app as composition
from settings import Settings
from tandems.domain.person import Account, AccountRole, Person
from tandems.domain.programme import Enrolment, Offer, Participant, Programme
from tandems.domain.vocabulary import Address, Language, Mode, Role
from tandems.storage import Store, load_or_create_key, open_store
from tests.tandems.world import OFFICE
from tests.ui.queue import call, result, toasts
from tests.ui.site import CHEAP, PASSWORD, START, Clock, Site, serving
from ui.page import Page, participants
from ui.pages import profile
from ui.services import Services

JOURNEY = {
    "de": "Ich möchte verstehen, wie wir Kurzvideos fürs Recruiting nutzen können, und sicherer "
    "mit KI-Tools werden. Dienstags passt es mir gut.",
    "en": "I would like to understand how we can use short videos for recruiting, and get more "
    "confident with AI tools. Fridays work best for me.",
}
OFFERS = {
    "jonas": "Ich zeige, wie man KI-Tools sicher nutzt und gute Prompts schreibt.",
    "tuva": "Kurzvideos fürs Recruiting planen und schneiden",
    "malik": "Sicher mit KI-Tools arbeiten <script>alert(1)</script>",
}
HEAD, CHAT, DRAFT, ASK, RELEASED, MENTORS = range(6)
SAID = 0
SHOWN = 3
"""Places of the outputs: two messages and the bridge stand before what the page shows."""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("profile")
    settings = Settings(data_dir=folder, database_url="", key=None)
    keys = load_or_create_key(settings.key_file(), None, encrypted_rows_exist=False)
    clock = Clock()
    with open_store(settings.database(), keys=keys, passwords=CHEAP) as store:
        populate(store)
        desk = composition.open_desk(settings, store)
        services = Services(store, clock, PASSWORD, desk=lambda: desk, data_dir=folder)
        pages = [Page("profile", profile.build, participants)]
        with serving(composition.build_app(settings, services, pages=pages), store, clock) as site:
            yield site


@pytest.fixture
def site(running: Site) -> Site:
    running.clock.at = START
    return running


def populate(store: Store) -> None:
    organisation = store.people.add_organisation("Nordlicht Werke")
    programme = store.programmes.create(
        Programme("p" * 32, "Tandems <i>2026</i>", organisation.id, Mode.REVERSE, START.date())
    )
    for login, offer in OFFERS.items():
        account, enrolment = add(store, organisation.id, login, role=Role.MENTOR)
        store.programmes.join(account, enrolment.id, now=START)
        offers = [Offer(uuid4().hex, enrolment.id, offer, login)]
        store.wishes.release_offers(account, enrolment.id, offers=offers, now=START)
    for login in ("petra", "dora", "ruth", "nora", "ole", "lena", "kim"):
        add(store, organisation.id, login, role=Role.MENTEE)
    add(store, organisation.id, "marek", role=Role.MENTOR)
    assert programme.id
    store.accounts.create(
        "office",
        PASSWORD,
        role=AccountRole.COORDINATOR,
        person_id=None,
        language=Language.DE,
        demo=True,
    )


def add(store: Store, organisation_id: str, login: str, *, role: Role) -> tuple[Account, Enrolment]:
    person = Person(
        id=uuid4().hex,
        organisation_id=organisation_id,
        name=f"{login.title()} Weber",
        email=f"{login}@example.org",
        languages=("de", "en"),
        language=Language.DE,
        address=Address.SIE if login == "petra" else Address.DU,
    )
    store.people.save_person(OFFICE, person)
    account = store.accounts.create(
        login,
        PASSWORD,
        role=AccountRole.PARTICIPANT,
        person_id=person.id,
        language=Language.DE,
        demo=True,
    )
    enrolment = store.programmes.enrol(Enrolment(uuid4().hex, "p" * 32, person.id, role))
    return account, enrolment


class Visitor:
    """One person on the page, who fills its forms as a browser would."""

    def __init__(self, site: Site, login: str, language: str = "de") -> None:
        self.site = site
        self.language = language
        self.client = site.client(login)
        accounts = site.store.accounts.demo_accounts()
        self.account = next(one for one in accounts if one.login == login)

    def load(self) -> list[str]:
        number = self.site.function("show", self.language)
        found = call(self.client, number, [], uuid4().hex, language=self.language)
        return list(result(found)["output"]["data"])

    def send(self, do: str, bridge: str = "profile", **fields: str) -> list[Any]:
        number = self.site.function(f"act_{bridge}", self.language)
        payload = json.dumps({"do": do, "programme": "p" * 32, **fields})
        found = call(self.client, number, [payload], uuid4().hex, language=self.language)
        assert toasts(found) == []
        done = result(found)
        assert done["success"], done
        steps = [one for one in found if one["msg"] == "process_generating"]
        data = steps[0]["output"]["data"] if steps else done["output"]["data"]
        return list(data)

    @property
    def own(self) -> Participant:
        return self.site.store.programmes.my_participation(self.account, "p" * 32)

    @property
    def draft_id(self) -> str:
        history = self.site.store.conversations.history(self.account, None)
        return [one.id for one in history if one.sender == "person"][-1]

    def confirm(self, **fields: str) -> list[Any]:
        sent = {
            "draft": self.draft_id,
            "keep": "wish_0,wish_1",
            "label_wish_0": "Kurzvideos",
            "label_wish_1": "KI-Tools",
            "priority_wish_0": "1",
            "priority_wish_1": "2",
            "times": "dienstags",
            "joins": "yes",
        }
        return self.send("confirm", **(sent | fields))


def test_a_mentee_walks_from_words_to_a_ranking(site: Site) -> None:
    petra = Visitor(site, "petra")
    start = petra.load()
    assert "Was möchten Sie lernen?" in start[HEAD]
    assert start[DRAFT] == start[RELEASED] == start[MENTORS] == ""

    shown = petra.send("say", message=JOURNEY["de"])[SHOWN:]
    assert "Ich möchte verstehen, wie wir Kurzvideos fürs Recruiting nutzen können<" in shown[DRAFT]
    assert 'value="Kurzvideos fürs Recruiting"' in shown[DRAFT]
    assert 'value="sicherer mit KI-Tools"' in shown[DRAFT]
    assert 'value="Dienstags passt es mir gut"' in shown[DRAFT]
    before_button = shown[DRAFT].split('value="confirm"')[0]
    assert "lesen die Koordination und die Mentor:innen" in before_button
    assert "Tandems &lt;i&gt;2026&lt;/i&gt;" in before_button
    assert petra.own.wishes == ()

    done = petra.confirm()
    assert "Sie nehmen jetzt teil" in done[SAID]
    after = petra.own
    assert after.enrolment.joined_at == START
    assert [(one.label, one.priority) for one in after.wishes] == [
        ("Kurzvideos", 1),
        ("KI-Tools", 2),
    ]
    mentors = done[SHOWN + MENTORS]
    assert "sicherer mit KI-Tools werden" in mentors
    assert OFFERS["tuva"] in mentors
    assert "Alle festen Regeln sind eingehalten" in mentors
    assert "<script>" not in mentors

    ids = [one.person_id for one in candidates(petra)]
    wanted = [one for one in ids if f'value="{one}"' in mentors][:2]
    ranked = petra.send("rank", "profile_rank", first=wanted[1], second=wanted[0], third="")
    assert "gespeichert" in ranked[SAID]
    kept = site.store.rankings.ranking(petra.account, "p" * 32)
    assert kept == (wanted[1], wanted[0])
    twice = petra.send("rank", "profile_rank", first=wanted[0], second=wanted[0], third="")
    assert "jede Person nur einmal" in twice[SAID]
    assert site.store.rankings.ranking(petra.account, "p" * 32) == kept


def candidates(visitor: Visitor) -> list[Participant]:
    return visitor.site.store.programmes.candidates(visitor.account, "p" * 32)


def test_the_same_in_english(site: Site) -> None:
    dora = Visitor(site, "dora", "en")
    shown = dora.send("say", message=JOURNEY["en"])[SHOWN:]
    assert 'value="short videos for recruiting"' in shown[DRAFT]
    assert 'value="Fridays work best for me"' in shown[DRAFT]
    assert "read by the coordinator and by mentors" in shown[DRAFT]
    assert "you are now taking part" in dora.confirm()[SAID]


def test_without_the_tick_nobody_joins_and_nothing_is_released(site: Site) -> None:
    ruth = Visitor(site, "ruth")
    ruth.send("say", message=JOURNEY["de"])
    refused = ruth.confirm(joins="")
    assert "Zustimmung zur Teilnahme" in refused[SAID]
    assert "Kein Eintrag" in ruth.confirm(keep="")[SAID]
    assert "höchstens 6 Wörter" in ruth.confirm(label_wish_0="a b c d e f g")[SAID]
    assert "Möglichkeiten" in ruth.confirm(keep="wish_x")[SAID]
    assert "Möglichkeiten" in ruth.confirm(priority_wish_0="9")[SAID]
    assert "inzwischen geändert" in ruth.confirm(draft="somebody else's")[SAID]
    assert ruth.own.wishes == ()
    assert ruth.own.enrolment.joined_at is None


def test_wrong_input_is_said_and_keeps_what_was_typed(site: Site) -> None:
    nora = Visitor(site, "nora")
    empty = nora.send("say", message="  ")
    assert "leer" in empty[SAID]
    assert all(isinstance(one, dict) and "value" not in one for one in empty[2:])
    long = nora.send("say", message="x" * 20_000)
    assert "20000 Zeichen" in long[SAID]
    assert site.store.conversations.history(nora.account, None) == []


def test_a_crisis_shows_contacts_and_no_draft(site: Site) -> None:
    ole = Visitor(site, "ole")
    shown = ole.send("say", message="Ich will nicht mehr leben")[SHOWN:]
    assert "tel:08001110111" in shown[CHAT].replace(" ", "")
    assert shown[DRAFT] == ""
    assert ole.own.wishes == ()


def test_markup_in_a_wish_stays_text(site: Site) -> None:
    lena = Visitor(site, "lena")
    message = "Ich möchte <script>alert(1)</script> im Einkauf verstehen. Freitags geht es."
    shown = lena.send("say", message=message)[SHOWN:]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; im Einkauf" in shown[DRAFT]
    assert "<script>" not in "".join(shown)


def test_what_was_released_can_be_withdrawn_released_again_and_deleted(site: Site) -> None:
    kim = Visitor(site, "kim")
    kim.send("say", message=JOURNEY["de"])
    kim.confirm(keep="wish_0")
    (wish,) = kim.own.wishes
    withdrawn = kim.send("withdraw", item=wish.id)
    assert "nur du siehst es" in withdrawn[SHOWN + RELEASED]
    assert kim.own.wishes[0].released_at is None
    kim.send("release", item=wish.id)
    assert kim.own.wishes[0].released_at is not None
    other = Visitor(site, "jonas").own.offers[0]
    assert "nicht freigegeben" in kim.send("delete", item=other.id)[SAID]
    kim.send("delete", item=wish.id)
    assert kim.own.wishes == ()


def test_a_mentor_offers_and_is_told_what_comes_next(site: Site) -> None:
    marek = Visitor(site, "marek")
    assert "Was kannst du weitergeben?" in marek.load()[HEAD]
    shown = marek.send("say", message="TikTok, Reels und Podcasts. Freitags geht es.")[SHOWN:]
    assert "Angebot" in shown[DRAFT]
    assert "wish_0" not in shown[DRAFT]
    fields = {f"label_offer_{n}": "x" for n in range(3)}
    done = marek.send(
        "confirm",
        draft=marek.draft_id,
        keep="offer_0,offer_1,offer_2",
        times="",
        joins="yes",
        **fields,
    )
    assert len(marek.own.offers) == 3
    assert "ohne dein Ja beginnt nichts" in done[SHOWN + MENTORS]


def test_another_programme_and_another_account_get_nothing(site: Site) -> None:
    jonas = Visitor(site, "jonas")
    assert "nicht freigegeben" in jonas.send("say", programme="q" * 32, message="KI")[SAID]
    office = site.client("office")
    number = site.function("act_profile")
    found = call(office, number, [json.dumps({"do": "say", "message": "KI"})], uuid4().hex)
    assert "nicht freigegeben" in toasts(found)[0]
