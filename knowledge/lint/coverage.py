"""What the store as a whole covers: its catalogue, every mode, stage and topic, every reply."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, get_args

from knowledge.guides import Library
from knowledge.lint.finding import Finding
from knowledge.schema import QuestionSpec, ReferCategory
from tandems.domain.vocabulary import TOPICS, Lead, Mode, Stage

CATALOGUE: Final = range(1, 70)
"""The numbers of the guides that belong to the store; source: METHOD 4."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of blocks and of questions, counted or wanted."""

    blocks: int
    questions: int

    def reaches(self, wanted: "Amount") -> bool:
        """Say whether there is enough of both."""
        return self.blocks >= wanted.blocks and self.questions >= wanted.questions

    def __str__(self) -> str:
        return f"{self.blocks} blocks, {self.questions} questions"


PER_SESSION: Final = Amount(12, 20)
PER_TOPIC: Final = Amount(3, 6)
IN_ALL: Final = Amount(350, 600)


def by_session(library: Library) -> Mapping[tuple[Mode, Stage], Amount]:
    """Return what a session of every mode and stage can choose from.

    Questions count where they can be put: among peers those for both or a peer that name neither
    mentor nor mentee, elsewhere all others, and ``{partner}`` only has a name for mentor or mentee.
    """
    return {
        (mode, stage): Amount(
            len(library.blocks(mode, stage)),
            sum(_can_be_put(question, mode) for question in library.questions(mode, stage)),
        )
        for mode in Mode
        for stage in Stage
    }


def by_topic(library: Library) -> Mapping[str, Amount]:
    """Return what there is on every topic that people bring."""
    return {
        topic: Amount(
            sum(topic in block.topics for block in library.all_blocks()),
            sum(topic in question.topics for question in library.all_questions()),
        )
        for topic in TOPICS
    }


def in_all(library: Library) -> Amount:
    """Return the ids of the whole store."""
    return Amount(len(library.all_blocks()), len(library.all_questions()))


def catalogue_findings(library: Library) -> Iterator[Finding]:
    """Yield guides of the catalogue that are missing and numbers that two guides share."""
    numbers = [guide.spec.number for guide in library.guides.values()]
    for number in CATALOGUE:
        if number not in numbers:
            yield Finding("", f"{number:02d}", "catalogue", "missing guide")
    for guide in library.guides.values():
        if numbers.count(guide.spec.number) > 1:
            item = f"{guide.spec.number:02d}"
            yield Finding(guide.spec.id, item, "catalogue", "another guide has this number")


def coverage_findings(library: Library) -> Iterator[Finding]:
    """Yield modes with stages, topics and totals that have too few blocks or questions."""
    for (mode, stage), there in by_session(library).items():
        if not there.reaches(PER_SESSION):
            yield _short(f"{mode} × {stage}", there, PER_SESSION)
    for topic, there in by_topic(library).items():
        if not there.reaches(PER_TOPIC):
            yield _short(topic, there, PER_TOPIC)
    if not in_all(library).reaches(IN_ALL):
        yield _short("store", in_all(library), IN_ALL)


def reply_findings(library: Library) -> Iterator[Finding]:
    """Yield refer categories that no refer card answers."""
    answered = {
        category
        for guide in library.guides.values()
        for reply in guide.spec.replies
        for category in reply.categories
    }
    for category in get_args(ReferCategory):
        if category not in answered:
            yield Finding("", category, "reply", "no refer card answers this category")


def _short(item: str, there: Amount, wanted: Amount) -> Finding:
    return Finding("", item, "coverage", f"{there}; at least {wanted}")


def _can_be_put(question: QuestionSpec, mode: Mode) -> bool:
    forms = f"{question.text.de.du} {question.text.de.sie} {question.text.en}"
    to_one = question.role in (Lead.MENTOR, Lead.MENTEE)
    if "{partner}" in forms and not to_one:
        return False
    if mode is not Mode.PEER:
        return question.role is not Lead.PEER
    return not to_one and "{mentor}" not in forms and "{mentee}" not in forms
