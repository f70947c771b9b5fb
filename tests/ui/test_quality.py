"""The quality page measures, keeps and explains; it is for coordinators alone."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

import app as composition
from evals.report import CaseScore, Mark, Report, load_reports, save_report
from evals.scorers import CRITERIA
from evals.suite import Suite, load_suite
from settings import Settings
from tandems.domain.person import Account, AccountRole
from tandems.domain.vocabulary import Address, Language
from tandems.storage import Store, open_store
from tests.ui.site import CHEAP, PASSWORD
from ui.acting import Context
from ui.pages import PAGES
from ui.pages.quality import measured, show_quality
from ui.services import Desk, Services
from ui.texts import Texts

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Open an empty store."""
    url = f"sqlite:///{tmp_path / 'tandem.db'}"
    with open_store(url, keys=[Fernet.generate_key()], passwords=CHEAP) as opened:
        yield opened


def an_account(store: Store, role: AccountRole) -> Account:
    return store.accounts.create(
        role.value, PASSWORD, role=role, person_id=None, language=Language.DE
    )


def a_context(store: Store, folder: Path, language: Language, desk: Desk | None = None) -> Context:
    services = Services(store, lambda: NOW, data_dir=folder)
    if desk is not None:
        services = Services(store, lambda: NOW, desk=lambda: desk, data_dir=folder)
    account = store.accounts.by_id(an_account(store, AccountRole.COORDINATOR).id)
    return Context(account, None, Texts(language, Address.SIE), services, NOW, "csrf")


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Desk:
    """Open everything that needs guides and model, as the composition root does."""
    return composition.open_desk(Settings(data_dir=tmp_path), store)


def a_score(case_id: str, *stopped: str, roles: Mark) -> CaseScore:
    language = Language(case_id.rpartition("/")[2])
    return CaseScore(case_id=case_id, language=language, stopped_by=stopped, marks={"roles": roles})


def a_report(*scores: CaseScore, number: int = 1) -> Report:
    return Report(
        id=f"agenda-{number}",
        at=datetime(2026, 3, number, tzinfo=UTC),
        suite="agenda",
        suite_version=1,
        encoder="static-x",
        content_version="abc",
        composer="planner",
        seconds=61.0,
        scores={"tandem": scores, "fixed": scores},
    )


FINE = Mark(value=3)


def test_only_coordinators_see_the_page(store: Store) -> None:
    page = next(page for page in PAGES if page.name == "quality")
    assert page.allowed(an_account(store, AccountRole.COORDINATOR))
    assert not page.allowed(an_account(store, AccountRole.PARTICIPANT))
    assert not page.allowed(an_account(store, AccountRole.OPERATOR))


@pytest.mark.parametrize("language", Language)
def test_before_the_first_run_the_page_explains_what_will_be_measured(
    store: Store, tmp_path: Path, language: Language
) -> None:
    context = a_context(store, tmp_path, language)
    top, shown = show_quality(context)
    assert all(context.t(f"quality.{name}") in top for name in ("gates", *CRITERIA))
    assert context.t("quality.none") in shown


def test_languages_stand_in_tables_of_their_own_with_the_fixed_agenda(
    store: Store, tmp_path: Path
) -> None:
    report = a_report(
        a_score("linkedin/work/de", roles=FINE),
        a_score("linkedin/goals/de", roles=Mark(value=2, reasons=("airtime_lopsided",))),
        a_score("linkedin/work/en", roles=FINE),
    )
    save_report(report, tmp_path)
    german = show_quality(a_context(store, tmp_path, Language.DE))[1]
    assert german.count("<table") == 2
    assert "2,50" in german
    assert "3,00" in german
    assert "Kann freigegeben werden" in german


def test_failing_cases_can_be_opened_and_say_why(store: Store, tmp_path: Path) -> None:
    report = a_report(
        a_score("linkedin/work/de", "G3/private_text", roles=FINE),
        a_score("linkedin/work/en", "no_agenda/gate_closed G5, G9", roles=FINE),
        a_score("linkedin/goals/en", roles=Mark(value=1, reasons=("one_leader",))),
        a_score("gone/goals/en", roles=Mark(value=0, reasons=("newer_code",))),
    )
    save_report(report, tmp_path)
    shown = show_quality(a_context(store, tmp_path, Language.EN))[1]
    for text in (
        "Do not release yet",
        "G3 Nothing private (private_text)",
        "No agenda, but: held back by G5, G9",
        "One person leads everything.",
        "newer_code",
        "No role play please.",
    ):
        assert text in shown, text


def test_a_second_report_is_compared_with_the_first(store: Store, tmp_path: Path) -> None:
    def run(number: int, value: int) -> Report:
        ids = [f"{tandem.id}/work/de" for tandem in load_suite().tandems]
        return a_report(*(a_score(one, roles=Mark(value=value)) for one in ids), number=number)

    save_report(run(1, 2), tmp_path)
    save_report(run(2, 3), tmp_path)
    shown = show_quality(a_context(store, tmp_path, Language.DE))[1]
    for text in ("Verändert seit", "+1,00", "+1,00 bis +1,00", "besser"):
        assert text in shown, text


def test_without_any_change_one_sentence_says_so(store: Store, tmp_path: Path) -> None:
    for number in (1, 2):
        save_report(a_report(a_score("linkedin/work/en", roles=FINE), number=number), tmp_path)
    shown = show_quality(a_context(store, tmp_path, Language.EN))[1]
    assert "All shared cases have the same values as before." in shown
    assert "no clear difference" not in shown


def test_a_run_shows_how_far_it_is_and_keeps_its_report(
    store: Store, tmp_path: Path, desk: Desk, suite: Suite
) -> None:
    context = a_context(store, tmp_path, Language.DE, desk)
    steps = list(measured(context, suite))
    assert ["0 von 12" in steps[0][0], "12 von 12" in steps[1][0]] == [True, True]
    assert "Fertig" in steps[-1][0]
    assert "Deutsche Fälle" in steps[-1][1]
    (kept,) = load_reports(tmp_path)
    assert len(kept.scores["tandem"]) == 12
    assert kept.encoder == desk.encoders.deep.fingerprint


@pytest.fixture
def suite() -> Suite:
    """Return a suite of one tandem."""
    whole = load_suite()
    return whole.model_copy(update={"tandems": whole.tandems[2:3]})


def test_every_gate_and_kind_of_answer_is_said_in_both_languages() -> None:
    for language in Language:
        texts = Texts(language, Address.DU)
        assert all(f"quality.gate_G{number}" in texts for number in range(1, 11))
        assert f"quality.language_{language}" in texts
        assert f"quality.table_{language}" in texts
