"""What the gates know beside the suggestion: the brief, the guides and what must not show."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final, Self

from assistant import planner
from assistant.gates.dictation import Dictation, dictation_of
from assistant.gates.phrases import longest_first
from assistant.gates.secrets import Secret, secrets_of
from assistant.reading import words
from assistant.wording import load_wording
from knowledge.guides import Library
from tandems.domain.agenda import Citation
from tandems.domain.brief import BriefPerson, Request, SessionBrief
from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import Address, Language, Mode

_MIN_WORD: Final = 3
_FILLED: Final = "{}"
_PLACEHOLDER: Final = re.compile(r"\{\w+\}")
_DATE: Final = re.compile(
    r"\b\d{1,2}\.\d{1,2}\.\d{4}"
    r"|\b\d{1,2}\.? (?:Jan|Feb|Mär|Mar|Apr|Ma[iy]|Jun|Jul|Aug|Sep|O[kc]t|Nov|De[zc])\w*(?: \d{4})?"
)
_PLANNER_WORDING: Final = Path(planner.__file__).parent / "wording.yaml"


@dataclass(frozen=True)
class GateFacts:
    """All there is to know; what is not in here, a suggestion cannot know.

    ``private_texts`` must not show, ``documents`` are texts of others that are only data,
    ``shared_texts`` both may read. ``known_guides`` are titles, in both languages.
    ``retrieved`` are the passages the store gave, as they would be cited.
    """

    library: Library | None = None
    mode: Mode | None = None
    language: Language | None = None
    address: Address | None = None
    minutes: int | None = None
    people: tuple[BriefPerson, ...] = ()
    today: date | None = None
    request: Request = Request()
    known_commitments: tuple[str, ...] = ()
    known_guides: frozenset[str] = frozenset()
    known_numbers: frozenset[int] = frozenset()
    verbatim: tuple[str, ...] = ()
    private_texts: tuple[str, ...] = ()
    shared_texts: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    retrieved: frozenset[Citation] = frozenset()

    @classmethod
    def of(
        cls, brief: SessionBrief, library: Library, *, private_texts: Sequence[str] = ()
    ) -> Self:
        """Collect the facts of a brief; its own-chat situation counts as private."""
        goals = [text for goal in brief.goals for text in (goal.text, goal.label, goal.evidence)]
        commitments = tuple(commitment.text for commitment in brief.open_commitments)
        signs = [commitment.first_sign for commitment in brief.open_commitments]
        own = [text for text in (*goals, *commitments, *signs) if text]
        situation = brief.situation
        unsaid = [situation.text] if situation and situation.origin == "own_chat" else []
        return cls(
            library=library,
            mode=brief.mode,
            language=brief.language,
            address=brief.pair_address,
            minutes=brief.minutes,
            people=brief.people,
            today=brief.today,
            request=brief.request,
            known_commitments=commitments,
            known_guides=titles_of(library),
            known_numbers=frozenset({brief.minutes, brief.session_number}),
            verbatim=tuple(own),
            private_texts=(*private_texts, *unsaid),
            shared_texts=(*own, *brief.shared_notes),
            documents=(*brief.shared_notes, *private_texts),
        )

    def with_words(self, own: Iterable[str]) -> Self:
        """Return these facts with ``own`` as verbatim words, as far as both may read them."""
        shared = "\n".join(self.shared_texts)
        known = tuple(text for text in own if text.removesuffix(" …") in shared)
        return replace(self, verbatim=(*self.verbatim, *known))

    @cached_property
    def own_words(self) -> tuple[str, ...]:
        """The pair's own words, longest first."""
        return longest_first(self.verbatim)

    @cached_property
    def named(self) -> tuple[str, ...]:
        """Own words, names and titles of guides, longest first: in any language."""
        return longest_first((*self.verbatim, *self._names, *sorted(self.known_guides)))

    @cached_property
    def secrets(self) -> tuple[Secret, ...]:
        """What the private texts would give away beside what both may read."""
        return secrets_of(self.private_texts, (*self.shared_texts, *self._names))

    @cached_property
    def dictation(self) -> Dictation:
        """What instructing documents want to see in answers."""
        return dictation_of(self.documents)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(person.name for person in self.people)

    @cached_property
    def _fillings(self) -> tuple[str, ...]:
        return tuple(sorted({*self._names, *self.verbatim} - {""}, key=len, reverse=True))

    def is_guide_text(self, text: str) -> bool:
        """Say whether ``text`` stands in a guide as it is, with nothing of the pair in it."""
        if self.library is None or text not in sentences_of(self.library):
            return False
        return not any(part in text for part in self._fillings)

    def stands_in_guides(self, text: str) -> bool:
        """Say whether ``text`` is a guide's sentence, its placeholders filled with known facts."""
        if self.library is None:
            return False
        plain = text
        for part in self._fillings:
            plain = plain.replace(part, _FILLED)
        if _DATE.sub(_FILLED, plain) in sentences_of(self.library):
            return True
        frame = next((found for one in frames() if (found := one.fullmatch(text))), None)
        if frame is None:
            return False
        return "block" not in frame.groupdict() or self.stands_in_guides(frame["block"])

    def vocabulary(self) -> frozenset[str]:
        """Return the words the guides use, which say nothing about one tandem."""
        return vocabulary_of(self.library) if self.library is not None else frozenset()


@lru_cache(maxsize=1)
def frames() -> tuple[re.Pattern[str], ...]:
    """Return the planner's sentences that frame a stage, a number or a block's title."""
    wording = load_wording(_PLANNER_WORDING)
    stages = [t for key, t in wording.items() if key.startswith("stage.")]
    named = "|".join(re.escape(form) for t in stages for form in (t.de_du, t.en))
    parts = {"stage": f"(?:{named})", "number": r"\d+", "minutes": r"\d+", "block": "(?P<block>.+)"}
    found = []
    for key in ("title", "title.short", "cut_rule"):
        for form in (wording[key].de_du, wording[key].en):
            pattern = re.escape(form)
            for name, value in parts.items():
                pattern = pattern.replace(re.escape(f"{{{name}}}"), value)
            found.append(re.compile(pattern))
    return tuple(found)


@lru_cache(maxsize=2)
def titles_of(library: Library) -> frozenset[str]:
    """Return every guide's title in both languages."""
    titles = [guide.title for guide in library.guides.values()]
    return frozenset(form for title in titles for form in (title.de_du, title.en))


@lru_cache(maxsize=2)
def sentences_of(library: Library) -> frozenset[str]:
    """Return every text of a block, question or wording in every form, placeholders evened out."""
    forms = (form for text in item_texts(library) for form in (text.de_du, text.de_sie, text.en))
    return frozenset(_DATE.sub(_FILLED, _PLACEHOLDER.sub(_FILLED, form)) for form in forms)


@lru_cache(maxsize=2)
def vocabulary_of(library: Library) -> frozenset[str]:
    """Return the folded words of every guide."""
    found = {
        word for text in sentences_of(library) for word in words(text).split() if _counts(word)
    }
    for guide in library.guides.values():
        for sections in guide.sections.values():
            for section in sections:
                found |= {word for word in words(section.markdown).split() if _counts(word)}
    return frozenset(found)


def _counts(word: str) -> bool:
    return len(word) >= _MIN_WORD


def item_texts(library: Library) -> list[BilingualText]:
    """Return the texts of all blocks, questions and replies of the library."""
    texts = [*load_wording().values(), *load_wording(_PLANNER_WORDING).values()]
    for block in library.all_blocks():
        pair = (block.title, block.outcome, block.material, block.evidence, block.opt_out)
        forms = (*pair, *block.steps, block.variants.remote, block.variants.access)
        texts += [text.bilingual() for text in forms if text is not None]
        tasks = (block.preparation.mentor, block.preparation.mentee, block.preparation.both)
        texts += [task.bilingual() for task in tasks if task is not None]
    texts += [question.text.bilingual() for question in library.all_questions()]
    return texts
