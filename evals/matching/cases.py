"""The labelled matching data: pairs with hard negatives, and cohorts with graded relevance."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter

FOLDER = Path(__file__).parent

Text = Annotated[str, StringConstraints(min_length=8, max_length=200, pattern=r"^\S.*\S$")]
Trap = Literal["same_words", "other_words", "direction"]
NegativeKind = Literal["same_words", "direction", "neighbour"]
Grade = Literal[1, 2, 3]


class Split(StrEnum):
    """What is tuned on, and what is only reported."""

    DEV = "dev"
    TEST = "test"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Worded(_Strict):
    """A text and the language it stands in."""

    language: Literal["de", "en"]
    text: Text


class Negative(Worded):
    """An offer that does not answer the wish."""

    kind: NegativeKind


class Pair(_Strict):
    """A wish, its right offer and three wrong ones."""

    id: str
    direction: Literal["de", "en", "cross"]
    wish: Worded
    offer: Worded
    negatives: tuple[Negative, Negative, Negative]


class Item(Worded):
    """A wish or an offer of a cohort."""

    id: str
    trap: Trap | None = None


class Mentee(_Strict):
    """A person with wishes."""

    id: str
    language: Literal["de", "en", "mixed"]
    wishes: list[Item] = Field(min_length=1, max_length=3)


class Mentor(_Strict):
    """A person with offers."""

    id: str
    language: Literal["de", "en", "mixed"]
    capacity: Literal[1, 2]
    offers: list[Item] = Field(min_length=1, max_length=4)


class LabelledCohort(_Strict):
    """The people of a run and which offer answers which wish."""

    mentees: list[Mentee]
    mentors: list[Mentor]
    relevance: dict[str, dict[str, Grade]]

    def wishes(self) -> dict[str, Item]:
        """Return the wishes by id, in the order of their people."""
        return {item.id: item for one in self.mentees for item in one.wishes}

    def offers(self) -> dict[str, Item]:
        """Return the offers by id, in the order of their people."""
        return {item.id: item for one in self.mentors for item in one.offers}


def read_pairs(split: Split) -> list[Pair]:
    """Return the shipped pairs of a split."""
    return TypeAdapter(list[Pair]).validate_python(_read(f"pairs_{split}"))


def read_cohort(split: Split) -> LabelledCohort:
    """Return the shipped cohort of a split."""
    return LabelledCohort.model_validate(_read(f"cohort_{split}"))


def _read(name: str) -> object:
    parsed: object = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return parsed
