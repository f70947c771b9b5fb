"""The look at the guides that a program can take: structure, length, sums, coverage, repeats."""

from datetime import date

from knowledge.contacts import ContactBook
from knowledge.guides import Library
from knowledge.lint.coverage import catalogue_findings, coverage_findings, reply_findings
from knowledge.lint.finding import STORE_RULES, Finding, Rule
from knowledge.lint.prose import prose_findings
from knowledge.lint.repeats import duplicate_findings, phrase_findings
from knowledge.lint.safety import contact_findings, overdue_findings, safety_findings
from knowledge.lint.sums import preparation_findings, sum_findings
from knowledge.lint.texts import texts_of
from knowledge.lint.wording import wording_findings

__all__ = ["STORE_RULES", "Finding", "Rule", "lint_library"]


def lint_library(library: Library, contacts: ContactBook, *, today: date) -> tuple[Finding, ...]:
    """Return what is wrong with guides that have loaded, the store's own findings first.

    Schema and anchors are checked by loading; how single questions are worded and what is said
    about groups of people is judged by ``assistant.guide_lint``, which calls this.
    """
    texts = texts_of(library)
    return (
        *catalogue_findings(library),
        *coverage_findings(library),
        *reply_findings(library),
        *contact_findings(contacts, today=today),
        *prose_findings(library),
        *sum_findings(library),
        *preparation_findings(library),
        *safety_findings(library),
        *overdue_findings(library, today=today),
        *wording_findings(library, texts),
        *duplicate_findings(texts),
        *phrase_findings(texts),
    )
