"""What says the same twice: near-duplicates and phrases that wander from guide to guide."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from knowledge.lint.alike import alike
from knowledge.lint.finding import Finding
from knowledge.lint.texts import Text, tokens
from tandems.domain.vocabulary import Language

TOO_ALIKE: Final = 0.80
"""Cosine of TF-IDF vectors over 3 to 5 characters from which two texts say the same."""
PHRASE_WORDS: Final = 8
MOST_GUIDES: Final = 3
_EXCERPT: Final = 70

Place = tuple[str, str]


def duplicate_findings(texts: Sequence[Text]) -> Iterator[Finding]:
    """Yield pairs of questions, blocks or sections that are too alike in one form."""
    for (kind, form), group in _compared(texts).items():
        places = list(group)
        for first, second, cosine in alike([group[place] for place in places], TOO_ALIKE):
            (guide, item), (_, twin) = places[first], places[second]
            detail = f"{kind} ({form}) like {twin}: {cosine:.2f}"
            yield Finding(guide, item, "duplicate", detail)


def phrase_findings(texts: Sequence[Text]) -> Iterator[Finding]:
    """Yield runs of eight words or more that stand in more than three guides of a language."""
    for language in Language:
        spoken = [
            (text.guide, tokens(text.text))
            for text in texts
            if text.language is language and _may_wander(text)
        ]
        for phrase, guides in _wandering(spoken).items():
            excerpt = phrase if len(phrase) <= _EXCERPT else f"{phrase[:_EXCERPT]} …"
            first, *others = guides
            detail = f"“{excerpt}”, also in {', '.join(others)}"
            yield Finding(first, language.value, "phrase", detail)


def _compared(texts: Sequence[Text]) -> Mapping[tuple[str, str], Mapping[Place, str]]:
    """Return the texts to compare by kind and form; a block is its title and its steps."""
    groups: dict[tuple[str, str], dict[Place, str]] = defaultdict(dict)
    for text in texts:
        whole = text.kind in ("question", "section")
        if text.text and (whole or _of_a_block(text)):
            group, place = groups[text.kind, text.form], (text.guide, text.item)
            group[place] = f"{group[place]}\n{text.text}" if place in group else text.text
    return groups


def _of_a_block(text: Text) -> bool:
    return text.kind == "block" and (text.part == "title" or text.part.startswith("step"))


def _may_wander(text: Text) -> bool:
    return text.kind in ("section", "question") or text.part.startswith("step")


def _wandering(spoken: Sequence[tuple[str, list[str]]]) -> Mapping[str, list[str]]:
    """Return every longest run of words that too many guides share, with those guides."""
    guides_of: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    for guide, words in spoken:
        for window in _windows(words):
            guides_of[window][guide] = None
    found: dict[str, list[str]] = {}
    for _, words in spoken:
        run: list[str] = []
        for window in (*_windows(words), ()):
            if len(guides_of.get(window, ())) > MOST_GUIDES:
                run = [*run, window[-1]] if run else list(window)
            elif run:
                guides = guides_of[tuple(run[:PHRASE_WORDS])]
                found.setdefault(" ".join(run), list(guides))
                run = []
    return found


def _windows(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for start in range(len(words) - PHRASE_WORDS + 1):
        yield tuple(words[start : start + PHRASE_WORDS])
