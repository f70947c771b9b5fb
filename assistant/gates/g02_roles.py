"""G2: each block has a leader who fits the mode, and the session keeps the frame of its kind."""

from collections.abc import Iterator
from typing import Final

from assistant.gates.facts import GateFacts
from assistant.gates.findings import Finding
from tandems.domain.agenda import Agenda, Question, Reply
from tandems.domain.agenda import Answer as AnswerReply
from tandems.domain.vocabulary import BlockKind, Lead, Mode, Stage

GATE: Final = "G2"
_LEADS: Final = {
    Mode.PEER: frozenset({Lead.BOTH, Lead.PEER}),
    Mode.CLASSIC: frozenset({Lead.MENTOR, Lead.MENTEE, Lead.BOTH}),
    Mode.REVERSE: frozenset({Lead.MENTOR, Lead.MENTEE, Lead.BOTH}),
    Mode.CROSS_COMPANY: frozenset({Lead.MENTOR, Lead.MENTEE, Lead.BOTH}),
}
_HALF_RULE_VOID: Final = frozenset({Stage.KICK_OFF, Stage.CLOSURE})
_GIVES_BACK: Final = frozenset({Stage.GOALS, Stage.WORK, Stage.TRANSFER})
_GIVE_BACK_FROM: Final = 45
_GIVE_BACK_MINUTES: Final = range(5, 11)
_TWO_MOVES_FROM: Final = 30


def check(suggestion: Reply, facts: GateFacts) -> tuple[Finding, ...]:
    """Return what is wrong with roles and frame (METHOD 2.3, 2.5)."""
    if isinstance(suggestion, AnswerReply):
        return ()
    mode = suggestion.mode if isinstance(suggestion, Agenda) else facts.mode
    found = list(_questions(suggestion.questions, mode))
    if isinstance(suggestion, Agenda):
        found += [
            *_leads(suggestion, facts),
            *_continuity(suggestion, facts),
            *_frame(suggestion),
            *_reverse(suggestion),
        ]
    return tuple(found)


def _questions(questions: tuple[Question, ...], mode: Mode | None) -> Iterator[Finding]:
    for question in questions:
        if mode is not None and question.role not in _LEADS[mode]:
            yield Finding(GATE, "role_not_of_mode", f"question:{question.question_id}")


def _leads(agenda: Agenda, facts: GateFacts) -> Iterator[Finding]:
    if facts.mode is not None and agenda.mode is not facts.mode:
        yield Finding(GATE, "mode_changed", "agenda")
    known = {person.id for person in facts.people}
    for block in agenda.blocks:
        where = f"block:{block.block_id}"
        if block.lead not in _LEADS[agenda.mode]:
            yield Finding(GATE, "lead_not_of_mode", where)
        if known and block.first_speaker_id not in known:
            yield Finding(GATE, "first_speaker_unknown", where)


def _continuity(agenda: Agenda, facts: GateFacts) -> Iterator[Finding]:
    blocks = [block.kind for block in agenda.blocks]
    after_arrival = blocks[1:] if blocks[:1] == [BlockKind.CHECK_IN] else blocks
    opens = after_arrival[:1] == [BlockKind.FOLLOW_UP]
    if facts.known_commitments and not opens:
        yield Finding(GATE, "commitment_not_first", "agenda")
    if not facts.known_commitments and BlockKind.FOLLOW_UP in blocks:
        yield Finding(GATE, "nothing_to_follow_up", "agenda")


def _frame(agenda: Agenda) -> Iterator[Finding]:
    if not any(block.own_time for block in agenda.blocks):
        yield Finding(GATE, "no_reflection", "agenda")
    if not any(block.kind is BlockKind.COMMIT for block in agenda.blocks):
        yield Finding(GATE, "no_next_step", "agenda")


def _reverse(agenda: Agenda) -> Iterator[Finding]:
    if agenda.mode is not Mode.REVERSE:
        return
    counted = [b for b in agenda.blocks if b.kind in (BlockKind.WORK, BlockKind.GIVE_BACK)]
    by_mentor = sum(block.minutes for block in counted if block.lead is Lead.MENTOR)
    total = sum(block.minutes for block in counted)
    if agenda.stage not in _HALF_RULE_VOID and by_mentor * 2 < total:
        yield Finding(GATE, "reverse_flipped", "agenda")
    moves = {move for block in agenda.blocks for move in block.moves}
    if len(moves) < (2 if agenda.minutes >= _TWO_MOVES_FROM else 1):
        yield Finding(GATE, "power_moves", "agenda")
    if agenda.minutes >= _GIVE_BACK_FROM and agenda.stage in _GIVES_BACK:
        given = sum(b.minutes for b in agenda.blocks if b.kind is BlockKind.GIVE_BACK)
        if given not in _GIVE_BACK_MINUTES:
            yield Finding(GATE, "give_back", "agenda")
