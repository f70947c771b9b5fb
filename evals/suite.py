"""Suites: invented tandems as YAML data, expanded to one case a stage and language."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from tandems.domain.vocabulary import Address, Language, Mode, Role, Stage
from tandems.errors import ContentError

FOLDER: Final = Path(__file__).parent / "suites"
AGENDA_SUITE: Final = FOLDER / "agenda.yaml"

Owner = Literal["mentor", "mentee", "first", "second"]
CommitmentState = Literal["open", "missed", "done", "none"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PersonSpec(_Part):
    """One of the two people; all are invented."""

    name: str
    role: Role
    language: Language
    address: Address


class AgreementSpec(_Part):
    """What the two agreed on."""

    minutes: int = Field(ge=10, le=180)
    address: Address
    place: Literal["on_site", "remote", "hybrid"]
    languages: tuple[Language, ...] = Field(min_length=1)


class GoalSpec(_Part):
    """A goal of the pair, in its owner's words."""

    owner: Owner
    language: Language
    label: str
    text: str
    evidence: str = ""


class CommitmentSpec(_Part):
    """The last commitment; a missed one is open and past its date."""

    state: CommitmentState
    owner: Owner = "first"
    language: Language = Language.DE
    text: str = ""
    first_sign: str = ""

    @model_validator(mode="after")
    def _worded(self) -> "CommitmentSpec":
        if (self.state == "none") == bool(self.text):
            raise ValueError("a commitment has a text, and none has none")
        return self

    @property
    def is_open(self) -> bool:
        """Say whether the next session has to come back to it."""
        return self.state in ("open", "missed")


class NoteSpec(_Part):
    """A note that somebody wrote."""

    by: Owner
    visibility: Literal["private", "shared"]
    language: Language
    text: str


class SessionSpec(_Part):
    """What the first person writes before one session, and how long it has to become."""

    minutes: int = Field(ge=10, le=180)
    de: str
    en: str

    def message(self, language: Language) -> str:
        """Return what is typed in ``language``."""
        text = self.de if language is Language.DE else self.en
        return text.replace("{minutes}", str(self.minutes))


class TandemSpec(_Part):
    """An invented tandem with everything it brings to each of its six sessions."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    mode: Mode
    country: str
    people: tuple[PersonSpec, PersonSpec]
    agreement: AgreementSpec
    goals: tuple[GoalSpec, ...]
    commitment: CommitmentSpec
    notes: tuple[NoteSpec, ...] = ()
    forbidden: tuple[str, ...] = ()
    sessions: dict[Stage, SessionSpec]

    @model_validator(mode="after")
    def _complete(self) -> "TandemSpec":
        if set(self.sessions) != set(Stage):
            raise ValueError(f"{self.id}: sessions are needed for all of {list(Stage)}")
        roles = {person.role for person in self.people}
        wanted = {Role.PEER} if self.mode is Mode.PEER else {Role.MENTOR, Role.MENTEE}
        if roles != wanted:
            raise ValueError(f"{self.id}: roles are {roles}, the mode wants {wanted}")
        return self

    def place_of(self, owner: Owner) -> int:
        """Return 0 or 1: where ``owner`` stands among the people."""
        if owner in ("first", "second"):
            return ("first", "second").index(owner)
        return [person.role.value for person in self.people].index(owner)


@dataclass(frozen=True, slots=True)
class EvalCase:
    """One message before one session, and the facts its agenda is measured against."""

    tandem: TandemSpec
    stage: Stage
    language: Language

    @property
    def id(self) -> str:
        """Name the case, such as ``short-video/work/de``."""
        return f"{self.tandem.id}/{self.stage}/{self.language}"

    @property
    def minutes(self) -> int:
        """The length the agenda has to have."""
        return self.tandem.sessions[self.stage].minutes

    @property
    def message(self) -> str:
        """What the first person writes."""
        return self.tandem.sessions[self.stage].message(self.language)

    @property
    def has_commitment(self) -> bool:
        """Say whether a commitment stands on record; nothing does before the first session."""
        return self.stage is not Stage.KICK_OFF and self.tandem.commitment.state != "none"

    @property
    def opens_with_commitment(self) -> bool:
        """Say whether the agenda has to come back to an open commitment first."""
        return self.has_commitment and self.tandem.commitment.is_open

    @property
    def has_goals(self) -> bool:
        """Say whether the pair has written down its goals."""
        return self.stage not in (Stage.KICK_OFF, Stage.GOALS)

    @property
    def is_remote(self) -> bool:
        """Say whether the pair meets at a distance by agreement."""
        return self.tandem.agreement.place == "remote"


class Suite(_Part):
    """A named, versioned set of invented tandems."""

    name: str
    version: int = Field(ge=1)
    tandems: tuple[TandemSpec, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _unique(self) -> "Suite":
        ids = [tandem.id for tandem in self.tandems]
        doubled = sorted({one for one in ids if ids.count(one) > 1})
        if doubled:
            raise ValueError(f"ids are used twice: {doubled}")
        return self

    def cases(self) -> tuple[EvalCase, ...]:
        """Return every case, tandem by tandem."""
        return tuple(self._expanded())

    def _expanded(self) -> Iterator[EvalCase]:
        for tandem in self.tandems:
            for stage in Stage:
                for language in Language:
                    yield EvalCase(tandem, stage, language)


def load_suite(path: Path = AGENDA_SUITE) -> Suite:
    """Read and check a suite.

    Raises:
        ContentError: the file is missing or breaks the schema.
    """
    try:
        return Suite.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, ValidationError, yaml.YAMLError) as error:
        raise ContentError(file=path.name, problem=str(error)) from error
