"""The seed terms of the topics, each with the guides that a search for it must bring."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from tandems.domain.vocabulary import Language

PATH: Final = Path(__file__).with_name("terms.yaml")


class Topic(BaseModel):
    """A topic's terms in both languages, and the numbers of its guides."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    topic: str
    guides: tuple[int, ...] = Field(min_length=1)
    de: tuple[str, ...] = Field(min_length=1)
    en: tuple[str, ...] = Field(min_length=1)

    def terms(self) -> Iterator[tuple[Language, str]]:
        """Yield each term with its language."""
        yield from ((Language.DE, term) for term in self.de)
        yield from ((Language.EN, term) for term in self.en)


def read_topics() -> list[Topic]:
    """Return the shipped topics."""
    parsed: object = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    return TypeAdapter(list[Topic]).validate_python(parsed)
