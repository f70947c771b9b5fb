"""What a suite runs on: the guides, the model and the composers of this installation."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from assistant.answers import Answers
from assistant.planner.compose import Planner
from embeddings.encoder import Encoder
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
    """Fingerprint of the embedding model."""

    @classmethod
    def of(cls, encoder: Encoder, library: Library, answers: Answers) -> Self:
        """Put a planner beside what is open already."""
        planner = Planner(library, Relevance(library, encoder))
        return cls(library, planner, answers, encoder.fingerprint)

    @classmethod
    def opened(cls, encoder: Encoder, folder: Path) -> Self:
        """Load the shipped guides, with a passage store of their own in ``folder``."""
        library, passages = load_library(), PassageStore(folder)
        ingest(library, passages, encoder)
        answers = Answers(library, Retriever(passages, encoder), load_contacts())
        return cls.of(encoder, library, answers)
