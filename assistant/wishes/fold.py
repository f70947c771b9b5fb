"""Several messages read as one: what is added, what answers a question, what is still open."""

from typing import Final

from assistant.reading import words
from assistant.reading.language import language_of
from assistant.wishes.labels import label_of
from assistant.wishes.reading import (
    DraftWish,
    Kind,
    QuestionKey,
    WishReading,
    is_vague,
    names_wish,
    read_wishes,
)
from tandems.domain.vocabulary import Language

ASKED: Final = "profile.ask_"
"""How the code of a question begins in the assistant's turns."""


class Fold:
    """Readings of several messages put together in the order they were written."""

    def __init__(self, language: Language, bare: Kind) -> None:
        self._language = language
        self._bare = bare
        self._wishes: dict[str, DraftWish] = {}
        self._offers: dict[str, DraftWish] = {}
        self._times: dict[str, None] = {}
        self._left_out = 0

    def take(self, text: str, before: str) -> None:
        """Add a message; after the question ``before``, what holds nothing else answers it."""
        language = language_of(text, words(text).split(), self._language)
        read = read_wishes(text, language, bare=self._bare)
        asked = before.removeprefix(ASKED)
        nothing = not (read.wishes or read.offers or read.availability)
        if nothing or (asked == "when" and not (read.availability or names_wish(text))):
            read = self._answered(text, asked, language)
        self._wishes |= {draft.text: draft for draft in read.wishes}
        self._offers |= {draft.text: draft for draft in read.offers}
        if read.availability:
            self._times[read.availability] = None
        self._left_out += read.left_out

    def _answered(self, text: str, asked: str, language: Language) -> WishReading:
        if asked == "when":
            return WishReading(availability=text)
        if asked != "scene":
            return WishReading()
        draft = (DraftWish(text, label_of(text, language)),)
        return WishReading(offers=draft) if self._bare == "offers" else WishReading(wishes=draft)

    def reading(self, asked: set[str], *, timed: bool) -> WishReading:
        """Return all of it with the one question that is open; none is ``asked`` twice."""
        drafts = (*self._wishes.values(), *self._offers.values())
        question: QuestionKey | None = None
        about = ""
        if not drafts:
            question = "what"
        elif "scene" not in asked and all(is_vague(draft) for draft in drafts):
            question, about = "scene", drafts[0].label
        elif not (self._times or timed or "when" in asked):
            question = "when"
        return WishReading(
            wishes=tuple(self._wishes.values()),
            offers=tuple(self._offers.values()),
            availability=", ".join(self._times),
            question_key=question,
            about=about,
            left_out=self._left_out,
        )
