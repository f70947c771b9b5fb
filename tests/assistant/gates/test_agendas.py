"""Whole agendas: minutes, roles and frame, each broken in one place at a time."""

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.gates import GateFacts, gate_out
from assistant.gates.g01_minutes import check as check_minutes
from assistant.gates.g02_roles import check as check_roles
from tandems.domain.agenda import Agenda, AgendaBlock, CommitmentPrompt, OwnWords, Source
from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import BlockKind, Language, Lead, Mode, Move, Role, Stage
from tests.assistant.gates.case_files import Case, cases

NAMED_OTHERWISE = {
    "thirty_seconds_silence": Move.SILENCE_AFTER_QUESTION,
    "mentee_brings_one_mistake": Move.MENTEE_MISTAKE_FIRST,
}
REASONS = {
    "continuity": {"commitment_not_first", "nothing_to_follow_up"},
    "reflection": {"no_reflection"},
    "next_step": {"no_next_step"},
    "power": {"power_moves"},
    "give_back": {"give_back"},
    "G2": {"reverse_flipped", "lead_not_of_mode", "first_speaker_unknown"},
}
TITLE = BilingualText("Titel", "Titel", "Title")
SOURCE = Source("session-by-length", 23, TITLE, "steps")


def moves_of(case: Case) -> tuple[Move, ...]:
    return tuple(NAMED_OTHERWISE.get(name) or Move(name) for name in case["moves"])


def blocks_of(case: Case) -> Iterator[AgendaBlock]:
    moves = moves_of(case)
    for number, block in enumerate(case["blocks"]):
        title = block.get("title", "")
        yield AgendaBlock(
            block_id=f"b{number}",
            kind=BlockKind(block["kind"]),
            lead=Lead(block["lead"]),
            first_speaker_id="p1",
            minutes=block["minutes"],
            title=BilingualText(title, title, title),
            steps=(),
            moves=moves if number == 0 else (),
            own_time=block.get("own_time", False),
            why=TITLE,
            source=SOURCE,
        )


def agenda_of(case: Case) -> Agenda:
    return Agenda(
        id="a",
        tandem_id="t",
        mode=Mode(case["mode"]),
        stage=Stage(case["stage"]),
        session_number=2,
        language=Language(case["id"][:2]),
        minutes=case["minutes"],
        title=TITLE,
        outcome=TITLE,
        preparation=(),
        blocks=tuple(blocks_of(case)),
        questions=(),
        commitment=CommitmentPrompt(TITLE, TITLE, Role.MENTEE, date(2026, 12, 23)),
        next_date=date(2026, 12, 23),
        cut_rule=TITLE,
    )


def facts_of(case: Case) -> GateFacts:
    open_ones = ("zwei Profile vergleichen",) if case["open_commitment"] else ()
    return GateFacts(mode=Mode(case["mode"]), minutes=case["minutes"], known_commitments=open_ones)


def with_leads(case: Case) -> bool:
    """A block without a leader is no Agenda at all: the type refuses it."""
    return all(block["lead"] is not None for block in case["blocks"])


ALL = [case for language in ("de", "en") for case in cases(f"agendas_{language}")]


@pytest.mark.parametrize("case", [c for c in ALL if with_leads(c)], ids=lambda c: str(c["id"]))
def test_an_agenda_breaks_the_rule_of_its_case_and_no_other(case: Case) -> None:
    agenda, facts = agenda_of(case), facts_of(case)
    findings = [*check_minutes(agenda, facts), *check_roles(agenda, facts)]
    if case["expect"] == "pass":
        assert findings == []
    elif case["gate"] == "G1":
        assert {finding.gate for finding in findings} == {"G1"}
    else:
        assert findings
        assert {finding.reason_code for finding in findings} <= REASONS[case["gate"]]


@pytest.mark.parametrize("case", [c for c in ALL if not with_leads(c)], ids=lambda c: str(c["id"]))
def test_a_block_without_a_leader_cannot_be_made(case: Case) -> None:
    assert case["expect"] == "fail"
    with pytest.raises(ValueError, match="None is not a valid Lead"):
        agenda_of(case)


def test_another_length_than_asked_is_stopped() -> None:
    case = next(c for c in ALL if c["id"] == "de-a-classic-goals-45")
    findings = check_minutes(agenda_of(case), GateFacts(minutes=60))
    assert [finding.reason_code for finding in findings] == ["not_the_length_asked"]


def test_words_nobody_of_the_two_has_said_are_not_theirs() -> None:
    from dataclasses import replace

    case = next(c for c in ALL if c["id"] == "de-a-classic-goals-45")
    agenda = replace(agenda_of(case), verbatim=(OwnWords("nie gesagt", Language.DE),))
    codes = {finding.reason_code for finding in gate_out(agenda, facts_of(case))}
    assert "not_their_words" in codes
