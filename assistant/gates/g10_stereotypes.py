"""G10: no statement about people because of a group they belong to."""

from collections.abc import Sequence
from typing import Final

from assistant.gates.findings import Finding
from assistant.gates.phrases import excepts, says, sentences
from assistant.gates.read_text import ReadText
from assistant.gates.spoken import Spoken
from assistant.reading import words
from tandems.domain.vocabulary import Language

GATE: Final = "G10"
_KEY: Final = "g10"


def check_spoken(form: Spoken, read: ReadText) -> tuple[Finding, ...]:
    """Return what is wrong with one text; the pair's own words are left out."""
    if stereotypes(read.plain, read.plain_streams, form.language):
        return (Finding(GATE, "stereotype", form.where),)
    return ()


def stereotypes(text: str, streams: Sequence[str], language: Language) -> bool:
    """Say whether a sentence, or what follows its colon, speaks of a group as a whole.

    ``streams`` are those of ``text``.
    """
    if says(streams, _KEY, language):
        return True
    if ": " not in text:
        return False
    after_colon = (
        words(sentence.partition(": ")[2])
        for sentence, stream in zip(sentences(text), streams, strict=True)
        if ": " in sentence and not excepts(stream, _KEY, language)
    )
    return any(says((stream,), _KEY, language) for stream in after_colon)
