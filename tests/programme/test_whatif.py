"""The coordinator asks what another decision would change and why two people are no pair."""

from dataclasses import replace

import pytest

from embeddings.encoder import Encoder
from embeddings.matching.weights import Terms
from programme.intake.table import CsvFile
from programme.matching import Matching
from programme.people_csv import ImportFiles, import_people
from tandems.domain.match import Objective, Obstacle
from tandems.domain.person import Account, AccountRole
from tandems.domain.vocabulary import Language
from tandems.errors import Forbidden, NotFound
from tests.programme.conftest import NOW, Office

PEOPLE = """email,name,role,languages,wishes,offers
ann@example.org,Ann,mentee,de,Kurzvideos schneiden,
bea@example.org,Bea,mentee,de,Kurzvideos drehen und schneiden,
cem@example.org,Cem,mentor,de,,Kurzvideos schneiden
dora@example.org,Dora,mentor,de,,Kurzvideos für Bewerbungen
"""
TRIAL = Terms(trial=True)


@pytest.fixture
def matching(office: Office, encoder: Encoder) -> Matching:
    files = ImportFiles(CsvFile("people.csv", PEOPLE.encode()))
    import_people(
        office.store, office.coordinator, programme_id=office.programme_id, files=files, now=NOW
    )
    return Matching(office.store, encoder)


def test_locking_a_pair_says_whom_it_concerns_and_keeps_nothing(
    office: Office, matching: Matching
) -> None:
    actor, programme_id = office.coordinator, office.programme_id
    proposal = matching.run(actor, programme_id, trial=True, now=NOW)
    first, second = proposal.pairs
    pair = (first.mentee_id, second.mentor_id)
    why = matching.why_not(actor, programme_id, pair=pair, terms=TRIAL)
    assert why.obstacle is Obstacle.PRICE
    locked = replace(TRIAL, locked=frozenset({pair}))
    found = matching.try_out(actor, programme_id, terms=locked, now=NOW).difference
    assert found == why.price
    assert len(found.changes) == 4
    latest = office.store.matching.latest(actor, programme_id)
    assert latest is not None
    assert latest.id == proposal.id
    again = matching.run(actor, programme_id, trial=True, terms=locked, now=NOW)
    assert [one.locked for one in again.pairs if one.mentee_id == pair[0]] == [True]


def test_the_objective_and_the_parts_are_kept_with_the_proposal(
    office: Office, matching: Matching
) -> None:
    actor, terms = office.coordinator, Terms(objective=Objective.FAIREST)
    found = matching.run(actor, office.programme_id, trial=True, terms=terms, now=NOW)
    kept = office.store.matching.get(actor, found.id)
    assert kept.objective is Objective.FAIREST
    assert kept.pairs == found.pairs
    assert all(pair.parts for pair in kept.pairs)


def test_only_a_coordinator_may_ask_and_only_about_people_of_the_match(
    office: Office, matching: Matching
) -> None:
    somebody = Account("m", "m", AccountRole.PARTICIPANT, None, Language.DE)
    with pytest.raises(Forbidden):
        matching.try_out(somebody, office.programme_id, terms=TRIAL, now=NOW)
    pair = ("nobody", "nobody")
    with pytest.raises(NotFound):
        matching.why_not(office.coordinator, office.programme_id, pair=pair, terms=TRIAL)
