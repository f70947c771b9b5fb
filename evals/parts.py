"""What a suite runs on: the guides, the model and the composers of this installation."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from assistant.answers import Answers
from assistant.planner.compose import Planner
from embeddings.bundled import Encoders
from knowledge.contacts import load_contacts
from knowledge.guides import Library, load_library
from knowledge.ingest import ingest
from knowledge.relevance import Relevance
from knowledge.retrieval import Retriever
from knowledge.store import PassageStore


@dataclass(frozen=True, slots=True)
class Parts:
    """The pieces an assistant is made of, all but its records."""

    library: Library
    planner: Planner
    answers: Answers
    encoder: str
    """Fingerprint of the embedding model that reads passages."""

    @classmethod
    def of(cls, encoders: Encoders, library: Library, answers: Answers) -> Self:
        """Put a planner beside what is open already."""
        planner = Planner(library, Relevance(library, encoders.quick))
        return cls(library, planner, answers, encoders.deep.fingerprint)

    @classmethod
    def opened(cls, encoders: Encoders, folder: Path) -> Self:
        """Load the shipped guides, with a passage store of their own in ``folder``."""
        library, passages = load_library(), PassageStore(folder)
        ingest(library, passages, encoders.deep)
        answers = Answers(library, Retriever(passages, encoders.deep), load_contacts())
        return cls.of(encoders, library, answers)
