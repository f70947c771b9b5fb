"""G8: no invented guide, source, figure, commitment or history."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from assistant.gates.facts import GateFacts
from assistant.gates.findings import Finding
from assistant.gates.phrases import says
from assistant.gates.read_text import ReadText
from assistant.gates.spoken import Spoken
from assistant.lexicon import read as lexicon
from assistant.reading import folded, words
from assistant.reading.numbers import number_words
from knowledge.guides import Library
from tandems.domain.agenda import Agenda, Answer, Reply, Source, Suggestable
from tandems.domain.vocabulary import Language

GATE: Final = "G8"
_FILES: Final = {Language.DE: "output_de", Language.EN: "output_en"}
_QUOTED: Final = (
    r'[^".\n]{0,24}(?<! bis )(?<! before )(?<! until )"([^"\n]{3,90})"'
    r'((?:,? (?:und|and|sowie|or|oder) "[^"\n]{3,90}")*)'
)
_SINGLY_QUOTED: Final = re.compile(r"(?<!\w)'((?:[^'\n]|(?<=\w)'(?=\w)){3,90})'(?!\w)")
_NUMBERED: Final = re.compile(r"\b(?:leitfaden|guide)(?: nr\.?| no\.?)? (\d{1,3})\b")
_MET: Final = re.compile(r"(\w+?)(?: ?mal| times)?(?= |$)")
_OVERLAP: Final = 0.5
"""Share of a commitment's telling words that has to come up again."""


def check(suggestion: Reply, facts: GateFacts) -> tuple[Finding, ...]:
    """Return ids, sources and words that nothing stands behind."""
    found = list(_own_words(suggestion, facts))
    if facts.library is not None and not isinstance(suggestion, Answer):
        found += _references(suggestion, facts.library)
    return tuple(found)


def _own_words(suggestion: Reply, facts: GateFacts) -> Iterator[Finding]:
    if isinstance(suggestion, Answer):
        return
    for own in suggestion.verbatim:
        if own.text not in facts.with_words([own.text]).verbatim:
            yield Finding(GATE, "not_their_words", "verbatim")


def check_spoken(form: Spoken, read: ReadText) -> tuple[Finding, ...]:
    """Return claims of one text that the facts do not bear out."""
    if read.stands_in_guides:
        return ()
    found = []
    if says(read.plain_streams, "g08", form.language):
        found.append(Finding(GATE, "claim_without_source", form.where))
    if _names_unknown_guide(read, form.language):
        found.append(Finding(GATE, "unknown_guide", form.where))
    if _invents_history(read, form.language):
        found.append(Finding(GATE, "unknown_history", form.where))
    return tuple(found)


def _names_unknown_guide(read: ReadText, language: Language) -> bool:
    facts = read.facts
    quoting = _SINGLY_QUOTED.sub(r'"\1"', read.folded)
    for match in _cites(language).finditer(quoting):
        own = {folded(text) for text in (*facts.verbatim, *facts.known_commitments)}
        known = own | {folded(title) for title in facts.known_guides}
        named = [match[1], *re.findall(r'"([^"]+)"', match[2])]
        if any(name.strip(" .,") not in known for name in named):
            return True
    return any(_NUMBERED.finditer(read.folded)) and not _numbers_known(read.folded, facts)


@lru_cache(maxsize=2)
def _cites(language: Language) -> re.Pattern[str]:
    return re.compile(folded(str(lexicon(_FILES[language])["cites"])) + _QUOTED)


def _numbers_known(plain: str, facts: GateFacts) -> bool:
    if facts.library is None:
        return False
    known = {guide.spec.number for guide in facts.library.guides.values()}
    return all(int(match[1]) in known for match in _NUMBERED.finditer(plain))


def _invents_history(read: ReadText, language: Language) -> bool:
    for stream in read.streams:
        asks = stream.endswith("?") or stream.startswith(("was ", "what ", "wie ", "how "))
        if asks or not says((stream,), "history", language):
            continue
        if not _borne_out(stream, read.facts):
            return True
    return False


def _borne_out(stream: str, facts: GateFacts) -> bool:
    said = set(stream.split())
    for known in (*facts.known_commitments, *facts.shared_texts):
        telling = {word for word in words(known).split() if len(word) > 3}
        near = {word for word in telling if any(other[:5] == word[:5] for other in said)}
        if telling and len(near) >= _OVERLAP * len(telling):
            return True
    numbers = {number_words().get(m[1], -1) for m in _MET.finditer(stream)}
    digits = {int(word) for word in said if word.isdigit()}
    counted = {number for number in numbers | digits if number > 1}
    return bool(counted) and counted <= facts.known_numbers


def _references(suggestion: Suggestable, library: Library) -> Iterator[Finding]:
    blocks = {block.id for block in library.all_blocks()}
    questions = {question.id for question in library.all_questions()}
    for question in suggestion.questions:
        if question.question_id not in questions:
            yield Finding(GATE, "unknown_id", f"question:{question.question_id}")
        elif not _is_true(question.source, library):
            yield Finding(GATE, "source", f"question:{question.question_id}")
    for block in suggestion.blocks if isinstance(suggestion, Agenda) else ():
        if block.block_id not in blocks:
            yield Finding(GATE, "unknown_id", f"block:{block.block_id}")
        elif not _is_true(block.source, library):
            yield Finding(GATE, "source", f"block:{block.block_id}")


def _is_true(source: Source, library: Library) -> bool:
    guide = library.guides.get(source.guide_id)
    if guide is None or guide.title != source.title or guide.spec.number != source.number:
        return False
    return any(section.anchor == source.section for section in guide.sections[Language.DE])
