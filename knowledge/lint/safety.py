"""Refer cards without method, sensitive guides marked, contacts for everyone, reviews in time."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, get_args

from knowledge.contacts import ContactBook
from knowledge.guides import Guide, Library
from knowledge.lint.finding import Finding
from knowledge.schema import ReferCategory
from tandems.domain.vocabulary import SafetyClass

SENSITIVE: Final = frozenset({52, 57, 58})
"""Guides that are sensitive whatever they say; source: METHOD 4."""
NOTICE: Final = timedelta(days=60)
_ELSEWHERE: Final = "international"


def safety_findings(library: Library) -> Iterator[Finding]:
    """Yield guides whose safety class does not go with what they hold."""
    for guide in library.guides.values():
        for problem in _problems(guide):
            yield Finding(guide.spec.id, "guide.yaml", "safety", problem)


def contact_findings(contacts: ContactBook, *, today: date) -> Iterator[Finding]:
    """Yield categories without a contact in one country, and contacts nobody has reviewed."""
    for country in (*contacts.countries, _ELSEWHERE):
        for category in get_args(ReferCategory):
            if not contacts.for_category(country, category):
                yield Finding("", country, "contacts", f"no contact for {category}")
    if contacts.is_overdue(today):
        yield Finding("", "contacts", "overdue", f"review was due on {contacts.review_due}")


def overdue_findings(library: Library, *, today: date) -> Iterator[Finding]:
    """Yield guides whose review date has passed."""
    for guide in library.guides.values():
        if guide.spec.review_due < today:
            detail = f"review was due on {guide.spec.review_due}"
            yield Finding(guide.spec.id, "guide.yaml", "overdue", detail)


def reviews_ahead(library: Library, *, today: date) -> tuple[Guide, ...]:
    """Return the guides whose review is due within 60 days from ``today``."""
    guides = library.guides.values()
    return tuple(g for g in guides if today <= g.spec.review_due <= today + NOTICE)


def _problems(guide: Guide) -> Iterator[str]:
    spec = guide.spec
    refers = spec.safety_class is SafetyClass.REFER
    if refers and (spec.blocks or spec.questions):
        yield "a guide that refers holds neither blocks nor questions"
    if refers and not spec.replies:
        yield "a guide that refers has no reply"
    if spec.replies and not refers:
        yield "replies belong to guides of the class refer"
    if (spec.format == "refer_card") is not refers:
        yield "the format refer_card and the class refer go together"
    if spec.number in SENSITIVE and spec.safety_class is SafetyClass.NORMAL:
        yield "has to be marked as sensitive"
