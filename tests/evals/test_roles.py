"""AG5 tells clear and fitting roles from everything else."""

from dataclasses import replace

import pytest

from evals.scorers.roles import judge
from tandems.domain.agenda import Agenda
from tandems.domain.vocabulary import BlockKind, Lead, Mode, Stage
from tests.evals.agendas import PEERS, PEOPLE, PLAN, an_agenda, changed, planned


@pytest.fixture
def good() -> Agenda:
    """Return a good hour of a reverse tandem."""
    return an_agenda(planned(*PLAN))


def led_by(agenda: Agenda, lead: Lead) -> Agenda:
    speaker = "p2" if lead is Lead.MENTEE else "p1"
    blocks = tuple(replace(b, lead=lead, first_speaker_id=speaker) for b in agenda.blocks)
    return replace(agenda, blocks=blocks)


def test_a_good_hour_gets_the_best_mark(good: Agenda) -> None:
    assert judge(good, PEOPLE).value == 3


def test_nobody_named_gets_nothing_and_one_gap_gets_one(good: Agenda) -> None:
    nobody = replace(good, blocks=tuple(replace(b, first_speaker_id="") for b in good.blocks))
    gap = changed(good, BlockKind.WORK, first_speaker_id="somebody-else")
    assert (judge(nobody, PEOPLE).value, judge(None, PEOPLE).value) == (0, 0)
    assert (judge(gap, PEOPLE).value, judge(gap, PEOPLE).reasons) == (1, ("block_without_name",))


@pytest.mark.parametrize("lead", [Lead.MENTOR, Lead.MENTEE])
def test_one_leader_overall_gets_one(good: Agenda, lead: Lead) -> None:
    verdict = judge(led_by(good, lead), PEOPLE)
    assert (verdict.value, verdict.reasons) == (1, ("one_leader",))


def test_a_flipped_reverse_tandem_gets_two_but_not_at_kick_off(good: Agenda) -> None:
    flipped = changed(good, BlockKind.WORK, lead=Lead.MENTEE, first_speaker_id="p2")
    assert "reverse_flipped" in judge(flipped, PEOPLE).reasons
    assert judge(flipped, PEOPLE).value == 2
    classic = replace(flipped, mode=Mode.CLASSIC)
    start = replace(flipped, stage=Stage.KICK_OFF)
    assert "reverse_flipped" not in judge(classic, PEOPLE).reasons
    assert "reverse_flipped" not in judge(start, PEOPLE).reasons


def test_half_of_the_work_is_enough(good: Agenda) -> None:
    even = changed(changed(good, BlockKind.WORK, minutes=14), BlockKind.GIVE_BACK, minutes=14)
    short = changed(even, BlockKind.WORK, minutes=13)
    assert judge(even, PEOPLE).value == 3
    assert judge(short, PEOPLE).reasons == ("reverse_flipped",)


def test_three_quarters_for_one_person_is_lopsided(good: Agenda) -> None:
    mentor_heavy = changed(good, BlockKind.REFLECT, lead=Lead.MENTOR)
    mentor_heavy = changed(
        mentor_heavy, BlockKind.GIVE_BACK, lead=Lead.MENTOR, first_speaker_id="p1"
    )
    mentor_heavy = changed(
        mentor_heavy, BlockKind.FOLLOW_UP, lead=Lead.MENTOR, first_speaker_id="p1"
    )
    verdict = judge(mentor_heavy, PEOPLE)
    assert (verdict.value, verdict.reasons) == (2, ("airtime_lopsided",))


def test_whoever_leads_opens(good: Agenda) -> None:
    other = changed(good, BlockKind.WORK, first_speaker_id="p2")
    assert judge(other, PEOPLE).reasons == ("leader_does_not_open",)


def test_one_voice_that_opens_everything_gets_two(good: Agenda) -> None:
    shared = replace(good, blocks=tuple(replace(b, lead=Lead.BOTH) for b in good.blocks))
    one_voice = replace(
        shared, blocks=tuple(replace(b, first_speaker_id="p1") for b in shared.blocks)
    )
    classic = replace(one_voice, mode=Mode.CLASSIC)
    assert judge(classic, PEOPLE).reasons == ("one_voice_opens_all",)


def test_peers_share_and_take_turns() -> None:
    plan = [(kind, Lead.PEER, minutes) for kind, _, minutes in PLAN]
    blocks = planned(*plan)
    turns = tuple(
        replace(block, first_speaker_id=f"p{place % 2 + 1}") for place, block in enumerate(blocks)
    )
    peers = an_agenda(turns, mode=Mode.PEER)
    assert judge(peers, PEERS).value == 3
    by_role = changed(peers, BlockKind.WORK, lead=Lead.MENTOR)
    assert "peer_led_by_role" in judge(by_role, PEERS).reasons
    assert "no_peers_here" in judge(replace(peers, mode=Mode.CLASSIC), PEOPLE).reasons
