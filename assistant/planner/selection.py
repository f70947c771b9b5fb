"""Choosing the block that fits a slot: by stage, topic, pace, history and the pair's wishes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.planner.airtime import LEAD_OF, commitment_owner
from assistant.planner.fill import Facts, needs_of
from assistant.planner.slots import Slot
from knowledge.guides import Library
from knowledge.schema import BlockSpec
from tandems.domain.brief import SessionBrief
from tandems.domain.vocabulary import TOPICS, BlockKind, Lead, Mode, Move

_KEPT: Final = 20.0
_SILENT: Final = 30.0
"""More than keeping: a silence is never forbidden, as thinking time needs one, but comes last."""
_TOPIC: Final = 2.5
_MEANING: Final = 6.0
_USED: Final = 2.0
_INSTEAD: Final = 4.0
_CALM: Final = 2.0
_LED_BY_MENTOR: Final = 1.2
_MOVE: Final = 0.4
_SPECIFIC: Final = 0.8
_MINUTES: Final = 1.5
_OFF_TOPIC: Final = 4.0
_REPEATED: Final = 2.0
_SUBJECTS: Final = frozenset(TOPICS)


@dataclass(frozen=True, slots=True)
class Selector:
    """Ranks the library's blocks for one brief; the same brief always gives the same order."""

    brief: SessionBrief
    facts: Facts
    library: Library
    scores: Mapping[str, float]

    def ranked(
        self,
        slot: Slot,
        target: float,
        *,
        taken: Collection[str],
        lead: Lead | None = None,
        not_led_by: Lead | None = None,
    ) -> list[BlockSpec]:
        """Return the blocks that may stand in ``slot``, best first; possibly none."""
        usable = [
            block
            for block in self.library.blocks(self.brief.mode, self.brief.stage)
            if block.id not in taken
            and (lead is None or block.lead is lead)
            and block.lead is not not_led_by
            and self._usable(block, slot)
        ]
        said = [self.library.block(one) for one in taken]
        return sorted(
            usable,
            key=lambda block: (
                _REPEATED * any(_same_again(block, other) for other in said)
                - self._score(block, slot, target),
                block.id,
            ),
        )

    def _usable(self, block: BlockSpec, slot: Slot) -> bool:
        if slot.name == "one_thing":
            right_kind = block.own_time and block.kind in (BlockKind.WORK, BlockKind.REFLECT)
        else:
            right_kind = block.kind is slot.kind
        if slot.kind is BlockKind.REFLECT and not block.own_time:
            return False
        if block.id in self.brief.request.avoid_ids:
            return False
        vetoes = self.brief.request.vetoes
        vetoed = (block.role_play and "role_play" in vetoes) or (
            block.writing and "writing" in vetoes
        )
        return right_kind and not vetoed and self._owned(block) and self._fillable(block)

    def _owned(self, block: BlockSpec) -> bool:
        """Say whether a report on the open commitment is led by its owner, or by both."""
        owner = commitment_owner(self.brief)
        if block.kind is not BlockKind.FOLLOW_UP or owner is None:
            return True
        return block.lead not in LEAD_OF or self.brief.person(LEAD_OF[block.lead]).id == owner

    def _fillable(self, block: BlockSpec) -> bool:
        return needs_of(self.library)[block.id] <= self.facts.values.keys()

    def _score(self, block: BlockSpec, slot: Slot, target: float) -> float:
        request = self.brief.request
        score = _MINUTES * -abs(block.minutes.typical - target) / max(target, 1.0)
        score += _KEPT * self._stays(block, slot)
        score -= _SILENT * (
            "silence" in request.vetoes and Move.SILENCE_AFTER_QUESTION in block.moves
        )
        score -= _USED * (block.id in self.brief.used_block_ids)
        score -= _INSTEAD * (block.id in request.instead_of_ids)
        score += _TOPIC * _share_of(slot.topics, block.topics)
        score += _SPECIFIC * (len(block.stages) <= 2)
        asked = set(request.topics)
        if slot.is_frame:
            score -= _OFF_TOPIC * bool(set(block.topics) & _SUBJECTS - asked)
        else:
            score += _TOPIC * (bool(asked & set(block.topics)) - misses_topic(block.topics, asked))
            score -= _OFF_TOPIC * bool(set(slot.too_early) & set(block.topics))
            score += _MEANING * self.scores.get(block.id, 0.0)
        if request.pace == "calm":
            score += _CALM * (block.calm - block.role_play)
        if self.brief.mode is Mode.REVERSE:
            score += self._fit_for_reverse(block)
        return score

    def _stays(self, block: BlockSpec, slot: Slot) -> bool:
        """Say whether a change keeps a block; a calmer pace lets work go that is not calm."""
        request = self.brief.request
        calm_enough = request.pace != "calm" or block.calm or slot.is_frame
        return block.id in request.keep_block_ids and calm_enough

    @staticmethod
    def _fit_for_reverse(block: BlockSpec) -> float:
        score = _SPECIFIC * (block.modes == (Mode.REVERSE,)) + _MOVE * min(2, len(block.moves))
        if block.kind is BlockKind.WORK:
            score += _LED_BY_MENTOR * (block.lead is Lead.MENTOR)
        return score


def misses_topic(topics: Collection[str], asked: Collection[str]) -> bool:
    """Say whether a block or question has subjects of its own, none of which was asked for."""
    subjects = _SUBJECTS & set(topics)
    return bool(asked) and bool(subjects) and not subjects & set(asked)


def _share_of(wanted: Sequence[str], topics: Sequence[str]) -> float:
    """Return 0 for none of the wanted topics, 1 for all, and from a half up in between."""
    met = len(set(wanted) & set(topics))
    return (1 + met / len(wanted)) / 2 if met else 0.0


def _same_again(block: BlockSpec, other: BlockSpec) -> bool:
    """Say whether two blocks do the same; work on one topic may go on in a second block."""
    if block.kind is not other.kind:
        return False
    if block.kind is BlockKind.WORK:
        return block.topics == other.topics
    ours, theirs = set(block.topics), set(other.topics)
    return ours <= theirs or theirs <= ours
