"""AG1 tells exact and realistic time from everything else."""

from dataclasses import replace

import pytest

from evals.scorers.time_boxed import judge
from evals.suite import EvalCase, Suite
from tandems.domain.agenda import Agenda
from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import BlockKind, Language, Lead, Stage
from tests.evals.agendas import PLAN, a_case, an_agenda, changed, planned, with_commitment


@pytest.fixture
def case(suite: Suite) -> EvalCase:
    """Return a case of 60 minutes on site."""
    return with_commitment(
        a_case(suite, "short-video", Stage.WORK, Language.DE), "x y z", minutes=60
    )


@pytest.fixture
def good() -> Agenda:
    """Return a good hour."""
    return an_agenda(planned(*PLAN))


def test_a_good_hour_gets_the_best_mark(case: EvalCase, good: Agenda) -> None:
    assert judge(case, good).value == 3
    assert judge(case, good).reasons == ()


def test_no_agenda_and_no_times_get_nothing(case: EvalCase, good: Agenda) -> None:
    timeless = replace(good, blocks=tuple(replace(b, minutes=0) for b in good.blocks))
    assert judge(case, None).value == 0
    assert (judge(case, timeless).value, judge(case, timeless).reasons) == (0, ("no_times",))


def test_a_wrong_sum_gets_one_even_if_the_agenda_itself_believes_it(
    case: EvalCase, good: Agenda
) -> None:
    longer = changed(good, BlockKind.WORK, minutes=21)
    believed = replace(longer, minutes=61)
    assert (judge(case, believed).value, judge(case, believed).reasons) == (1, ("sum_wrong",))


def test_a_block_over_half_gets_one_but_not_in_a_short_session(
    case: EvalCase, suite: Suite
) -> None:
    heavy = an_agenda(
        planned(
            (BlockKind.CHECK_IN, Lead.BOTH, 4),
            (BlockKind.WORK, Lead.MENTOR, 42),
            (BlockKind.REFLECT, Lead.BOTH, 8),
            (BlockKind.COMMIT, Lead.BOTH, 6),
        )
    )
    assert (judge(case, heavy).value, judge(case, heavy).reasons) == (1, ("block_over_half",))
    short = with_commitment(case, "x y z", minutes=20)
    light = an_agenda(
        planned(
            (BlockKind.CHECK_IN, Lead.BOTH, 2),
            (BlockKind.WORK, Lead.MENTOR, 11),
            (BlockKind.REFLECT, Lead.BOTH, 4),
            (BlockKind.COMMIT, Lead.BOTH, 3),
        )
    )
    assert judge(short, light).value == 3


@pytest.mark.parametrize(
    ("plan", "reason"),
    [
        (
            ((BlockKind.CHECK_IN, Lead.BOTH, 12), (BlockKind.WORK, Lead.MENTOR, 13)),
            "check_in_too_long",
        ),
        (
            ((BlockKind.OUTCOME, Lead.MENTEE, 12), (BlockKind.WORK, Lead.MENTOR, 11)),
            "frame_too_long",
        ),
        (
            ((BlockKind.COMMIT, Lead.BOTH, 2), (BlockKind.WORK, Lead.MENTOR, 24)),
            "commitment_too_short",
        ),
        (
            ((BlockKind.REFLECT, Lead.BOTH, 2), (BlockKind.WORK, Lead.MENTOR, 26)),
            "reflection_too_short",
        ),
    ],
)
def test_unreal_minutes_get_two_with_their_reason(
    case: EvalCase, plan: tuple[tuple[BlockKind, Lead, int], ...], reason: str
) -> None:
    other = {kind: (kind, lead, minutes) for kind, lead, minutes in plan}
    agenda = an_agenda(planned(*(other.get(block[0], block) for block in PLAN)))
    assert agenda.minutes == 60
    verdict = judge(case, agenda)
    assert verdict.value == 2
    assert reason in verdict.reasons


def test_equal_slices_and_five_methods_get_two(case: EvalCase) -> None:
    kinds = (BlockKind.CHECK_IN, BlockKind.WORK, BlockKind.REFLECT, BlockKind.COMMIT)
    sliced = an_agenda(planned(*((kind, Lead.BOTH, 15) for kind in kinds)))
    assert "equal_slices" in judge(case, sliced).reasons
    crowded = an_agenda(
        planned(
            (BlockKind.CHECK_IN, Lead.BOTH, 4),
            *((BlockKind.WORK, Lead.MENTOR, minutes) for minutes in (6, 7, 8, 9, 12)),
            (BlockKind.REFLECT, Lead.BOTH, 8),
            (BlockKind.COMMIT, Lead.BOTH, 6),
        )
    )
    assert (judge(case, crowded).value, judge(case, crowded).reasons) == (2, ("too_many_methods",))


def test_over_an_hour_without_a_break_gets_two(case: EvalCase) -> None:
    long = with_commitment(case, "x y z", minutes=70)
    work = (BlockKind.WORK, Lead.MENTEE, 10)
    agenda = an_agenda(planned(*PLAN[:4], work, *PLAN[4:]))
    assert (judge(long, agenda).value, judge(long, agenda).reasons) == (2, ("no_break",))


def test_the_cut_rule_has_to_name_a_block_that_may_give_way(case: EvalCase, good: Agenda) -> None:
    silent = replace(good, cut_rule=BilingualText("", "", ""))
    vague = replace(good, cut_rule=BilingualText("Kürzen.", "Kürzen.", "Cut something."))
    title = next(b.title for b in good.blocks if b.kind is BlockKind.COMMIT)
    wrong = replace(good, cut_rule=title)
    assert judge(case, silent).reasons == ("no_cut_rule",)
    assert judge(case, vague).reasons == ("cut_rule_names_nothing",)
    assert judge(case, wrong).reasons == ("cut_rule_names_nothing",)


def test_at_a_distance_the_check_in_leaves_room_for_the_technology(
    suite: Suite, good: Agenda
) -> None:
    remote = with_commitment(
        a_case(suite, "ai-training", Stage.GOALS, Language.EN), "x y z", minutes=60
    )
    assert remote.is_remote
    tight = changed(changed(good, BlockKind.CHECK_IN, minutes=4), BlockKind.OUTCOME, minutes=4)
    assert judge(remote, good).value == 3
    assert judge(remote, tight).reasons == ("no_technical_slack",)
