"""The guides as a library: loaded once from their folders, looked up by id."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeGuard

import yaml
from pydantic import ValidationError

from knowledge.schema import BlockSpec, GuideSpec, QuestionSpec, ReplySpec
from tandems.domain.agenda import Source
from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import Language, Mode, Stage
from tandems.errors import ContentError

CONTENT: Final = Path(__file__).parent / "content"
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same safe YAML, read by libyaml where it is there."""
_HEADING = re.compile(r"^#{2,4} +(?P<heading>.+?) *\{#(?P<anchor>[a-z0-9-]+)\} *$", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---\n(?P<yaml>.*?)\n---\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a guide's prose in one language; ``anchor`` is the same in both."""

    anchor: str
    heading: str
    markdown: str


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide: its structure, which exists once, and its prose in both languages."""

    spec: GuideSpec
    title: BilingualText
    purpose: BilingualText
    sections: Mapping[Language, tuple[Section, ...]]

    def source(self, section: str) -> Source:
        """Return the citation of one section."""
        return Source(self.spec.id, self.spec.number, self.title, section)


class Library:
    """Every guide with its blocks and questions, in a fixed order."""

    def __init__(self, guides: Iterable[Guide]) -> None:
        ordered = sorted(guides, key=lambda guide: guide.spec.number)
        self.guides: Mapping[str, Guide] = {guide.spec.id: guide for guide in ordered}
        self._blocks = {b.id: (b, g) for g in ordered for b in g.spec.blocks}
        self._questions = {q.id: (q, g) for g in ordered for q in g.spec.questions}
        self._replies: Mapping[str, ReplySpec] = {
            c: r for g in ordered for r in g.spec.replies for c in r.categories
        }
        self.content_version = _fingerprint(ordered)

    def block(self, block_id: str) -> BlockSpec:
        """Return a block; KeyError if no guide has it."""
        return self._blocks[block_id][0]

    def question(self, question_id: str) -> QuestionSpec:
        """Return a question; KeyError if no guide has it."""
        return self._questions[question_id][0]

    def blocks(self, mode: Mode, stage: Stage) -> tuple[BlockSpec, ...]:
        """Return the blocks that fit ``mode`` and ``stage``."""
        return tuple(b for b, _ in self._blocks.values() if mode in b.modes and stage in b.stages)

    def questions(self, mode: Mode, stage: Stage) -> tuple[QuestionSpec, ...]:
        """Return the questions that fit ``mode`` and ``stage``."""
        return tuple(
            q for q, _ in self._questions.values() if mode in q.modes and stage in q.stages
        )

    def all_blocks(self) -> tuple[BlockSpec, ...]:
        """Return every block."""
        return tuple(block for block, _ in self._blocks.values())

    def all_questions(self) -> tuple[QuestionSpec, ...]:
        """Return every question."""
        return tuple(question for question, _ in self._questions.values())

    def source_of(self, item_id: str) -> Source:
        """Return the guide section a block or question rests on; KeyError if unknown."""
        item, guide = self._blocks.get(item_id) or self._questions[item_id]
        return guide.source(item.section)

    def reply(self, category: str) -> ReplySpec:
        """Return what the refer card says for ``category``; KeyError if no card covers it."""
        return self._replies[category]


def load_library(folder: Path = CONTENT) -> Library:
    """Read and check every guide under ``folder``.

    Raises:
        ContentError: a file is missing or breaks the schema; names the file and the problem.
    """
    guides = [_load_guide(path.parent) for path in sorted(folder.glob("*/guide.yaml"))]
    _refuse_doubles(guides)
    return Library(guides)


def _load_guide(folder: Path) -> Guide:
    try:
        spec = GuideSpec.model_validate(_yaml((folder / "guide.yaml").read_text(encoding="utf-8")))
    except (ValidationError, yaml.YAMLError) as error:
        raise ContentError(file=f"{folder.name}/guide.yaml", problem=str(error)) from error
    if folder.name != f"{spec.number:02d}-{spec.id}":
        raise ContentError(file=folder.name, problem=f"folder is not {spec.number:02d}-{spec.id}")
    prose = {language: _load_prose(folder, language) for language in Language}
    guide = Guide(
        spec=spec,
        title=_front(prose, "title"),
        purpose=_front(prose, "purpose"),
        sections={language: sections for language, (_, sections) in prose.items()},
    )
    _check_anchors(folder.name, guide)
    return guide


def _load_prose(folder: Path, language: Language) -> tuple[Mapping[str, str], tuple[Section, ...]]:
    path = folder / f"{language}.md"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ContentError(file=f"{folder.name}/{path.name}", problem="missing") from error
    front = _FRONT_MATTER.match(text)
    try:
        fields = _yaml(front["yaml"]) if front else None
    except yaml.YAMLError as error:
        raise ContentError(file=f"{folder.name}/{path.name}", problem=str(error)) from error
    if not front or not _names_both(fields):
        raise ContentError(
            file=f"{folder.name}/{path.name}", problem="front matter needs title and purpose"
        )
    return fields, _split(text[front.end() :])


def _yaml(text: str) -> object:
    return yaml.load(text, Loader=_LOADER)  # noqa: S506  # both loaders are safe ones


def _names_both(fields: object) -> TypeGuard[Mapping[str, str]]:
    names = ("title", "purpose")
    return isinstance(fields, dict) and all(isinstance(fields.get(name), str) for name in names)


def _split(markdown: str) -> tuple[Section, ...]:
    marks = list(_HEADING.finditer(markdown))
    ends = [mark.start() for mark in marks[1:]] + [len(markdown)]
    return tuple(
        Section(mark["anchor"], mark["heading"], markdown[mark.end() : end].strip())
        for mark, end in zip(marks, ends, strict=True)
    )


def _front(
    prose: Mapping[Language, tuple[Mapping[str, str], tuple[Section, ...]]], key: str
) -> BilingualText:
    german, english = prose[Language.DE][0][key].strip(), prose[Language.EN][0][key].strip()
    return BilingualText(german, german, english)


def _check_anchors(name: str, guide: Guide) -> None:
    german, english = (
        [section.anchor for section in guide.sections[language]] for language in Language
    )
    if german != english:
        raise ContentError(file=name, problem=f"anchors differ: de {german}, en {english}")
    cited: tuple[BlockSpec | QuestionSpec, ...] = (*guide.spec.blocks, *guide.spec.questions)
    for item in cited:
        if item.section not in german:
            raise ContentError(
                file=name, problem=f"{item.id} rests on a missing section {item.section!r}"
            )


def _refuse_doubles(guides: list[Guide]) -> None:
    seen: set[str] = set()
    for guide in guides:
        items: tuple[BlockSpec | QuestionSpec | ReplySpec, ...] = (
            *guide.spec.blocks,
            *guide.spec.questions,
            *guide.spec.replies,
        )
        for item_id in (guide.spec.id, *(item.id for item in items)):
            if item_id in seen:
                raise ContentError(file=guide.spec.id, problem=f"id {item_id!r} is used twice")
            seen.add(item_id)


def _fingerprint(guides: list[Guide]) -> str:
    digest = hashlib.sha256()
    for guide in guides:
        digest.update(guide.spec.model_dump_json().encode())
        for sections in guide.sections.values():
            for section in sections:
                digest.update(f"{section.anchor}\n{section.heading}\n{section.markdown}".encode())
    return digest.hexdigest()[:16]
