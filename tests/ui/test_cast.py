"""The sign-in page of a demo says who is who, each account read by its own right."""

from datetime import date
from pathlib import Path

import pytest

from tandems.domain.person import AccountRole
from tandems.domain.programme import Enrolment, Programme
from tandems.domain.vocabulary import Language, Mode, Role
from tandems.storage import Store, load_or_create_key, open_store
from tests.tandems.world import (
    CHEAP,
    OFFICE,
    PASSWORD,
    a_person,
    a_tandem,
    enrol,
    fresh,
    start_tandem,
)
from ui.cast import demo_cast
from ui.texts import Texts

NAMES = ("mia", "sven", "ina", "kim")


def populate(store: Store) -> None:
    """Add a pair in a tandem, somebody invited, somebody in no programme and a coordinator."""
    organisation = store.people.add_organisation("Musterwerk")
    programme = store.programmes.create(
        Programme(fresh(), "Lernen", organisation.id, Mode.REVERSE, date(2026, 3, 1))
    )
    made = []
    for name in NAMES:
        person = store.people.save_person(OFFICE, a_person(name, organisation.id))
        role = AccountRole.PARTICIPANT
        account = store.accounts.create(
            name, PASSWORD, role=role, person_id=person.id, language=Language.DE, demo=True
        )
        made.append(account)
    office = store.accounts.create(
        "office",
        PASSWORD,
        role=AccountRole.COORDINATOR,
        person_id=None,
        language=Language.DE,
        demo=True,
    )
    mia, sven, ina, _ = made
    for account, part in ((mia, Role.MENTOR), (sven, Role.MENTEE)):
        enrol(store, account, programme_id=programme.id, role=part)
    store.programmes.enrol(Enrolment(fresh(), programme.id, str(ina.person_id), Role.MENTEE))
    tandem = a_tandem(programme.id, mia, mentee=sven)
    start_tandem(store, office, tandem=tandem, pair=(mia, sven))


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        (
            Language.DE,
            [
                "Mentor:in, Reverse Mentoring, im Tandem mit Sven",
                "Mentee, Reverse Mentoring, im Tandem mit Mia",
                "Mentee, Reverse Mentoring, eingeladen, noch ohne Tandem",
                "Teilnahme",
                "Koordination",
            ],
        ),
        (
            Language.EN,
            [
                "mentor, Reverse mentoring, in a tandem with Sven",
                "mentee, Reverse mentoring, in a tandem with Mia",
                "mentee, Reverse mentoring, invited, no tandem yet",
                "Participant",
                "Coordinator",
            ],
        ),
    ],
)
def test_everybody_is_introduced_by_name_and_part(
    tmp_path: Path, language: Language, parts: list[str]
) -> None:
    key = load_or_create_key(tmp_path / "key", None, encrypted_rows_exist=False)
    url = f"sqlite:///{tmp_path / 'tandem.db'}"
    with open_store(url, keys=key, passwords=CHEAP) as store:
        populate(store)
        cast = demo_cast(store, Texts(language))
    assert [one.login for one in cast] == [*NAMES, "office"]
    assert [one.name for one in cast] == ["Mia", "Sven", "Ina", "Kim", ""]
    assert [one.part for one in cast] == parts
