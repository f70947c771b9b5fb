"""The yardstick beside every report: one fixed agenda per mode, in equal slices, for everybody."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from uuid import uuid4

from assistant.planner.fill import FillValue, fill, placeholders
from evals.suite import EvalCase
from knowledge.guides import Library
from knowledge.schema import BlockSpec, QuestionSpec
from tandems.domain.agenda import Agenda, AgendaBlock, CommitmentPrompt, Question
from tandems.domain.brief import SessionBrief
from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import BlockKind, Lead, Mode, Role, Stage

KINDS: Final = (
    BlockKind.CHECK_IN,
    BlockKind.OUTCOME,
    BlockKind.WORK,
    BlockKind.REFLECT,
    BlockKind.COMMIT,
    BlockKind.CHECK_OUT,
)
"""What a template for mentoring sessions usually holds; it knows no history."""
_QUESTIONS: Final = 3
_NOTHING: Final = BilingualText("", "", "")


def fixed_agenda(case: EvalCase, facts: SessionBrief, library: Library) -> Agenda:
    """Return the agenda that anybody in this mode gets, whatever stage, goal or history.

    Its blocks and questions are real ones, so that it is measured by its fit alone.
    """
    blanks = _blanks(facts)
    specs = [_generic(library, case.tandem.mode, kind, blanks) for kind in KINDS]
    blocks = _blocks(specs, facts, library, blanks)
    outcome = next(block for block in blocks if block.kind is BlockKind.OUTCOME)
    owner = Role.PEER if case.tandem.mode is Mode.PEER else Role.MENTEE
    last = blocks[-2]
    return Agenda(
        id=uuid4().hex,
        tandem_id=facts.tandem_id,
        mode=case.tandem.mode,
        stage=case.stage,
        session_number=facts.session_number,
        language=case.language,
        minutes=case.minutes,
        title=outcome.source.title,
        outcome=outcome.title,
        preparation=(),
        blocks=blocks,
        questions=tuple(_questions(case.tandem.mode, library)),
        commitment=CommitmentPrompt(last.title, last.title, owner, facts.next_on),
        next_date=facts.next_on,
        cut_rule=_NOTHING,
    )


def _blanks(facts: SessionBrief) -> Mapping[str, FillValue]:
    """Return what a coordinator could fill into a printed form: names and the next date."""
    names = {} if facts.mode is Mode.PEER else {p.role.value: p.name for p in facts.people}
    return {"date": facts.next_on, **names}


def _generic(
    library: Library, mode: Mode, kind: BlockKind, blanks: Mapping[str, FillValue]
) -> BlockSpec:
    """Return the block for ``kind`` that fits a working session best and needs no history."""
    fitting = [
        block
        for block in library.all_blocks()
        if block.kind is kind
        and mode in block.modes
        and all(placeholders(text) <= blanks.keys() for text in _texts(block))
    ]
    return min(fitting, key=_generality)


def _texts(block: BlockSpec) -> list[BilingualText]:
    return [text.bilingual() for text in (block.title, *block.steps)]


def _blocks(
    specs: Sequence[BlockSpec],
    facts: SessionBrief,
    library: Library,
    blanks: Mapping[str, FillValue],
) -> tuple[AgendaBlock, ...]:
    slice_, rest = divmod(facts.minutes, len(specs))
    return tuple(
        AgendaBlock(
            block_id=spec.id,
            kind=spec.kind,
            lead=spec.lead,
            first_speaker_id=_speaker(spec, facts),
            minutes=slice_ + (place < rest),
            title=fill(spec.title.bilingual(), blanks),
            steps=tuple(fill(step.bilingual(), blanks) for step in spec.steps),
            moves=spec.moves,
            own_time=spec.own_time,
            why=fill(spec.title.bilingual(), blanks),
            source=library.source_of(spec.id),
        )
        for place, spec in enumerate(specs)
    )


def _speaker(spec: BlockSpec, facts: SessionBrief) -> str:
    if facts.mode is Mode.PEER:
        return facts.people[0].id
    wanted = Role.MENTEE if spec.lead is Lead.MENTEE else Role.MENTOR
    return facts.person(wanted).id


def _questions(mode: Mode, library: Library) -> Iterator[Question]:
    fitting = [spec for spec in library.questions(mode, Stage.WORK) if "{" not in spec.text.de.du]
    for spec in sorted(fitting, key=_generality)[:_QUESTIONS]:
        source = library.source_of(spec.id)
        text = spec.text.bilingual()
        yield Question(spec.id, spec.role, spec.level, spec.type, text, source)


def _generality(spec: BlockSpec | QuestionSpec) -> tuple[bool, int, int, str]:
    """Order by how little an item says about mode and stage; working sessions lead."""
    return (Stage.WORK not in spec.stages, -len(spec.modes), -len(spec.stages), spec.id)
