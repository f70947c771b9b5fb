"""The whole check of the guides: what a program can see, and how they speak."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from assistant.gates.g09_language import says_du, says_sie
from assistant.gates.g10_stereotypes import stereotypes
from assistant.gates.phrases import sentences, streams_of
from assistant.question_lint import lint_question
from knowledge.contacts import ContactBook
from knowledge.guides import Library
from knowledge.lint import Finding, lint_library
from knowledge.lint.texts import Text, texts_of
from tandems.domain.vocabulary import Language

_QUOTED: Final = re.compile(r"„[^„“]*“|“[^“”]*”|‘[^‘]*?’(?!\w)|\"[^\"]*\"")
_WRAPPED: Final = re.compile(r"(?<!\n)\n(?![\n|#*\d-])")
_STEREOTYPE: Final = "stereotype"
_EXCERPT: Final = 90


def lint_guides(library: Library, contacts: ContactBook, *, today: date) -> tuple[Finding, ...]:
    """Return everything that is wrong with the guides, in their order, the store's own first."""
    texts = texts_of(library)
    findings = (
        *lint_library(library, contacts, today=today),
        *question_findings(texts),
        *address_findings(texts),
        *stereotype_findings(texts),
    )
    order = {guide_id: place for place, guide_id in enumerate(library.guides)}
    return tuple(sorted(findings, key=lambda finding: order.get(finding.guide, -1)))


def question_findings(texts: Sequence[Text]) -> Iterator[Finding]:
    """Yield questions that are not open, single, free of blame or short, in du, Sie or English."""
    for text in texts:
        if text.kind != "question":
            continue
        codes = lint_question(text.text, text.language)
        if reasons := ", ".join(code for code in codes if code != _STEREOTYPE):
            yield Finding(text.guide, text.item, "question", f"{reasons} ({text.form})")
        if _STEREOTYPE in codes:
            yield Finding(text.guide, text.item, "stereotype", f"text ({text.form})")


def address_findings(texts: Sequence[Text]) -> Iterator[Finding]:
    """Yield German block texts that say du or Sie: they speak to a pair that may say either."""
    for text in texts:
        if text.kind == "block" and text.language is Language.DE:
            said = (("du", says_du(text.text)), ("Sie", says_sie(text.text)))
            for address in (name for name, is_said in said if is_said):
                yield Finding(text.guide, text.item, "address", f"{text.part} says {address}")


def stereotype_findings(texts: Sequence[Text]) -> Iterator[Finding]:
    """Yield sentences that speak of a group of people as a whole.

    What prose quotes is what it warns against, so it is not judged; questions have their own look.
    """
    for text in texts:
        if text.kind == "question":
            continue
        for sentence in sentences(_own_words(text)):
            if stereotypes(sentence, streams_of(sentence), text.language):
                excerpt = " ".join(sentence.split())[:_EXCERPT]
                detail = f"{text.part} ({text.form}): {excerpt}"
                yield Finding(text.guide, text.item, "stereotype", detail)


def _own_words(text: Text) -> str:
    if text.kind != "section":
        return text.text
    return _QUOTED.sub("…", _WRAPPED.sub(" ", text.text))
