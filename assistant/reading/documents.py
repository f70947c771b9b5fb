"""Telling of a document what language its sections have and what belongs to people who help."""

from dataclasses import replace
from typing import Final

from assistant.reading import words
from assistant.reading.language import language_of
from assistant.reading.refer import refer_category
from tandems.domain.document import DocumentSection, DocumentText
from tandems.domain.vocabulary import Language, SafetyClass

_SAMPLE: Final = 3000
"""Characters that tell a language."""


def assessed(text: DocumentText) -> DocumentText:
    """Return the text with each section's language and each part's safety class.

    A part that the assistant would answer with a refer card, were it a message, is of the
    class that nobody quotes; under such a heading everything is.
    """
    whole = "\n".join(_lines(section) for section in text.sections[:20])
    hint = _language(f"{text.title}\n{whole}", Language.EN)
    return replace(
        text, sections=tuple(_section(section, text.title, hint) for section in text.sections)
    )


def _section(section: DocumentSection, title: str, hint: Language) -> DocumentSection:
    grave = _is_grave("\n".join((title, *section.headings)))
    parts = tuple(
        replace(part, safety_class=SafetyClass.REFER)
        if grave or _is_grave("\n".join(part.lines))
        else part
        for part in section.parts
    )
    return replace(section, parts=parts, language=_language(_lines(section), hint))


def _is_grave(text: str) -> bool:
    return refer_category(words(text)) is not None


def _language(text: str, hint: Language) -> Language:
    sample = text[:_SAMPLE]
    return language_of(sample, words(sample).split(), hint)


def _lines(section: DocumentSection) -> str:
    own = (line for part in section.parts for line in part.lines)
    return "\n".join((*section.headings, *own))
