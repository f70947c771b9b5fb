"""Both people have a part: in what they lead, in what they open, and in short sessions too."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.planner.compose import Planner
from evals.scorers.roles import judge
from knowledge.guides import Library
from tandems.domain.agenda import Agenda
from tandems.domain.brief import Request, SessionBrief
from tandems.domain.tandem import Commitment
from tandems.domain.vocabulary import BlockKind, Language, Lead, Mode, Move, Stage
from tests.assistant.planner.briefs import brief
from tests.assistant.planner.test_planner import ANY_BRIEF, MODES, STAGES, planner

__all__ = ["planner"]


def led_alone(agenda: Agenda, lead: Lead) -> int:
    return sum(block.minutes for block in agenda.blocks if block.lead is lead)


def opened(agenda: Agenda, person: str) -> int:
    return sum(block.minutes for block in agenda.blocks if block.first_speaker_id == person)


def owned_by(given: SessionBrief, owner: str) -> SessionBrief:
    commitment = Commitment("c2", "t1", owner, "eine Frage stellen", Language.DE, date(2026, 12, 1))
    return replace(given, open_commitments=(commitment,))


@ANY_BRIEF
@given(mode=MODES, stage=STAGES, minutes=st.integers(20, 150), committed=st.booleans())
def test_nobody_leads_more_than_three_quarters(
    planner: Planner, mode: Mode, stage: Stage, minutes: int, committed: bool
) -> None:
    case = brief(mode, stage, minutes, committed=committed)
    verdict = judge(planner.agenda(case), case.people)
    assert "airtime_lopsided" not in verdict.reasons
    assert "one_leader" not in verdict.reasons


@ANY_BRIEF
@given(mode=MODES, stage=STAGES, minutes=st.integers(20, 180), committed=st.booleans())
def test_each_of_the_two_opens_something(
    planner: Planner, mode: Mode, stage: Stage, minutes: int, committed: bool
) -> None:
    agenda = planner.agenda(brief(mode, stage, minutes, committed=committed))
    assert {block.first_speaker_id for block in agenda.blocks} == {"paula", "renate"}


@ANY_BRIEF
@given(stage=STAGES, minutes=st.integers(30, 180))
def test_peers_open_about_half_of_the_minutes_each(
    planner: Planner, stage: Stage, minutes: int
) -> None:
    agenda = planner.agenda(brief(Mode.PEER, stage, minutes))
    assert opened(agenda, "paula") >= minutes / 4
    assert opened(agenda, "renate") >= minutes / 4


def test_peers_take_turns_in_opening_the_session(planner: Planner) -> None:
    third = brief(Mode.PEER)
    openers = [
        planner.agenda(one).blocks[0].first_speaker_id
        for one in (third, replace(third, session_number=4))
    ]
    assert set(openers) == {"paula", "renate"}


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("owner", ["paula", "renate"])
def test_whoever_made_the_commitment_reports_on_it(
    planner: Planner, mode: Mode, owner: str
) -> None:
    agenda = planner.agenda(owned_by(brief(mode), owner))
    (follow_up,) = [one for one in agenda.blocks if one.kind is BlockKind.FOLLOW_UP]
    assert follow_up.first_speaker_id == owner


@pytest.mark.parametrize("stage", list(Stage))
def test_a_move_that_promises_the_mentor_both_ends_is_kept(planner: Planner, stage: Stage) -> None:
    agenda = planner.agenda(brief(Mode.REVERSE, stage, 60))
    moves = {move for block in agenda.blocks for move in block.moves}
    ends = {agenda.blocks[0].first_speaker_id, agenda.blocks[-1].first_speaker_id}
    assert Move.MENTOR_OPENS_AND_CLOSES not in moves or ends == {"paula"}


@pytest.mark.parametrize("stage", [Stage.GOALS, Stage.WORK, Stage.TRANSFER])
@pytest.mark.parametrize("minutes", [20, 30, 44])
def test_a_short_reverse_session_gives_back_by_a_question(
    planner: Planner, stage: Stage, minutes: int
) -> None:
    questions = planner.agenda(brief(Mode.REVERSE, stage, minutes)).questions
    assert any(one.source.guide_id == "giving-back-experience" for one in questions)


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("minutes", [45, 60, 90])
def test_a_check_in_at_a_distance_has_room_for_sound_and_picture(
    planner: Planner, mode: Mode, minutes: int
) -> None:
    agenda = planner.agenda(replace(brief(mode, minutes=minutes), remote=True))
    assert agenda.blocks[0].kind is BlockKind.CHECK_IN
    assert agenda.blocks[0].minutes >= 5


def test_a_calmer_pace_is_to_be_seen_in_the_blocks(planner: Planner, library: Library) -> None:
    first = planner.agenda(brief(Mode.CLASSIC))
    ids = tuple(block.block_id for block in first.blocks)
    asked = Request(pace="calm", keep_block_ids=ids)
    calmer = planner.agenda(brief(Mode.CLASSIC, request=asked))

    def calm(agenda: Agenda) -> int:
        return sum(one.minutes for one in agenda.blocks if library.block(one.block_id).calm)

    assert calm(calmer) > calm(first)
