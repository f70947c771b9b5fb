"""What the assistant suggests: agendas, question sets and answers, by id and with sources."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import (
    BlockKind,
    Language,
    Lead,
    Level,
    Mode,
    Move,
    QuestionType,
    Role,
    Stage,
)

Composer = Literal["planner", "writer"]


@dataclass(frozen=True, slots=True)
class Source:
    """The guide section a suggestion rests on."""

    guide_id: str
    number: int
    title: BilingualText
    section: str


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Words of the pair, kept verbatim in whatever language they were written."""

    text: str
    language: Language


@dataclass(frozen=True, slots=True)
class PreparationTask:
    """What one person does before the session, at most 15 minutes."""

    person_id: str
    text: BilingualText
    source: Source


@dataclass(frozen=True, slots=True)
class AgendaBlock:
    """One timed block; ``first_speaker_id`` is the person who speaks first."""

    block_id: str
    kind: BlockKind
    lead: Lead
    first_speaker_id: str
    minutes: int
    title: BilingualText
    steps: tuple[BilingualText, ...]
    moves: tuple[Move, ...]
    own_time: bool
    why: BilingualText
    source: Source
    material: BilingualText | None = None
    evidence: BilingualText | None = None
    opt_out: BilingualText | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A reflection question for one role."""

    question_id: str
    role: Lead
    level: Level
    type: QuestionType
    text: BilingualText
    source: Source


@dataclass(frozen=True, slots=True)
class CommitmentPrompt:
    """How the session ends: who commits to what until when, and its first sign."""

    text: BilingualText
    first_sign: BilingualText
    owner: Role
    due: date


@dataclass(frozen=True, slots=True)
class Agenda:
    """A timed plan for one session; block minutes sum to ``minutes`` exactly.

    ``verbatim`` lists the pair's own words that appear inside; ``dropped`` says what a
    short check leaves out.
    """

    id: str
    tandem_id: str
    mode: Mode
    stage: Stage
    session_number: int
    language: Language
    minutes: int
    title: BilingualText
    outcome: BilingualText
    preparation: tuple[PreparationTask, ...]
    blocks: tuple[AgendaBlock, ...]
    questions: tuple[Question, ...]
    commitment: CommitmentPrompt
    next_date: date
    cut_rule: BilingualText
    composer: Composer = "planner"
    verbatim: tuple[OwnWords, ...] = ()
    dropped: BilingualText | None = None


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Reflection questions beside, or instead of, an agenda."""

    id: str
    tandem_id: str
    stage: Stage
    language: Language
    questions: tuple[Question, ...]
    composer: Composer = "planner"
    verbatim: tuple[OwnWords, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage an answer rests on, with the exact text it links to."""

    passage_id: str
    guide_id: str
    title: str
    section: str
    language: Language
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom a refer card points to; configuration, never model text."""

    name: BilingualText
    phone: tuple[str, ...]
    hours: BilingualText | None = None
    email: str = ""


AnswerKind = Literal["guide", "unknown", "refer", "declined", "clarify", "goals"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply that is neither agenda nor questions; ``unknown`` says the guides do not say."""

    id: str
    kind: AnswerKind
    language: Language
    text: BilingualText
    citations: tuple[Citation, ...] = ()
    contacts: tuple[Contact, ...] = ()
    closing: BilingualText | None = None


Suggestable = Agenda | QuestionSet
Reply = Agenda | QuestionSet | Answer
