"""From the messages of a chat to one request: a change folds into what was asked before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from assistant.understanding import Understanding
from tandems.domain.agenda import Agenda, Suggestable
from tandems.domain.brief import Request
from tandems.domain.vocabulary import BlockKind

_STARTS: Final = ("agenda", "questions")
_SUBSTANCE: Final = (BlockKind.WORK, BlockKind.REVIEW, BlockKind.STORY, BlockKind.REFLECT)
"""What has to differ when something else is asked for; the frame may stay."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a chat asks for after its last message.

    ``minutes`` and ``session_on`` are None unless they were said.
    """

    wants_agenda: bool
    minutes: int | None
    subject: str
    request: Request
    last: Understanding
    session_on: date | None = None


def asked_for(turns: Sequence[Understanding], draft: Suggestable | None) -> Asked:
    """Fold the last request and the changes after it; ``turns`` is not empty, oldest first.

    What of ``draft`` still fits is kept when the last message changes it; a change that names
    nothing to change asks for something else instead.
    """
    last = turns[-1]
    start = _start(turns)
    folded = turns[start]
    for turn in turns[start + 1 :]:
        if turn.intent == "adapt":
            folded = _changed(folded, turn)
    request = Request(
        topics=folded.topics,
        wish_text=folded.subject,
        vetoes=folded.vetoes,
        question_count=folded.question_count,
        question_role=folded.question_role,
        pace=folded.pace or "usual",
        remote=folded.remote,
    )
    changes = last.intent == "adapt" and draft is not None
    if changes and draft is not None:
        request = _keeping(request, draft) if _is_concrete(last) else _other_than(request, draft)
    wants_agenda = folded.intent != "questions"
    if changes and turns[start].intent not in _STARTS:
        wants_agenda = isinstance(draft, Agenda)
    return Asked(wants_agenda, folded.minutes, folded.subject, request, last, folded.session_on)


def unchanged_by(change: Understanding) -> str:
    """Return the key of what to say about a change that a suggestion meets already."""
    if len(change.vetoes) == 1:
        return f"unchanged.{min(change.vetoes)}"
    if change.vetoes:
        return "unchanged"
    if change.minutes is not None:
        return "unchanged.minutes"
    return "unchanged.calm" if change.pace == "calm" else "unchanged"


def _start(turns: Sequence[Understanding]) -> int:
    starts = [place for place, turn in enumerate(turns) if turn.intent in _STARTS]
    return starts[-1] if starts else len(turns) - 1


def _changed(before: Understanding, change: Understanding) -> Understanding:
    return replace(
        before,
        minutes=change.minutes if change.minutes is not None else before.minutes,
        session_on=change.session_on or before.session_on,
        pace=change.pace or before.pace,
        vetoes=before.vetoes | change.vetoes,
        remote=change.remote if change.remote is not None else before.remote,
        question_role=change.question_role or before.question_role,
        question_count=change.question_count or before.question_count,
        topics=tuple(dict.fromkeys((*change.topics, *before.topics))),
    )


def _is_concrete(change: Understanding) -> bool:
    said = (change.minutes, change.pace, change.remote, change.question_role)
    return bool(change.vetoes or change.question_count) or any(one is not None for one in said)


def _keeping(request: Request, draft: Suggestable) -> Request:
    blocks = draft.blocks if isinstance(draft, Agenda) else ()
    return replace(
        request,
        keep_block_ids=tuple(block.block_id for block in blocks),
        keep_question_ids=tuple(question.question_id for question in draft.questions),
    )


def _other_than(request: Request, draft: Suggestable) -> Request:
    blocks = draft.blocks if isinstance(draft, Agenda) else ()
    ids = [block.block_id for block in blocks if block.kind in _SUBSTANCE]
    ids += [question.question_id for question in draft.questions]
    return replace(request, instead_of_ids=frozenset(ids))
