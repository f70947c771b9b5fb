"""The questions with judged sections, checked against the sections that exist."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, model_validator

from evals.matching.cases import Split
from evals.matching.ranking import RELEVANT
from evals.retrieval.pool import Pool
from tandems.domain.vocabulary import Language
from tandems.errors import ContentError

FOLDER: Final = Path(__file__).parent
_GUIDE: Final = "guide-"

Kind = Literal["short", "normal", "long", "colloquial", "misspelt", "mixed"]
Trap = Literal["near", "foreign"]
Grade = Literal[0, 1, 2, 3]
Key = Annotated[str, StringConstraints(pattern=r"^[^#]+#[^#]+$")]


class Query(BaseModel):
    """What somebody typed, and what its reader would give the sections.

    A grade of 0 says that somebody has read the section and found nothing for the question.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    language: Language
    kind: Kind
    text: Annotated[str, StringConstraints(min_length=1)]
    judgements: Mapping[Key, Grade] = Field(default_factory=dict)
    answerable: bool = True
    trap: Trap | None = None

    @model_validator(mode="after")
    def _is_one_or_the_other(self) -> Self:
        answered = any(grade >= RELEVANT for grade in self.judgements.values())
        if self.answerable != answered or self.answerable != (self.trap is None):
            raise ValueError(self.id)
        return self

    def relevant(self, keys: frozenset[str]) -> bool:
        """Say whether one of ``keys`` answers the question."""
        return any(grade >= RELEVANT and key in keys for key, grade in self.judgements.items())


@dataclass(frozen=True, slots=True)
class Collection:
    """The questions that can be measured on a pool.

    Attributes:
        left_out: questions that only sections outside the pool answer.
    """

    queries: tuple[Query, ...]
    left_out: int

    @property
    def answerable(self) -> tuple[Query, ...]:
        """The questions that something in the pool answers."""
        return tuple(query for query in self.queries if query.answerable)


def read_queries(split: Split, folder: Path = FOLDER) -> list[Query]:
    """Return the questions of a split.

    Raises:
        ContentError: an id is used twice.
        ValidationError: an entry breaks the format.
    """
    parsed: object = yaml.safe_load((folder / f"{split}.yaml").read_text(encoding="utf-8"))
    queries = TypeAdapter(list[Query]).validate_python(parsed)
    ids = [query.id for query in queries]
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise ContentError(file=f"{split}.yaml", problem=f"ids used twice: {', '.join(twice)}")
    return queries


def collected(queries: Sequence[Query], pool: Pool) -> Collection:
    """Keep the questions and grades that belong to sections of ``pool``.

    Raises:
        ContentError: a key names no section; handbooks count where the pool holds any.
    """
    strangers = sorted(set(_strangers(queries, pool)))
    if strangers:
        raise ContentError(file="judgements", problem=f"no such section: {', '.join(strangers)}")
    keys = pool.keys()
    kept = tuple(
        query.model_copy(update={"judgements": within(query.judgements, keys)})
        for query in queries
        if not query.answerable or query.relevant(keys)
    )
    return Collection(kept, len(queries) - len(kept))


def within(judgements: Mapping[str, Grade], keys: frozenset[str]) -> dict[str, Grade]:
    """Return the grades of ``keys``."""
    return {key: grade for key, grade in judgements.items() if key in keys}


def _strangers(queries: Sequence[Query], pool: Pool) -> Iterator[str]:
    known = pool.keys() | pool.withheld
    has_handbooks = any(not key.startswith(_GUIDE) for key in known)
    for query in queries:
        for key in query.judgements:
            if key not in known and (has_handbooks or key.startswith(_GUIDE)):
                yield key
