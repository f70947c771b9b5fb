"""The usual recipe: documents split blindly, embedded, and the nearest chunks taken from Chroma."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from embeddings.encoder import Encoder
from evals.retrieval.pool import Section
from evals.retrieval.splitter import split_text
from knowledge.passages import Passage
from knowledge.store import PassageStore
from tandems.domain.vocabulary import Language, SafetyClass

SIZE: Final = 1000
OVERLAP: Final = 200
_FETCHED: Final = 100
"""Chunks asked for: a section may hold several."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a document and the section that holds most of it."""

    key: str
    language: Language
    text: str


class Recipe:
    """Chunks in Chroma: one store for all, and one for each language alone."""

    def __init__(self, sections: Sequence[Section], encoder: Encoder, folder: Path) -> None:
        """Split, embed and store."""
        self._encoder = encoder
        passages = [_passage(n, chunk) for n, chunk in enumerate(chunks(sections))]
        vectors = encoder.encode_passages([one.text for one in passages])
        self._stores: dict[Language | None, PassageStore] = {}
        for language in (None, *Language):
            rows = [n for n, one in enumerate(passages) if language in (None, one.language)]
            store = self._stores[language] = PassageStore(folder / str(language))
            own = [passages[n] for n in rows]
            store.replace(own, vectors[rows], model=encoder.fingerprint)

    def nearest(self, query: str, language: Language | None) -> Iterator[str]:
        """Yield the section keys of the chunks nearest to ``query``, best first."""
        vector = self._encoder.encode_queries([query])[0]
        hits = self._stores[language].query(vector, _FETCHED, safety_class=SafetyClass.NORMAL)
        yield from (hit.passage.section for hit in hits)


def chunks(sections: Sequence[Section]) -> Iterator[Chunk]:
    """Split every document, written out with its headings, as one text."""
    for (_, language), some in groupby(sections, key=lambda one: (one.document, one.language)):
        group = list(some)
        texts = [f"# {group[0].title}\n\n"] + [
            f"## {one.heading}\n\n{one.text}\n\n" for one in group
        ]
        whole, end = "".join(texts), 0
        bounds = _bounds(group, texts)
        for text in split_text(whole, SIZE, OVERLAP):
            start = whole.index(text, max(end - OVERLAP, 0))
            end = start + len(text)
            yield Chunk(_holder(bounds, start, end), language, text)


def _bounds(group: Sequence[Section], texts: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return where each section begins and ends; the title belongs to the first."""
    bounds, start, end = [], 0, len(texts[0])
    for section, text in zip(group, texts[1:], strict=True):
        end += len(text)
        bounds.append((start, end, section.key))
        start = end
    return bounds


def _holder(bounds: Sequence[tuple[int, int, str]], start: int, end: int) -> str:
    return max(bounds, key=lambda one: min(end, one[1]) - max(start, one[0]))[2]


def _passage(number: int, chunk: Chunk) -> Passage:
    return Passage(
        id=f"{number:06}",
        guide_id=chunk.key,
        title="",
        section=chunk.key,
        heading="",
        language=chunk.language,
        text=chunk.text,
    )
