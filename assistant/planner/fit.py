"""Fitting chosen blocks into the exact minutes, under METHOD 2.3's order of precedence."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Final

from assistant.planner.airtime import LED_AT_MOST, LOPSIDED, heavier_lead
from assistant.planner.minutes import NoExactSum, Span, allocate, shift
from assistant.planner.selection import Selector
from assistant.planner.slots import SLACK_FROM, TECH_SLACK, Slot, target_minutes
from knowledge.schema import BlockSpec
from tandems.domain.vocabulary import BlockKind, Lead, Mode, Stage
from tandems.errors import ContentError

HALF_RULE_FROM: Final = 26
"""Sessions of up to 25 minutes may give one block more than half (METHOD 3.3)."""
TWO_MOVES_FROM: Final = 30
_WORK: Final = (BlockKind.WORK, BlockKind.GIVE_BACK)
_WORK_STAGES: Final = (Stage.GOALS, Stage.WORK, Stage.TRANSFER)
_VOID: Final = (Stage.KICK_OFF, Stage.CLOSURE)
_EDGES: Final = (BlockKind.CHECK_IN, BlockKind.CHECK_OUT)
"""Opening and closing by a reverse mentor levels rank: the last of the frame to be shared."""
_FURTHER_WORK: Final = ("work_c", "work_d")
"""Work of long sessions that the other person may lead; half of all work stays the mentor's."""
_LONGER: Final = 1.5
"""How much longer than usual a shared block may take to even things out; our own value."""
_STRETCH: Final = (BlockKind.WORK, BlockKind.STORY, BlockKind.REVIEW, BlockKind.CONTRACT)
_DROP_ORDER: Final = (
    "work_d",
    "work_c",
    "outcome",
    "where_we_are",
    "roles",
    "feedback",
    "appreciation",
    "path",
    "work_b",
    "teach_back",
    "re_contract",
    "cooperation",
    "give_back",
    "stories",
    "afterwards",
    "check_out",
    "check_in",
)
"""What gives way first when minutes are short; commitment and reflection never do."""


@dataclass(frozen=True, slots=True)
class TimedBlock:
    """A chosen block with its minutes and the slot it stands in."""

    slot: Slot
    block: BlockSpec
    minutes: int


@dataclass(slots=True)
class Fitting:
    """One attempt after the other until minutes, roles and moves hold."""

    selector: Selector
    slots: tuple[Slot, ...]
    minutes: int
    leads: dict[str, Lead] = field(default_factory=dict)
    not_led_by: dict[str, Lead] = field(default_factory=dict)

    def fit(self) -> tuple[TimedBlock, ...]:
        """Return the blocks in order, their minutes summing exactly.

        Raises:
            ContentError: the guides hold no block for a slot that cannot be dropped.
        """
        while True:
            chosen = self._choose()
            if chosen is None:
                continue
            chosen = self._with_moves(chosen)
            spans = self._spans(chosen)
            try:
                given = allocate(spans, self.minutes)
            except NoExactSum:
                self._make_room(spans)
                continue
            balanced = self._balance(chosen, given, spans)
            if balanced is not None and not self._share_more(chosen, balanced):
                balanced = self._even_out(chosen, balanced, spans)
                return tuple(
                    TimedBlock(slot, block, minutes)
                    for (slot, block), minutes in zip(chosen, balanced, strict=True)
                )

    def _choose(self) -> list[tuple[Slot, BlockSpec]] | None:
        targets = self._targets()
        chosen: list[tuple[Slot, BlockSpec]] = []
        for slot in self._by_weight():
            taken = {block.id for _, block in chosen}
            ranked = self.selector.ranked(
                slot,
                targets[slot.name],
                taken=taken,
                lead=self.leads.get(slot.name),
                not_led_by=self.not_led_by.get(slot.name),
            )
            if not ranked and slot.name in self.not_led_by:
                ranked = self.selector.ranked(slot, targets[slot.name], taken=taken)
            fitting = [b for b in ranked if b.minutes.min <= targets[slot.name] + 1] or ranked
            if not fitting:
                self._drop(slot)
                return None
            chosen.append((slot, fitting[0]))
        order = {slot.name: place for place, slot in enumerate(self.slots)}
        return sorted(chosen, key=lambda pair: order[pair[0].name])

    def _targets(self) -> dict[str, float]:
        return target_minutes(self.slots, self.minutes, slack=self._has_slack())

    def _has_slack(self) -> bool:
        return self.selector.brief.remote and self.minutes >= SLACK_FROM

    def _by_weight(self) -> list[Slot]:
        return sorted(self.slots, key=lambda slot: -slot.weight)

    def _drop(self, slot: Slot) -> None:
        if slot.name in self.leads:
            del self.leads[slot.name]
        stage = self.selector.brief.stage
        spare_work = slot.name == "work_a" and stage not in _WORK_STAGES
        if slot.name not in _DROP_ORDER and slot.kind is not BlockKind.BREAK and not spare_work:
            raise ContentError(file="knowledge", problem=f"no {slot.kind} block for {stage}")
        self.slots = tuple(kept for kept in self.slots if kept.name != slot.name)

    def _spans(self, chosen: list[tuple[Slot, BlockSpec]]) -> list[Span]:
        targets = self._targets()
        spans = [self._span(slot, block, targets) for slot, block in chosen]
        if sum(span.high for span in spans) >= self.minutes:
            return spans
        ceiling = self._ceiling()
        return [
            replace(span, high=ceiling) if block.kind in _STRETCH else span
            for span, (_, block) in zip(spans, chosen, strict=True)
        ]

    def _span(self, slot: Slot, block: BlockSpec, targets: Mapping[str, float]) -> Span:
        target = targets[slot.name]
        low = block.minutes.min
        if self.minutes < TWO_MOVES_FROM or slot.kind is BlockKind.BREAK:
            low = max(1, min(low, int(target)))
        high = max(low, min(block.minutes.max, self._ceiling()))
        if slot.name == "one_thing":
            high = self.minutes
        if slot.kind is BlockKind.CHECK_IN and self._has_slack():
            low, high = max(low, TECH_SLACK), max(high, TECH_SLACK)
        if slot.kind is BlockKind.GIVE_BACK:
            low, high = max(low, 5), min(high, 10)
        return Span(target, low, high)

    def _ceiling(self) -> int:
        return self.minutes // 2 if self.minutes >= HALF_RULE_FROM else self.minutes

    def _make_room(self, spans: list[Span]) -> None:
        if sum(span.low for span in spans) <= self.minutes:
            raise ContentError(file="knowledge", problem="the blocks are too short to fill it")
        for name in _DROP_ORDER:
            slot = next((slot for slot in self.slots if slot.name == name), None)
            if slot is not None:
                self._drop(slot)
                return
        raise ContentError(file="knowledge", problem=f"no agenda fits {self.minutes} minutes")

    def _with_moves(self, chosen: list[tuple[Slot, BlockSpec]]) -> list[tuple[Slot, BlockSpec]]:
        if self.selector.brief.mode is not Mode.REVERSE:
            return chosen
        need = 2 if self.minutes >= TWO_MOVES_FROM else 1
        targets = self._targets()
        for place, (slot, block) in enumerate(chosen):
            present = {move for _, other in chosen for move in other.moves}
            if len(present) >= need:
                break
            taken = {other.id for _, other in chosen}
            for other in self.selector.ranked(
                slot, targets[slot.name], taken=taken, lead=block.lead
            ):
                if set(other.moves) - present and other.minutes.min <= block.minutes.min + 2:
                    chosen[place] = (slot, other)
                    break
        return chosen

    def _balance(
        self, chosen: list[tuple[Slot, BlockSpec]], given: tuple[int, ...], spans: list[Span]
    ) -> tuple[int, ...] | None:
        brief = self.selector.brief
        if brief.mode is not Mode.REVERSE or brief.stage in _VOID:
            return given
        led = _led_work(chosen)
        rest = {p for p, (_, b) in enumerate(chosen) if b.kind in _WORK} - led
        short = _short(chosen, given)
        if short <= 0:
            return given
        try:
            return shift(given, spans, source=rest, sink=led, need=(short + 1) // 2)
        except NoExactSum:
            self._hand_to_mentor([chosen[p][0] for p in sorted(rest)])
            return None

    def _share_more(self, chosen: list[tuple[Slot, BlockSpec]], given: tuple[int, ...]) -> bool:
        """Take one block of the frame from whoever leads too much; say whether one was left.

        A block that a change should keep stays; then minutes alone even things out.
        """
        kept = self.selector.brief.request.keep_block_ids
        led = [(block, minutes) for (_, block), minutes in zip(chosen, given, strict=True)]
        heavier, share = heavier_lead(led)
        if share <= LED_AT_MOST:
            return False
        takeable = [
            (block.kind in _EDGES, -minutes, slot.name)
            for (slot, block), minutes in zip(chosen, given, strict=True)
            if block.lead is heavier
            and (block.kind not in _WORK or slot.name in _FURTHER_WORK)
            and slot.name not in self.not_led_by
            and block.id not in kept
        ]
        if takeable:
            self.not_led_by[min(takeable)[-1]] = heavier
        return bool(takeable)

    def _even_out(
        self, chosen: list[tuple[Slot, BlockSpec]], given: tuple[int, ...], spans: list[Span]
    ) -> tuple[int, ...]:
        """Move minutes to what both lead while one person leads more than is balanced."""
        places = range(len(chosen))
        heavier, share = heavier_lead([(chosen[p][1], given[p]) for p in places])
        source = {p for p in places if chosen[p][1].lead is heavier}
        sink = {p for p in places if chosen[p][1].kind not in (*_WORK, BlockKind.BREAK)} - source
        spans = [
            replace(span, high=min(self._ceiling(), int(_LONGER * span.high)))
            if p in sink
            else span
            for p, span in enumerate(spans)
        ]
        excess = ceil(2 * (share - LOPSIDED) * self.minutes)
        for need in range(excess, 0, -1):
            try:
                moved = shift(given, spans, source=source, sink=sink, need=need)
            except NoExactSum:
                continue
            return moved if self._keeps_roles(chosen, moved) else given
        return given

    def _keeps_roles(self, chosen: list[tuple[Slot, BlockSpec]], given: tuple[int, ...]) -> bool:
        brief = self.selector.brief
        return brief.mode is not Mode.REVERSE or brief.stage in _VOID or _short(chosen, given) <= 0

    def _hand_to_mentor(self, slots: list[Slot]) -> None:
        for slot in slots:
            if slot.kind is BlockKind.WORK and slot.name not in self.leads:
                self.leads[slot.name] = Lead.MENTOR
                return
        give_back = next((slot for slot in slots if slot.kind is BlockKind.GIVE_BACK), None)
        self._drop(give_back or slots[-1])


def _led_work(chosen: list[tuple[Slot, BlockSpec]]) -> set[int]:
    return {p for p, (_, b) in enumerate(chosen) if b.kind in _WORK and b.lead is Lead.MENTOR}


def _short(chosen: list[tuple[Slot, BlockSpec]], given: tuple[int, ...]) -> int:
    """Return by how many minutes a reverse mentor leads less of the work than the rest is."""
    work = [p for p, (_, block) in enumerate(chosen) if block.kind in _WORK]
    return sum(given[p] for p in work) - 2 * sum(given[p] for p in _led_work(chosen))
