"""Passages: what a citation can point to; those of our guides are cut here."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from knowledge.guides import Guide, Library
from tandems.domain.vocabulary import Language, Mode, SafetyClass, Stage

MAX_CHARACTERS: Final = 1200
"""A passage is cut at paragraph ends so that it stays readable as a citation."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of one section of one document in one language.

    Documents that are not ours carry no modes or stages: they fit every one. ``page`` counts
    from 1, where the document has pages. ``about`` says in one sentence what the document is
    for; ``hints`` are blocks and questions that rest on the section. Both help to find it.
    """

    id: str
    guide_id: str
    title: str
    section: str
    heading: str
    language: Language
    text: str
    safety_class: SafetyClass = SafetyClass.NORMAL
    modes: tuple[Mode, ...] = ()
    stages: tuple[Stage, ...] = ()
    page: int | None = None
    about: str = ""
    hints: tuple[str, ...] = ()


def embedded_text(passage: Passage) -> str:
    """Return what is indexed of a passage: its text under its title and heading."""
    return f"{passage.title}. {passage.title}. {passage.heading}. {passage.heading}. {passage.text}"


def library_passages(library: Library) -> tuple[Passage, ...]:
    """Return every section of every guide in both languages, long ones in parts."""
    return tuple(
        passage
        for guide in library.guides.values()
        for language in Language
        for passage in _guide_passages(guide, language)
    )


def _guide_passages(guide: Guide, language: Language) -> Iterator[Passage]:
    spec = guide.spec
    english = language is Language.EN
    title = guide.title.en if english else guide.title.de_du
    about = guide.purpose.en if english else guide.purpose.de_du
    stages = () if spec.stages == "pre" else tuple(Stage(stage) for stage in spec.stages)
    keywords = spec.keywords.en if english else spec.keywords.de
    for place, section in enumerate(guide.sections[language]):
        hints = tuple(_hints(guide, section.anchor, english=english))
        hints += keywords if place == 0 else ()
        for part, text in enumerate(_parts(section.markdown.split("\n\n"))):
            yield Passage(
                id=f"{spec.id}/{section.anchor}/{language}.{part}",
                guide_id=spec.id,
                title=title,
                section=section.anchor,
                heading=section.heading,
                language=language,
                text=text,
                safety_class=spec.safety_class,
                modes=spec.modes,
                stages=stages,
                about=about,
                hints=hints,
            )


def _hints(guide: Guide, anchor: str, *, english: bool) -> Iterator[str]:
    for block in guide.spec.blocks:
        if block.section == anchor:
            texts = (block.title, *([block.outcome] if block.outcome else []), *block.steps)
            yield from (text.en if english else text.de for text in texts)
    for question in guide.spec.questions:
        if question.section == anchor:
            yield question.text.en if english else question.text.de.du


def _parts(paragraphs: list[str]) -> Iterator[str]:
    current = ""
    for paragraph in paragraphs:
        if current and len(current) + len(paragraph) > MAX_CHARACTERS:
            yield current
            current = ""
        current = f"{current}\n\n{paragraph}".strip()
    if current:
        yield current
