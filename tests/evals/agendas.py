"""Cases and agendas written by hand, good ones and ones with a single fault."""

from dataclasses import replace
from datetime import date

from evals.suite import EvalCase, Suite
from tandems.domain.agenda import Agenda, AgendaBlock, CommitmentPrompt, Source
from tandems.domain.brief import BriefPerson
from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import BlockKind, Language, Lead, Mode, Role, Stage

PEOPLE = (BriefPerson("p1", "Paula", Role.MENTOR), BriefPerson("p2", "Renate", Role.MENTEE))
PEERS = (BriefPerson("p1", "Paula", Role.PEER), BriefPerson("p2", "Renate", Role.PEER))
KEPT = "Die Zusage bleibt."
SOURCE = Source(
    "session-by-length", 23, BilingualText("Leitfaden", "Leitfaden", "Guide"), "lengths"
)
PLAN = (
    (BlockKind.CHECK_IN, Lead.BOTH, 5),
    (BlockKind.FOLLOW_UP, Lead.MENTEE, 7),
    (BlockKind.OUTCOME, Lead.MENTEE, 3),
    (BlockKind.WORK, Lead.MENTOR, 20),
    (BlockKind.GIVE_BACK, Lead.MENTEE, 8),
    (BlockKind.REFLECT, Lead.BOTH, 8),
    (BlockKind.COMMIT, Lead.BOTH, 6),
    (BlockKind.CHECK_OUT, Lead.MENTOR, 3),
)
"""A good hour of a reverse tandem."""


def a_case(suite: Suite, tandem_id: str, stage: Stage, language: Language) -> EvalCase:
    """Return one case of the shipped suite."""
    (tandem,) = [one for one in suite.tandems if one.id == tandem_id]
    return EvalCase(tandem, stage, language)


def with_commitment(case: EvalCase, text: str, *, minutes: int = 60) -> EvalCase:
    """Return the case with another open commitment and length."""
    tandem = case.tandem
    commitment = tandem.commitment.model_copy(update={"text": text, "state": "missed"})
    session = tandem.sessions[case.stage].model_copy(update={"minutes": minutes})
    changed = tandem.model_copy(
        update={"commitment": commitment, "sessions": {**tandem.sessions, case.stage: session}}
    )
    return EvalCase(changed, case.stage, case.language)


def said(german: str, english: str | None = None) -> BilingualText:
    """Return an impersonal text."""
    return BilingualText(german, german, english or german)


def a_block(kind: BlockKind, lead: Lead, minutes: int, *steps: BilingualText) -> AgendaBlock:
    """Return a block opened by whoever leads it; Paula opens what both lead."""
    return AgendaBlock(
        block_id=f"block-{kind}",
        kind=kind,
        lead=lead,
        first_speaker_id="p2" if lead is Lead.MENTEE else "p1",
        minutes=minutes,
        title=said(f"Titel {kind}", f"Title {kind}"),
        steps=steps or (said("Ein Schritt", "One step"),),
        moves=(),
        own_time=kind is BlockKind.REFLECT,
        why=said("Darum", "Because"),
        source=SOURCE,
    )


def an_agenda(
    blocks: tuple[AgendaBlock, ...], *, mode: Mode = Mode.REVERSE, stage: Stage = Stage.WORK
) -> Agenda:
    """Return an agenda of these blocks whose cut rule names the longest work block."""
    work = max((b for b in blocks if b.kind is BlockKind.WORK), key=lambda block: block.minutes)
    title = work.title
    return Agenda(
        id="a1",
        tandem_id="t1",
        mode=mode,
        stage=stage,
        session_number=3,
        language=Language.DE,
        minutes=sum(block.minutes for block in blocks),
        title=said("Treffen", "Session"),
        outcome=said("Ergebnis", "Outcome"),
        preparation=(),
        blocks=blocks,
        questions=(),
        commitment=CommitmentPrompt(said("Zusage"), said("Zeichen"), Role.MENTEE, date(2026, 4, 1)),
        next_date=date(2026, 4, 1),
        cut_rule=BilingualText(
            f"„{title.de_du}“ kürzen. {KEPT}", f"„{title.de_sie}“ kürzen.", f"Cut ‘{title.en}’."
        ),
    )


def planned(*plan: tuple[BlockKind, Lead, int]) -> tuple[AgendaBlock, ...]:
    """Return the blocks of a plan."""
    return tuple(a_block(kind, lead, minutes) for kind, lead, minutes in plan)


def changed(agenda: Agenda, kind: BlockKind, **fields: object) -> Agenda:
    """Return the agenda with fields of the blocks of one kind replaced."""
    blocks = tuple(
        replace(block, **fields) if block.kind is kind else block  # type: ignore[arg-type]  # any field
        for block in agenda.blocks
    )
    return replace(agenda, blocks=blocks)
