"""The planner itself: from a session brief to an agenda or a question set."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from assistant.planner.airtime import openers
from assistant.planner.fill import Facts, FillValue, facts_of, fill
from assistant.planner.fit import Fitting, TimedBlock
from assistant.planner.questions import Questioner
from assistant.planner.selection import Selector, misses_topic
from assistant.planner.slots import (
    FULL_MINUTES,
    MAX_MINUTES,
    MIN_MINUTES,
    Slot,
    session_slots,
    short_check_slots,
)
from assistant.planner.wording import wording
from knowledge.guides import Library
from knowledge.relevance import Relevance
from knowledge.schema import BlockSpec
from tandems.domain.agenda import (
    Agenda,
    AgendaBlock,
    CommitmentPrompt,
    OwnWords,
    PreparationTask,
    QuestionSet,
)
from tandems.domain.brief import SessionBrief
from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import BlockKind, Mode, Role
from tandems.errors import MinutesOutOfRange

_MAIN_SLOTS: Final = ("work_a", "one_thing", "agreement", "evidence")
_RELEVANT: Final = 0.35
"""Cosine from which a block is said to fit the asked topic; chosen on the demo programme."""


class Planner:
    """Composes suggestions from the guides alone; the same brief gives the same suggestion."""

    def __init__(self, library: Library, relevance: Relevance) -> None:
        self._library = library
        self._relevance = relevance

    def agenda(self, brief: SessionBrief) -> Agenda:
        """Compose an agenda whose block minutes sum to ``brief.minutes`` exactly.

        Raises:
            MinutesOutOfRange: under 10 or over 180 minutes.
        """
        if not MIN_MINUTES <= brief.minutes <= MAX_MINUTES:
            raise MinutesOutOfRange(given=brief.minutes, min=MIN_MINUTES, max=MAX_MINUTES)
        facts = facts_of(brief)
        scores = self._relevance.scores(_query(brief))
        selector = Selector(brief, facts, self._library, scores)
        blocks = self._in_guide_order(Fitting(selector, _slots(brief), brief.minutes).fit())
        questions, question_words = Questioner(brief, facts, self._library, scores).choose()
        return Agenda(
            id=_stable_id(brief, [timed.block.id for timed in blocks]),
            tandem_id=brief.tandem_id,
            mode=brief.mode,
            stage=brief.stage,
            session_number=brief.session_number,
            language=brief.language,
            minutes=brief.minutes,
            title=_title(brief),
            outcome=_outcome(brief, facts, blocks),
            preparation=self._preparation(brief, blocks),
            blocks=self._blocks(brief, facts, blocks, scores),
            questions=questions,
            commitment=_commitment(brief),
            next_date=brief.next_on,
            cut_rule=_cut_rule(brief, blocks),
            verbatim=tuple(dict.fromkeys((*_block_words(facts, blocks), *question_words))),
            dropped=wording("dropped.short") if brief.minutes < FULL_MINUTES else None,
        )

    def questions(self, brief: SessionBrief) -> QuestionSet:
        """Compose reflection questions for both roles, or the role and number asked for."""
        facts = facts_of(brief)
        scores = self._relevance.scores(_query(brief))
        questions, words = Questioner(brief, facts, self._library, scores).choose()
        return QuestionSet(
            id=_stable_id(brief, [question.question_id for question in questions]),
            tandem_id=brief.tandem_id,
            stage=brief.stage,
            language=brief.language,
            questions=questions,
            verbatim=words,
        )

    def _blocks(
        self,
        brief: SessionBrief,
        facts: Facts,
        blocks: Sequence[TimedBlock],
        scores: Mapping[str, float],
    ) -> tuple[AgendaBlock, ...]:
        first = openers(brief, [(timed.block, timed.minutes) for timed in blocks])
        return tuple(
            self._block(
                brief,
                facts,
                timed,
                speaker=speaker,
                relevance=0.0
                if misses_topic(timed.block.topics, brief.request.topics)
                else scores[timed.block.id],
            )
            for timed, speaker in zip(blocks, first, strict=True)
        )

    def _block(
        self,
        brief: SessionBrief,
        facts: Facts,
        timed: TimedBlock,
        *,
        speaker: str,
        relevance: float,
    ) -> AgendaBlock:
        block = timed.block
        return AgendaBlock(
            block_id=block.id,
            kind=block.kind,
            lead=block.lead,
            first_speaker_id=speaker,
            minutes=timed.minutes,
            title=fill(block.title.bilingual(), facts.values),
            steps=tuple(fill(step, facts.values) for step in _steps(brief, block)),
            moves=block.moves,
            own_time=block.own_time,
            why=_why(facts, block, relevance),
            source=self._library.source_of(block.id),
            material=fill(block.material.bilingual(), facts.values) if block.material else None,
            evidence=fill(block.evidence.bilingual(), facts.values) if block.evidence else None,
            opt_out=fill(block.opt_out.bilingual(), facts.values) if block.opt_out else None,
        )

    def _in_guide_order(self, blocks: Sequence[TimedBlock]) -> tuple[TimedBlock, ...]:
        """Let the work blocks of one guide follow each other as their guide has them.

        Slots with topics of their own, such as those of a goals session, have an order already.
        """
        order = {block.id: place for place, block in enumerate(self._library.all_blocks())}
        placed = list(blocks)
        work = [
            p
            for p, timed in enumerate(blocks)
            if timed.block.kind is BlockKind.WORK and not timed.slot.topics
        ]
        guides = {p: self._library.source_of(blocks[p].block.id).guide_id for p in work}
        for guide_id in set(guides.values()):
            places = [p for p in work if guides[p] == guide_id]
            own = sorted((blocks[p] for p in places), key=lambda timed: order[timed.block.id])
            for place, timed in zip(places, own, strict=True):
                placed[place] = timed
        return tuple(placed)

    def _preparation(
        self, brief: SessionBrief, blocks: Sequence[TimedBlock]
    ) -> tuple[PreparationTask, ...]:
        if "homework" in brief.request.vetoes:
            return ()
        facts = facts_of(brief)
        tasks: dict[str, PreparationTask] = {}
        for timed in sorted(blocks, key=lambda timed: -timed.slot.weight):
            for person in brief.people:
                task = _task_of(timed.block, person.role)
                if task is None or person.id in tasks or not facts.can_fill(task):
                    continue
                source = self._library.source_of(timed.block.id)
                tasks[person.id] = PreparationTask(person.id, fill(task, facts.values), source)
        return tuple(tasks[person.id] for person in brief.people if person.id in tasks)


def _slots(brief: SessionBrief) -> tuple[Slot, ...]:
    follow_up = bool(brief.open_commitments)
    if brief.minutes < FULL_MINUTES:
        return short_check_slots(follow_up=follow_up)
    return session_slots(brief.mode, brief.stage, brief.minutes, follow_up=follow_up)


def _query(brief: SessionBrief) -> str:
    parts = [brief.request.wish_text, *brief.request.topics]
    if brief.situation is not None:
        parts.append(brief.situation.text)
    if not brief.request.wish_text:
        parts += [f"{goal.label} {goal.text}" for goal in brief.goals]
    return " ".join(part.replace("_", " ") for part in parts if part)


def _stable_id(brief: SessionBrief, item_ids: Sequence[str]) -> str:
    key = "/".join([brief.tandem_id, str(brief.session_number), str(brief.minutes), *item_ids])
    return uuid5(NAMESPACE_URL, key).hex


def _title(brief: SessionBrief) -> BilingualText:
    stage = wording(f"stage.{brief.stage}")
    title = wording("title.short" if brief.minutes < FULL_MINUTES else "title")
    values = {"number": str(brief.session_number), "minutes": str(brief.minutes)}
    return BilingualText(
        title.de_du.format(stage=stage.de_du, **values),
        title.de_sie.format(stage=stage.de_sie, **values),
        title.en.format(stage=stage.en, **values),
    )


def _outcome(brief: SessionBrief, facts: Facts, blocks: Sequence[TimedBlock]) -> BilingualText:
    for name in _MAIN_SLOTS:
        for timed in blocks:
            if timed.slot.name == name and timed.block.outcome is not None:
                return fill(timed.block.outcome.bilingual(), facts.values)
    return wording("outcome.short" if brief.minutes < FULL_MINUTES else f"outcome.{brief.stage}")


def _commitment(brief: SessionBrief) -> CommitmentPrompt:
    owner_role = Role.PEER if brief.mode is Mode.PEER else Role.MENTEE
    owner = brief.person(owner_role)
    partner = next(person for person in brief.people if person.id != owner.id)
    values: dict[str, FillValue] = {
        "owner": owner.name,
        "partner": partner.name,
        "date": brief.next_on,
    }
    return CommitmentPrompt(
        text=fill(wording("commitment.peer" if brief.mode is Mode.PEER else "commitment"), values),
        first_sign=wording("first_sign"),
        owner=owner_role,
        due=brief.next_on,
    )


def _cut_rule(brief: SessionBrief, blocks: Sequence[TimedBlock]) -> BilingualText:
    if brief.minutes < FULL_MINUTES:
        return wording("cut_rule.short")
    longest = max(
        (t for t in blocks if t.block.kind not in (BlockKind.REFLECT, BlockKind.COMMIT)),
        key=lambda timed: timed.minutes,
    )
    title = fill(longest.block.title.bilingual(), facts_of(brief).values)
    rule = wording("cut_rule")
    return BilingualText(
        rule.de_du.format(block=title.de_du),
        rule.de_sie.format(block=title.de_sie),
        rule.en.format(block=title.en),
    )


def _block_words(facts: Facts, blocks: Sequence[TimedBlock]) -> list[OwnWords]:
    texts = [text for t in blocks for text in (t.block.title, *t.block.steps, t.block.outcome)]
    return [word for text in texts if text for word in facts.used_in(text.bilingual())]


def _steps(brief: SessionBrief, block: BlockSpec) -> list[BilingualText]:
    steps = [step.bilingual() for step in block.steps]
    if brief.remote and block.variants.remote is not None:
        steps.append(block.variants.remote.bilingual())
    return steps


def _why(facts: Facts, block: BlockSpec, relevance: float) -> BilingualText:
    if block.kind is BlockKind.WORK and relevance >= _RELEVANT:
        return wording("why.work_topic")
    if block.kind is BlockKind.WORK and "goal" in facts.values:
        return fill(wording("why.work_goal"), facts.values)
    return wording(f"why.{block.kind}")


def _task_of(block: BlockSpec, role: Role) -> BilingualText | None:
    by_role = {Role.MENTOR: block.preparation.mentor, Role.MENTEE: block.preparation.mentee}
    task = by_role.get(role) or block.preparation.both
    return task.bilingual() if task is not None else None
