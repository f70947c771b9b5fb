"""Every text of the guides with its place and form, as the rules on wording read them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from knowledge.guides import Guide, Library
from knowledge.schema import BlockSpec, PairText, PersonText
from tandems.domain.vocabulary import Language

Kind = Literal["title", "section", "block", "preparation", "question", "reply"]
Form = Literal["de", "du", "sie", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One text; ``item`` is an id or an anchor, ``part`` says which text of the item it is."""

    guide: str
    item: str
    kind: Kind
    part: str
    form: Form
    text: str

    @property
    def language(self) -> Language:
        """Return the language; du and Sie are both German."""
        return Language.EN if self.form == "en" else Language.DE


def texts_of(library: Library) -> tuple[Text, ...]:
    """Return all texts in the library's order."""
    return tuple(text for guide in library.guides.values() for text in _of_guide(guide))


def tokens(text: str) -> list[str]:
    """Return the words of ``text`` in lower case, without marks."""
    return re.findall(r"\w+", text.casefold())


def _of_guide(guide: Guide) -> Iterator[Text]:
    spec = guide.spec
    for part, given in (("title", guide.title), ("purpose", guide.purpose)):
        yield Text(spec.id, part, "title", part, "de", given.de_du)
        yield Text(spec.id, part, "title", part, "en", given.en)
    for language, sections in guide.sections.items():
        form: Form = "en" if language is Language.EN else "de"
        for section in sections:
            anchor = f"#{section.anchor}"
            yield Text(spec.id, anchor, "title", "heading", form, section.heading)
            yield Text(spec.id, anchor, "section", "text", form, section.markdown)
    for block in spec.blocks:
        yield from _of_block(spec.id, block)
    for question in spec.questions:
        yield from _of_person(spec.id, question.id, "question", "text", question.text)
    for reply in spec.replies:
        yield from _of_person(spec.id, reply.id, "reply", "text", reply.text)
        yield from _of_person(spec.id, reply.id, "reply", "after", reply.after_contacts)


def _of_block(guide: str, block: BlockSpec) -> Iterator[Text]:
    parts: dict[str, PairText | None] = {
        "title": block.title,
        "outcome": block.outcome,
        **{f"step {place}": step for place, step in enumerate(block.steps, start=1)},
        "material": block.material,
        "evidence": block.evidence,
        "remote": block.variants.remote,
        "access": block.variants.access,
        "opt-out": block.opt_out,
    }
    for part, pair in parts.items():
        if pair is not None:
            yield Text(guide, block.id, "block", part, "de", pair.de)
            yield Text(guide, block.id, "block", part, "en", pair.en)
    tasks = block.preparation
    for part, task in (("mentor", tasks.mentor), ("mentee", tasks.mentee), ("both", tasks.both)):
        if task is not None:
            yield from _of_person(guide, block.id, "preparation", part, task)


def _of_person(guide: str, item: str, kind: Kind, part: str, given: PersonText) -> Iterator[Text]:
    yield Text(guide, item, kind, part, "du", given.de.du)
    yield Text(guide, item, kind, part, "sie", given.de.sie)
    yield Text(guide, item, kind, part, "en", given.en)
