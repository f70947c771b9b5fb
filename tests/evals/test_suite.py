"""The shipped suite is complete, and its two languages ask for the same."""

from datetime import date
from pathlib import Path
from string import Formatter

import pytest
import yaml

from assistant.understand import understand
from evals.suite import AGENDA_SUITE, Suite, load_suite
from tandems.domain.vocabulary import Language, Mode, Stage
from tandems.errors import ContentError


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_twelve_tandems_in_six_stages_and_two_languages(suite: Suite) -> None:
    cases = suite.cases()
    assert len(cases) == len({case.id for case in cases}) == 144
    for language in Language:
        for stage in Stage:
            own = [c for c in cases if c.language is language and c.stage is stage]
            assert len(own) == 12


def test_the_tandems_differ(suite: Suite) -> None:
    assert {tandem.mode for tandem in suite.tandems} == set(Mode)
    assert {tandem.commitment.state for tandem in suite.tandems} == {
        "open",
        "missed",
        "done",
        "none",
    }
    assert {case.minutes for case in suite.cases()} == {15, 20, 30, 45, 60, 75, 90}
    spoken = {frozenset(tandem.agreement.languages) for tandem in suite.tandems}
    assert len(spoken) == 3
    assert any(tandem.agreement.place == "remote" for tandem in suite.tandems)


def test_both_languages_hold_the_same_placeholders(suite: Suite) -> None:
    for tandem in suite.tandems:
        for session in tandem.sessions.values():
            assert placeholders(session.de) == placeholders(session.en) <= {"minutes"}


def test_both_languages_differ_in_nothing_but_the_message(suite: Suite) -> None:
    by_id = {case.id: case for case in suite.cases()}
    for case in suite.cases():
        other = Language.EN if case.language is Language.DE else Language.DE
        twin = by_id[f"{case.tandem.id}/{case.stage}/{other}"]
        assert twin.message != case.message
        assert (twin.minutes, twin.opens_with_commitment) == (
            case.minutes,
            case.opens_with_commitment,
        )


def test_a_message_without_a_length_means_the_agreed_one(suite: Suite) -> None:
    for case in suite.cases():
        read = understand(case.message, today=date(2026, 3, 2), hint=case.language)
        if read.minutes is None and str(case.minutes) not in case.message:
            assert case.minutes == case.tandem.agreement.minutes, case.id


def test_what_is_forbidden_is_what_notes_or_messages_brought(suite: Suite) -> None:
    for tandem in suite.tandems:
        brought = " ".join(note.text for note in tandem.notes)
        brought += " ".join(f"{one.de} {one.en}" for one in tandem.sessions.values())
        own = " ".join([goal.text for goal in tandem.goals] + [tandem.commitment.text])
        for string in tandem.forbidden:
            assert string.casefold() in brought.casefold(), (tandem.id, string)
            assert string.casefold() not in own.casefold(), (tandem.id, string)


def test_nothing_is_on_record_before_the_first_session(suite: Suite) -> None:
    for case in suite.cases():
        if case.stage is Stage.KICK_OFF:
            assert not case.opens_with_commitment
            assert not case.has_goals


def broken(tmp_path: Path, change: str, to: str) -> Path:
    path = tmp_path / "suite.yaml"
    path.write_text(AGENDA_SUITE.read_text(encoding="utf-8").replace(change, to), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "to", "named"),
    [
        ("mode: peer", "mode: reverse", "roles"),
        ("id: small-test", "id: other-house", "used twice"),
        ("state: done", "state: none", "text"),
        ("      closure:", "      encore:", "sessions"),
        ("country: GB", "county: GB", "county"),
    ],
)
def test_a_broken_suite_is_refused_with_the_problem(
    tmp_path: Path, change: str, to: str, named: str
) -> None:
    with pytest.raises(ContentError) as caught:
        load_suite(broken(tmp_path, change, to))
    assert named in str(caught.value.values["problem"])


def test_a_missing_suite_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load_suite(tmp_path / "none.yaml")
    assert caught.value.values["file"] == "none.yaml"


def test_the_file_keeps_its_own_order(suite: Suite) -> None:
    raw = yaml.safe_load(AGENDA_SUITE.read_text(encoding="utf-8"))
    assert [one["id"] for one in raw["tandems"]] == [tandem.id for tandem in suite.tandems]
