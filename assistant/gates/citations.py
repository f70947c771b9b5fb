"""Quoted passages: true to their source (G8), and nothing in them that a gate stops (G5–G7, G10).

What stands word for word in our own guides is reviewed as content; documents of others are not.
A quotation keeps its own language and address, so G9 leaves it alone, and it is its own source
for what it claims.
"""

from collections.abc import Iterator
from typing import Final

from assistant.gates.dictation import commands, links_in
from assistant.gates.facts import GateFacts
from assistant.gates.findings import Finding
from assistant.gates.g10_stereotypes import stereotypes
from assistant.gates.phrases import says, streams_of
from knowledge.guides import Library
from tandems.domain.agenda import Citation
from tandems.domain.vocabulary import Language

_JUDGED: Final = (("G5", "g05"), ("G6", "g06"), ("G7", "g07"))


def check_citation(citation: Citation, facts: GateFacts) -> tuple[Finding, ...]:
    """Return why a passage may not be quoted."""
    if facts.library is not None and _stands_in(citation, facts.library):
        return ()
    return tuple(_findings(citation, facts))


def _findings(citation: Citation, facts: GateFacts) -> Iterator[Finding]:
    where = f"citation:{citation.passage_id}"
    if facts.library is not None and citation not in facts.retrieved:
        yield Finding("G8", "citation", where)
    shown = "\n".join((citation.title, citation.section, citation.text))
    streams = streams_of(shown)
    for gate, key in _JUDGED:
        if any(says(streams, key, language) for language in Language):
            yield Finding(gate, "quoted", where)
    if any(stereotypes(shown, streams, language) for language in Language):
        yield Finding("G10", "quoted", where)
    if commands(shown):
        yield Finding("G7", "instructing_passage", where)
    if links_in(shown):
        yield Finding("G7", "foreign_link", where)


def _stands_in(citation: Citation, library: Library) -> bool:
    guide = library.guides.get(citation.guide_id)
    if guide is None:
        return False
    title = guide.title.de_du if citation.language is Language.DE else guide.title.en
    return citation.title == title and any(
        citation.section in (section.heading, section.anchor)
        and _evened(citation.text) in _evened(section.markdown)
        for section in guide.sections[citation.language]
    )


def _evened(markdown: str) -> str:
    return " ".join(markdown.split())
