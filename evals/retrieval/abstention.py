"""Whether the product knows what the guides do not say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from assistant.answers import ANSWERED_FROM
from evals.matching.ranking import Floats
from evals.retrieval.cases import Query
from tandems.domain.vocabulary import Language


class Confident(Protocol):
    """Says how sure a search is that it has an answer."""

    def confidence(self, query: str) -> float:
        """Return a score; higher is surer."""
        ...


@dataclass(frozen=True, slots=True)
class Abstention:
    """Questions with an answer against traps of one kind, in one language.

    Attributes:
        auroc: how likely a question with an answer scores above a trap.
        answered: the share of questions with an answer that get one.
        misled: the share of traps that get one.
    """

    language: Language | None
    trap: str
    queries: int
    traps: int
    auroc: float
    answered: float
    misled: float


def abstentions(
    queries: Sequence[Query], system: Confident, threshold: float = ANSWERED_FROM
) -> Iterator[Abstention]:
    """Compare the confidence in questions and traps, by language and kind."""
    scores = {query.id: system.confidence(query.text) for query in queries}
    for language in (*Language, None):
        own = [one for one in queries if language is None or one.language is language]
        right = np.array([scores[one.id] for one in own if one.answerable])
        for kind in ("near", "foreign", "all"):
            traps = [one for one in own if one.trap and kind in (one.trap, "all")]
            wrong = np.array([scores[one.id] for one in traps])
            if len(right) and len(wrong):
                yield Abstention(
                    language=language,
                    trap=kind,
                    queries=len(right),
                    traps=len(wrong),
                    auroc=auroc(right, wrong),
                    answered=float((right >= threshold).mean()),
                    misled=float((wrong >= threshold).mean()),
                )


def auroc(right: Floats, wrong: Floats) -> float:
    """Return the share of pairs whose right one scores higher; a tie counts half."""
    gaps = right[:, np.newaxis] - wrong[np.newaxis]
    return float((gaps > 0).mean() + (gaps == 0).mean() / 2)
