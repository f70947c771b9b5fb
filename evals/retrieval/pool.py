"""What can be found: every section that ingestion would give and the product may quote."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from evals.retrieval.handbooks import Handbook
from knowledge.documents.passages import document_passages
from knowledge.guides import Library
from knowledge.passages import Passage, library_passages
from knowledge.retrieval import QUOTED
from tandems.domain.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Section:
    """The text under one heading in one language; ``key`` is how judgements name it.

    A section of a guide has the same key in both languages.
    """

    key: str
    document: str
    language: Language
    title: str
    heading: str
    text: str

    @property
    def whole(self) -> str:
        """The text under its title and heading."""
        return f"{self.title}. {self.heading}. {self.text}"


@dataclass(frozen=True)
class Pool:
    """The sections, and the guides and handbooks they come from.

    Attributes:
        places: the key of a passage's document and section.
        withheld: keys of sections that the product never quotes: their safety class forbids it.
    """

    library: Library
    handbooks: tuple[Handbook, ...]
    passages: tuple[Passage, ...]
    places: Mapping[tuple[str, str], str]
    withheld: frozenset[str]

    @classmethod
    def of(cls, library: Library, handbooks: Iterable[Handbook] = ()) -> Self:
        """Cut guides and handbooks as ingestion does."""
        books = tuple(handbooks)
        cut = [(one, _guide_key(library, one)) for one in library_passages(library)]
        cut += [pair for book in books for pair in _cut(book)]
        quoted = [pair for pair in cut if pair[0].safety_class in QUOTED]
        places = {(one.guide_id, one.section): key for one, key in cut}
        return cls(
            library=library,
            handbooks=books,
            passages=tuple(one for one, _ in quoted),
            places=places,
            withheld=frozenset(places.values()) - {key for _, key in quoted},
        )

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Every section, in the order of its document."""
        parts: dict[tuple[str, Language], list[Passage]] = {}
        for one in self.passages:
            parts.setdefault((self.key_of(one), one.language), []).append(one)
        return tuple(
            Section(
                key=key,
                document=some[0].guide_id,
                language=language,
                title=some[0].title,
                heading=some[0].heading,
                text="\n\n".join(one.text for one in some),
            )
            for (key, language), some in parts.items()
        )

    def key_of(self, passage: Passage) -> str:
        """Return the key of the section a passage belongs to."""
        return self.places[passage.guide_id, passage.section]

    def keys(self, language: Language | None = None) -> frozenset[str]:
        """Return the keys of the sections in ``language``, or of all."""
        return frozenset(
            one.key for one in self.sections if language is None or one.language is language
        )


def _guide_key(library: Library, passage: Passage) -> str:
    return f"guide-{library.guides[passage.guide_id].spec.number:02d}#{passage.section}"


def _cut(book: Handbook) -> Iterator[tuple[Passage, str]]:
    for passage in document_passages(book.path, book.text):
        section = book.text.sections[int(passage.section.split(".")[0])]
        yield passage, book.key(section)
