"""The gates scorer stops what breaks a gate and what is not what the case asked for."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from evals.outcome import Outcome
from evals.parts import Parts
from evals.run import scored
from evals.scorers.gates import stopped_by
from evals.suite import EvalCase, Suite
from evals.world import World
from tandems.domain.agenda import Agenda
from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import BlockKind, Language, Lead, Mode, Stage
from tests.evals.agendas import a_case, changed

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def case(suite: Suite) -> EvalCase:
    """Return a German case with private notes and a third party."""
    return a_case(suite, "short-video", Stage.WORK, Language.DE)


@pytest.fixture(scope="module")
def outcome(case: EvalCase, parts: Parts, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """Return the case's facts with the planner's agenda, whatever was understood."""
    world = World.open(tmp_path_factory.mktemp("world"), parts, now=NOW)
    try:
        asked = world.answer(case)
    finally:
        world.close()
    return replace(asked, agenda=parts.planner.agenda(asked.brief))


def agenda_of(outcome: Outcome) -> Agenda:
    assert outcome.agenda is not None
    return outcome.agenda


def gates(case: EvalCase, outcome: Outcome, agenda: Agenda) -> set[str]:
    found = stopped_by(case, replace(outcome, agenda=agenda))
    return {code.split("/")[0] for code in found}


def test_the_case_states_its_own_facts(case: EvalCase, outcome: Outcome) -> None:
    brief = outcome.brief
    assert (brief.minutes, brief.stage, brief.mode) == (30, Stage.WORK, Mode.REVERSE)
    assert [person.name for person in brief.people] == ["Leyla Kaya", "Hartmut Brandl"]
    assert [one.text for one in brief.open_commitments] == [case.tandem.commitment.text]
    assert brief.session_number == 3
    assert brief.session_on is not None
    assert brief.session_on < brief.next_on


def test_no_agenda_is_stopped_and_says_what_came_instead(case: EvalCase, outcome: Outcome) -> None:
    nothing = replace(outcome, agenda=None, problem="refer")
    assert stopped_by(case, nothing) == ("no_agenda/refer",)


@pytest.mark.parametrize("word", ["Sölderbach", "SÖLDERBACH", "Marmeladenprinzip"])
def test_third_parties_and_private_notes_are_stopped(
    case: EvalCase, outcome: Outcome, word: str
) -> None:
    text = BilingualText(f"Mit {word} reden.", f"Mit {word} reden.", f"Talk to {word}.")
    leaking = changed(agenda_of(outcome), BlockKind.WORK, why=text)
    assert "G3/forbidden_words" in stopped_by(case, replace(outcome, agenda=leaking))


def test_another_length_language_stage_or_mode_is_stopped(case: EvalCase, outcome: Outcome) -> None:
    agenda = agenda_of(outcome)
    assert "G1" in gates(case, outcome, replace(agenda, minutes=60))
    assert "G2" in gates(case, outcome, replace(agenda, mode=Mode.CLASSIC))
    assert "G8" in gates(case, outcome, replace(agenda, stage=Stage.CLOSURE))
    assert "G9" in gates(case, outcome, replace(agenda, language=Language.EN))


def test_the_ten_gates_are_asked(case: EvalCase, outcome: Outcome) -> None:
    agenda = agenda_of(outcome)
    mentee = next(p.id for p in outcome.brief.people if p.name == "Hartmut Brandl")
    flipped = changed(agenda, BlockKind.WORK, lead=Lead.MENTEE, first_speaker_id=mentee)
    longer = changed(agenda, BlockKind.WORK, minutes=agenda.blocks[-1].minutes + 1)
    invented = changed(agenda, BlockKind.WORK, block_id="b99-invented")
    assert "G1" in gates(case, outcome, longer)
    assert "G2" in gates(case, outcome, flipped)
    assert "G8" in gates(case, outcome, invented)


def test_the_evaluator_asserts_and_names_the_gates(case: EvalCase, outcome: Outcome) -> None:
    wrong = replace(outcome, agenda=replace(agenda_of(outcome), minutes=60))
    (one,) = scored([case], lambda _case: wrong)
    assert one.assertions["gates"].value is False
    assert (one.assertions["gates"].reason or "").startswith("G1/")
