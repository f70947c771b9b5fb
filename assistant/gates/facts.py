"""What the gates know beside the suggestion: the brief, the guides and what must not show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, Self

from assistant.reading import words
from assistant.wording import load_wording
from knowledge.guides import Library
from tandems.domain.brief import BriefPerson, Request, SessionBrief
from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import Address, Language, Mode

_MIN_WORD: Final = 3


@dataclass(frozen=True, slots=True)
class GateFacts:
    """All there is to know; what is not in here, a suggestion cannot know.

    ``private_texts`` must not show, ``documents`` are texts of others that are only data,
    ``shared_texts`` both may read. ``known_guides`` are titles, in both languages.
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

    def vocabulary(self) -> frozenset[str]:
        """Return the words the guides use, which say nothing about one tandem."""
        return vocabulary_of(self.library) if self.library is not None else frozenset()

    def guide_texts(self) -> frozenset[str]:
        """Return the sentences that stand in the guides word for word."""
        return sentences_of(self.library) if self.library is not None else frozenset()


@lru_cache(maxsize=2)
def titles_of(library: Library) -> frozenset[str]:
    """Return every guide's title in both languages."""
    titles = [guide.title for guide in library.guides.values()]
    return frozenset(form for title in titles for form in (title.de_du, title.en))


@lru_cache(maxsize=2)
def sentences_of(library: Library) -> frozenset[str]:
    """Return every text of a block, question or wording in every form."""
    return frozenset(
        form for text in item_texts(library) for form in (text.de_du, text.de_sie, text.en)
    )


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
    texts: list[BilingualText] = list(load_wording().values())
    for block in library.all_blocks():
        pair = (block.title, block.outcome, block.material, block.evidence, block.opt_out)
        forms = (*pair, *block.steps, block.variants.remote, block.variants.access)
        texts += [text.bilingual() for text in forms if text is not None]
        tasks = (block.preparation.mentor, block.preparation.mentee, block.preparation.both)
        texts += [task.bilingual() for task in tasks if task is not None]
    texts += [question.text.bilingual() for question in library.all_questions()]
    return texts
