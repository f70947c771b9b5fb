"""The planner keeps METHOD's rules for every length, mode and stage."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.planner.compose import Planner
from knowledge.guides import Library
from knowledge.relevance import Relevance
from tandems.domain.agenda import Agenda
from tandems.domain.brief import Request
from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import BlockKind, Lead, Level, Mode, Role, Stage
from tandems.errors import MinutesOutOfRange
from tests.assistant.planner.briefs import brief, without_goal

ANY_BRIEF = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
MODES, STAGES = st.sampled_from(list(Mode)), st.sampled_from(list(Stage))
MINUTES = st.integers(10, 180)


@pytest.fixture(scope="module")
def planner(library: Library, relevance: Relevance) -> Planner:
    """Return a planner over the shipped guides."""
    return Planner(library, relevance)


def kinds(agenda: Agenda) -> list[BlockKind]:
    return [block.kind for block in agenda.blocks]


def every_text(agenda: Agenda) -> list[BilingualText]:
    texts = [agenda.title, agenda.outcome, agenda.cut_rule, agenda.commitment.text]
    for block in agenda.blocks:
        texts += [block.title, *block.steps, block.why]
        texts += [text for text in (block.evidence, block.material, block.opt_out) if text]
    texts += [question.text for question in agenda.questions]
    return texts + [task.text for task in agenda.preparation]


@ANY_BRIEF
@given(mode=MODES, stage=STAGES, minutes=MINUTES, committed=st.booleans())
def test_minutes_sum_exactly(
    planner: Planner, mode: Mode, stage: Stage, minutes: int, committed: bool
) -> None:
    agenda = planner.agenda(brief(mode, stage, minutes, committed=committed))
    assert sum(block.minutes for block in agenda.blocks) == agenda.minutes == minutes
    assert min(block.minutes for block in agenda.blocks) >= 1
    if minutes > 25:
        assert max(block.minutes for block in agenda.blocks) <= minutes / 2


@ANY_BRIEF
@given(mode=MODES, stage=STAGES, minutes=MINUTES, committed=st.booleans())
def test_commitment_comes_first_and_reflection_and_next_step_are_there(
    planner: Planner, mode: Mode, stage: Stage, minutes: int, committed: bool
) -> None:
    agenda = planner.agenda(brief(mode, stage, minutes, committed=committed))
    after_check_in = [kind for kind in kinds(agenda) if kind is not BlockKind.CHECK_IN]
    assert (after_check_in[0] is BlockKind.FOLLOW_UP) == committed
    assert (BlockKind.FOLLOW_UP in after_check_in) == committed
    assert any(block.own_time for block in agenda.blocks)
    assert BlockKind.COMMIT in after_check_in


@ANY_BRIEF
@given(stage=STAGES, minutes=MINUTES, committed=st.booleans())
def test_reverse_is_never_flipped(
    planner: Planner, stage: Stage, minutes: int, committed: bool
) -> None:
    agenda = planner.agenda(brief(Mode.REVERSE, stage, minutes, committed=committed))
    if stage not in (Stage.KICK_OFF, Stage.CLOSURE):
        work = [b for b in agenda.blocks if b.kind in (BlockKind.WORK, BlockKind.GIVE_BACK)]
        led = sum(block.minutes for block in work if block.lead is Lead.MENTOR)
        assert 2 * led >= sum(block.minutes for block in work)
    moves = {move for block in agenda.blocks for move in block.moves}
    assert len(moves) >= (2 if minutes >= 30 else 1)


@ANY_BRIEF
@given(stage=STAGES, minutes=MINUTES)
def test_peers_share_every_lead(planner: Planner, stage: Stage, minutes: int) -> None:
    agenda = planner.agenda(brief(Mode.PEER, stage, minutes))
    assert {block.lead for block in agenda.blocks} <= {Lead.BOTH, Lead.PEER}


@pytest.mark.parametrize("stage", [Stage.GOALS, Stage.WORK, Stage.TRANSFER])
@pytest.mark.parametrize("minutes", [45, 60, 90])
def test_reverse_gives_back(planner: Planner, stage: Stage, minutes: int) -> None:
    agenda = planner.agenda(brief(Mode.REVERSE, stage, minutes))
    (block,) = [block for block in agenda.blocks if block.kind is BlockKind.GIVE_BACK]
    assert 5 <= block.minutes <= 10


@ANY_BRIEF
@given(mode=MODES, stage=STAGES, minutes=MINUTES, committed=st.booleans(), aimed=st.booleans())
def test_no_placeholder_stays_open(
    planner: Planner, mode: Mode, stage: Stage, minutes: int, committed: bool, aimed: bool
) -> None:
    given_brief = brief(mode, stage, minutes, committed=committed)
    agenda = planner.agenda(given_brief if aimed else without_goal(given_brief))
    for text in every_text(agenda):
        assert "{" not in text.de_du + text.de_sie + text.en


@ANY_BRIEF
@given(mode=MODES, stage=STAGES, minutes=MINUTES)
def test_questions_are_a_set(planner: Planner, mode: Mode, stage: Stage, minutes: int) -> None:
    questions = planner.agenda(brief(mode, stage, minutes)).questions
    assert 3 <= len(questions) <= 5
    assert len({question.question_id for question in questions}) == len(questions)
    assert len({question.type for question in questions}) >= 3
    levels = [question.level for question in questions]
    assert levels == sorted(levels)
    assert levels.count(Level.D4) <= 1
    if mode is not Mode.PEER:
        assert {Lead.MENTOR, Lead.MENTEE} <= {question.role for question in questions}


def test_a_session_over_an_hour_has_a_break_and_a_short_one_none(planner: Planner) -> None:
    assert BlockKind.BREAK in kinds(planner.agenda(brief(minutes=75)))
    assert BlockKind.BREAK not in kinds(planner.agenda(brief(minutes=60)))


def test_a_short_check_says_what_it_drops(planner: Planner) -> None:
    agenda = planner.agenda(brief(minutes=15))
    assert kinds(agenda)[0] is BlockKind.FOLLOW_UP
    assert kinds(agenda)[-1] is BlockKind.COMMIT
    assert agenda.dropped is not None
    assert planner.agenda(brief(minutes=20)).dropped is None


@pytest.mark.parametrize("minutes", [0, 7, 9, 181, 200])
def test_impossible_lengths_are_refused_with_both_limits(planner: Planner, minutes: int) -> None:
    with pytest.raises(MinutesOutOfRange) as caught:
        planner.agenda(brief(minutes=minutes))
    assert dict(caught.value.values) == {"given": minutes, "min": 10, "max": 180}


def test_the_topic_asked_for_decides_the_work(planner: Planner) -> None:
    asked = Request(wish_text="KI-Werkzeuge sicher nutzen", topics=("trends_ai",))
    agenda = planner.agenda(brief(request=asked))
    assert "ai-tools" in " ".join(
        block.source.guide_id for block in agenda.blocks if block.kind is BlockKind.WORK
    )


def test_vetoes_are_heard(planner: Planner, library: Library) -> None:
    for veto in ("role_play", "writing"):
        asked = Request(vetoes=frozenset({veto}))
        agenda = planner.agenda(brief(request=asked))
        assert not any(getattr(library.block(b.block_id), veto) for b in agenda.blocks)
    no_homework = planner.agenda(brief(request=Request(vetoes=frozenset({"homework"}))))
    assert no_homework.preparation == ()


def test_shorter_keeps_what_still_fits(planner: Planner) -> None:
    first = planner.agenda(brief(minutes=60))
    ids = tuple(block.block_id for block in first.blocks)
    asked = Request(keep_block_ids=ids)
    shorter = planner.agenda(brief(minutes=30, request=asked))
    kept = [block for block in shorter.blocks if block.block_id in ids]
    assert len(kept) >= len(shorter.blocks) - 1


def test_used_blocks_make_room_for_others(planner: Planner) -> None:
    first = planner.agenda(brief())
    work = {block.block_id for block in first.blocks if block.kind is BlockKind.WORK}
    used = frozenset(block.block_id for block in first.blocks)
    second = planner.agenda(replace(brief(), used_block_ids=used))
    assert {b.block_id for b in second.blocks if b.kind is BlockKind.WORK} != work


def test_questions_follow_the_number_and_role_asked_for(planner: Planner) -> None:
    asked = Request(question_count=3, question_role=Role.MENTOR)
    questions = planner.questions(brief(request=asked)).questions
    assert len(questions) == 3
    assert {question.role for question in questions} <= {Lead.MENTOR, Lead.BOTH}


def test_the_same_brief_gives_the_same_agenda(planner: Planner) -> None:
    assert planner.agenda(brief()) == planner.agenda(brief())


def test_what_was_said_in_the_own_chat_is_not_written_into_the_agenda(planner: Planner) -> None:
    asked = Request(wish_text="sie ist nervös wegen Xylophonprüfung", pace="calm")
    agenda = planner.agenda(brief(request=asked))
    assert not any("Xylophon" in t.de_du + t.en for t in every_text(agenda))
