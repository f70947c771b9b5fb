"""The schema of a guide's ``guide.yaml``: metadata, blocks, questions and refer replies."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import (
    PROCESS_TOPICS,
    TOPICS,
    BlockKind,
    Lead,
    Level,
    Mode,
    Move,
    QuestionType,
    Role,
    SafetyClass,
    Stage,
)


def _known_topic(slug: str) -> str:
    if slug not in TOPICS and slug not in PROCESS_TOPICS:
        raise ValueError(f"unknown topic {slug!r}; topics are the slugs of the vocabulary")
    return slug


Topic = Annotated[str, AfterValidator(_known_topic)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Anchor = Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
ReferCategory = Literal[
    "danger_to_life",
    "self_harm",
    "violence",
    "harassment",
    "discrimination",
    "illness",
    "addiction",
    "legal",
]


class Part(BaseModel):
    """A piece of a guide file; unknown keys are an error, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class GermanForms(Part):
    """One German sentence in both forms of address."""

    du: str = Field(min_length=1)
    sie: str = Field(min_length=1)


class PairText(Part):
    """Text that speaks to the pair: neither du nor Sie."""

    de: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def bilingual(self) -> BilingualText:
        """Return the text as the value the agenda carries."""
        return BilingualText(de_du=self.de, de_sie=self.de, en=self.en)


class PersonText(Part):
    """Text that addresses one person, in du, Sie and English."""

    de: GermanForms
    en: str = Field(min_length=1)

    def bilingual(self) -> BilingualText:
        """Return the text as the value the agenda carries."""
        return BilingualText(de_du=self.de.du, de_sie=self.de.sie, en=self.en)


class Minutes(Part):
    """How long a block can, usually does and may at most take, in minutes."""

    min: int = Field(ge=1)
    typical: int = Field(ge=1)
    max: int = Field(ge=1, le=120)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.min <= self.typical <= self.max:
            raise ValueError(f"minutes {self.min}/{self.typical}/{self.max} are not ascending")
        return self


class Preparation(Part):
    """What each person does before the session, at most 15 minutes each."""

    mentor: PersonText | None = None
    mentee: PersonText | None = None
    both: PersonText | None = None


class Variants(Part):
    """How the block changes at a distance or with an access need."""

    remote: PairText | None = None
    access: PairText | None = None


class BlockSpec(Part):
    """A block of an agenda as its guide describes it."""

    id: Slug
    kind: BlockKind
    lead: Lead
    first_speaker: Role | None = None
    minutes: Minutes
    modes: tuple[Mode, ...] = Field(min_length=1)
    stages: tuple[Stage, ...] = Field(min_length=1)
    topics: tuple[Topic, ...] = Field(min_length=1)
    moves: tuple[Move, ...] = ()
    own_time: bool = False
    calm: bool = False
    role_play: bool = False
    writing: bool = False
    title: PairText
    outcome: PairText | None = None
    steps: tuple[PairText, ...] = Field(min_length=1, max_length=5)
    preparation: Preparation = Preparation()
    material: PairText | None = None
    evidence: PairText | None = None
    variants: Variants = Variants()
    opt_out: PairText | None = None
    section: Anchor

    @model_validator(mode="after")
    def _fits_its_modes(self) -> Self:
        if Mode.PEER in self.modes and self.lead not in (Lead.BOTH, Lead.PEER):
            raise ValueError(f"{self.id}: a block for peers is led by both or peer")
        if self.lead is Lead.BOTH and self.first_speaker is None and Mode.PEER not in self.modes:
            raise ValueError(f"{self.id}: lead both names its first speaker")
        if self.kind is BlockKind.WORK and self.outcome is None:
            raise ValueError(f"{self.id}: a work block states one observable outcome")
        return self


class QuestionSpec(Part):
    """A reflection question as its guide words it."""

    id: Slug
    role: Lead
    level: Level
    type: QuestionType
    modes: tuple[Mode, ...] = Field(min_length=1)
    stages: tuple[Stage, ...] = Field(min_length=1)
    topics: tuple[Topic, ...] = Field(min_length=1)
    text: PersonText
    section: Anchor


class ReplySpec(Part):
    """What a refer card says, before the configured contacts are shown."""

    id: Slug
    categories: tuple[ReferCategory, ...] = Field(min_length=1)
    text: PersonText
    after_contacts: PersonText


class Keywords(Part):
    """Words people look for that the prose need not use; they help to find the guide."""

    de: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class GuideSpec(Part):
    """Everything of a guide but its prose, which stands in ``de.md`` and ``en.md``."""

    id: Slug
    number: int = Field(ge=1, le=999)
    modes: tuple[Mode, ...] = Field(min_length=1)
    stages: tuple[Stage, ...] | Literal["pre"]
    topics: tuple[Topic, ...] = Field(min_length=1)
    keywords: Keywords = Keywords()
    audience: tuple[Literal["mentor", "mentee", "tandem", "coordinator"], ...]
    format: Literal[
        "primer",
        "checklist",
        "agenda",
        "guide",
        "method",
        "template",
        "card_set",
        "training",
        "topic_guide",
        "refer_card",
        "notice",
        "handbook",
        "coordinator_guide",
    ]
    minutes: int = Field(ge=1, le=240)
    safety_class: SafetyClass
    jurisdiction: Literal["any", "DE", "AT", "CH", "UK", "US"] = "any"
    version: int = Field(ge=1)
    review_due: date
    sources: tuple[str, ...] = ()
    blocks: tuple[BlockSpec, ...] = ()
    questions: tuple[QuestionSpec, ...] = ()
    replies: tuple[ReplySpec, ...] = ()
