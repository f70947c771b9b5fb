"""Passages: what a citation can point to, cut from our guides and from other documents."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from knowledge.guides import Guide, Library
from tandems.domain.vocabulary import Language, Mode, SafetyClass, Stage
from tandems.errors import ContentError

MAX_CHARACTERS: Final = 1200
"""A passage is cut at paragraph ends so that it stays readable as a citation."""
_SKIPPED: Final = frozenset({"html_block", "fence", "code_block", "hr"})
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of one section of one document in one language.

    Documents that are not ours carry no modes or stages: they fit every one. ``origin`` is the
    name of the folder they came with; empty for our own guides.
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
    origin: str = ""


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


def markdown_passages(
    path: Path, *, document_id: str, language: Language, origin: str
) -> tuple[Passage, ...]:
    """Cut a Markdown document of others by its headings; images and raw HTML are left out.

    Raises:
        ContentError: the file is not UTF-8 text, or cannot be read.
    """
    tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(_body(path)))
    title = document_id
    heading = ""
    paragraphs: list[str] = []
    sections: list[tuple[str, list[str]]] = []
    for node in tree.children:
        if node.type == "heading":
            sections.append((heading, paragraphs))
            heading, paragraphs = _plain(node), []
            if node.tag == "h1" and title == document_id:
                title = heading
        elif node.type not in _SKIPPED and (text := _plain(node)):
            paragraphs.append(text)
    sections.append((heading, paragraphs))
    return tuple(
        Passage(
            f"{document_id}/{number}.{part}",
            document_id,
            title,
            str(number),
            head or title,
            language,
            text,
            origin=origin,
        )
        for number, (head, texts) in enumerate(sections)
        for part, text in enumerate(_parts(texts))
        if _WORD.search(text)
    )


def _guide_passages(guide: Guide, language: Language) -> Iterator[Passage]:
    spec = guide.spec
    title = guide.title.en if language is Language.EN else guide.title.de_du
    stages = () if spec.stages == "pre" else tuple(Stage(stage) for stage in spec.stages)
    for section in guide.sections[language]:
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
            )


def _parts(paragraphs: list[str]) -> Iterator[str]:
    current = ""
    for paragraph in paragraphs:
        if current and len(current) + len(paragraph) > MAX_CHARACTERS:
            yield current
            current = ""
        current = f"{current}\n\n{paragraph}".strip()
    if current:
        yield current


def _body(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(file=path.name, problem=str(error)) from error
    return re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)


def _plain(node: SyntaxTreeNode) -> str:
    if node.type == "text" or node.type == "code_inline":
        return node.content
    if node.type in ("image", "html_inline"):
        return ""
    if node.type in ("softbreak", "hardbreak"):
        return " "
    texts = [_plain(child) for child in node.children]
    joint = {"list_item": "\n- ", "bullet_list": "\n", "ordered_list": "\n", "tr": " | "}
    text = joint.get(node.type, "").join(text for text in texts if text.strip())
    if node.type == "list_item":
        return f"- {text.strip()}"
    if node.type in ("table", "thead", "tbody"):
        return "\n".join(text for text in texts if text.strip())
    return text
