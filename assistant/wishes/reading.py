"""Reading wishes, offers and times out of a message; every text stays its author's own words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from assistant.wishes.clauses import clauses, sentences, times_and_rest, trimmed
from assistant.wishes.labels import label_of
from assistant.wishes.patterns import says, source_of, words
from tandems.domain.vocabulary import Language

MAX_DRAFTS: Final = 6
"""Drafts read from one message; what goes beyond is counted in ``left_out``."""
Kind = Literal["wishes", "offers"]
Statement = Literal["statement"]
QuestionKey = Literal["what", "scene", "when"]
_ELSE: Final = {True: ("statement",), False: ()}
_LETTERS: Final = re.compile(r"[^\W\d_]")
_WORDS: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class DraftWish:
    """What somebody may release: their words, and a label that is theirs to change."""

    text: str
    label: str


@dataclass(frozen=True, slots=True)
class WishReading:
    """What was read; ``question_key`` names the one thing worth asking back.

    ``about`` is the label that a question for a scene is about.
    """

    wishes: tuple[DraftWish, ...] = ()
    offers: tuple[DraftWish, ...] = ()
    availability: str = ""
    question_key: QuestionKey | None = None
    about: str = ""
    left_out: int = 0


def read_wishes(text: str, language: Language, *, bare: Kind = "wishes") -> WishReading:
    """Read a message; ``bare`` says what a topic without a verb is: a wish, or an offer."""
    times, said = _clauses_of(text)
    kinds = {clause: kind_of(clause, bare) for clause in said}
    if any(kind in ("wishes", "offers") for kind in kinds.values()):
        kinds = {clause: kind for clause, kind in kinds.items() if kind != "statement"}
    wishes = _drafts(kinds, ("wishes", *_ELSE[bare == "wishes"]), language)
    offers = _drafts(kinds, ("offers", *_ELSE[bare == "offers"]), language)
    kept = wishes[:MAX_DRAFTS], offers[:MAX_DRAFTS]
    question, about = _question((*kept[0], *kept[1]), bool(times))
    return WishReading(
        wishes=kept[0],
        offers=kept[1],
        availability=", ".join(times),
        question_key=question,
        about=about,
        left_out=len(wishes) + len(offers) - len(kept[0]) - len(kept[1]),
    )


def _clauses_of(text: str) -> tuple[list[str], list[str]]:
    times: dict[str, None] = {}
    said: dict[str, str] = {}
    for sentence in sentences(text):
        found, rest = times_and_rest(_without_greeting(sentence))
        times |= dict.fromkeys(found)
        for run in rest:
            for clause in clauses(_wanted(run)):
                said.setdefault(clause.casefold(), clause)
    return list(times), list(said.values())


def _drafts(
    kinds: Mapping[str, Kind | Statement | None], wanted: tuple[str, ...], language: Language
) -> tuple[DraftWish, ...]:
    return tuple(
        DraftWish(clause, label_of(clause, language))
        for clause, kind in kinds.items()
        if kind in wanted
    )


def kind_of(clause: str, bare: Kind) -> Kind | Statement | None:
    """Return what a clause is, or None for what is neither wish nor offer."""
    if len(_LETTERS.findall(clause)) < 2 or says("social", clause) or says("negated", clause):
        return None
    if says("offer", clause):
        return "offers"
    if says("wish", clause):
        return "wishes"
    if says("background", clause):
        return None
    return "statement" if says("statement", clause) else bare


def names_wish(text: str) -> bool:
    """Tell whether a text says in so many words that something is wished for or offered."""
    return says("wish", text) or says("offer", text)


def is_vague(draft: DraftWish) -> bool:
    """Tell whether a wish names nothing one could picture."""
    found = [word.casefold() for word in _WORDS.findall(draft.label)]
    return all(word in words("vague") for word in found)


def _question(drafts: tuple[DraftWish, ...], timed: bool) -> tuple[QuestionKey | None, str]:
    if not drafts:
        return "what", ""
    if all(is_vague(draft) for draft in drafts):
        return "scene", drafts[0].label
    return (None, "") if timed else ("when", "")


def _without_greeting(sentence: str) -> str:
    match = re.match(source_of("greeting"), sentence, re.IGNORECASE)
    return sentence[match.end() :] if match else sentence


def _wanted(run: str) -> str:
    """Return what follows "not this, but": the rest of a sentence that begins with a no."""
    cut = re.search(source_of("not_but"), run, re.IGNORECASE)
    if cut and says("negated", trimmed(run[: cut.start()])):
        return run[cut.end() :]
    return run
