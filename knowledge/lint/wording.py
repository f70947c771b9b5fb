"""How blocks and questions are worded, so that no name, date or own word breaks a sentence."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from knowledge.guides import Library
from knowledge.lint.finding import Finding, Rule
from knowledge.lint.texts import Text
from tandems.domain.vocabulary import BlockKind, Lead, Mode

_PLACEHOLDER: Final = re.compile(r"\{(?P<name>[^{}]*)\}")
_NAMES: Final = ("mentor", "mentee", "partner")
_OWN_WORDS: Final = ("goal", "commitment", "event")
_IN_BLOCKS: Final = frozenset({"mentor", "mentee", "date", *_OWN_WORDS})
_IN_QUESTIONS: Final = _IN_BLOCKS | {"partner"}
_GENITIVE: Final = re.compile(r"\{\w+\}[“”’'\"]?s\b")
_APOSTROPHE: Final = re.compile(r"\{(?:mentor|mentee|partner)\}[’'](?= \w)")
_OPENING: Final = '„“‘‚"«»'
_CLOSING: Final = '“”’‘"»«'
_APPOSITION: Final = re.compile(
    r"(?:\b\w*(?:ziels?|zusage|vorhabens?|anlass(?:es)?|ereignis(?:ses)?|termins?"
    r"|goal|commitment|promise|event|occasion)|:) $",
    re.IGNORECASE,
)
_BEFORE_DATE: Final = re.compile(
    r"\b(?:bis|am|zum|vom|ab|seit|vor|nach|dem|by|on|until|till|before|from|after|since) $",
    re.IGNORECASE,
)


def wording_findings(library: Library, texts: Sequence[Text]) -> Iterator[Finding]:
    """Yield texts of blocks, preparation and questions that break the rules on wording.

    A name is never in the genitive and never in a block for peers; own words stand in quotation
    marks or apposition, a date after a preposition; a work block says what shows that something
    was learned.
    """
    peers = {block.id for block in library.all_blocks() if Mode.PEER in block.modes}
    for text in texts:
        if text.kind in ("block", "preparation", "question"):
            yield from _placeholders(text)
            yield from _genitives(text)
            if text.item in peers:
                yield from _peer_names(text)
    yield from _missing_evidence(library)
    yield from _nobodys_partner(library)


def _placeholders(text: Text) -> Iterator[Finding]:
    known = _IN_QUESTIONS if text.kind == "question" else _IN_BLOCKS
    for found in _PLACEHOLDER.finditer(text.text):
        name, before, after = found["name"], text.text[: found.start()], text.text[found.end() :]
        if name not in known:
            yield _finding(text, "placeholder", f"{found[0]} is not filled here")
        elif name in _OWN_WORDS and not _set_apart(before, after):
            detail = f"{found[0]} stands neither in quotation marks nor in apposition"
            yield _finding(text, "quotation", detail)
        elif name == "date" and not _BEFORE_DATE.search(before):
            yield _finding(text, "date", f"{found[0]} does not follow a preposition")


def _set_apart(before: str, after: str) -> bool:
    quoted = before[-1:] in _OPENING and after[:1] in _CLOSING and bool(before and after)
    return quoted or _APPOSITION.search(before) is not None


def _genitives(text: Text) -> Iterator[Finding]:
    found = _GENITIVE.search(text.text)
    if found is None:
        found = _APOSTROPHE.search(text.text)
        if found and _closes_a_quote(text.text[: found.start()]):
            found = None
    if found:
        yield _finding(text, "genitive", f"{found[0]} is a genitive")


def _closes_a_quote(before: str) -> bool:
    return before.count("‘") > len(re.findall(r"’(?!\w)", before))


def _peer_names(text: Text) -> Iterator[Finding]:
    for name in _NAMES:
        if f"{{{name}}}" in text.text:
            yield _finding(text, "names", f"{{{name}}} in a block for peers")


def _missing_evidence(library: Library) -> Iterator[Finding]:
    for guide in library.guides.values():
        for block in guide.spec.blocks:
            if block.kind is BlockKind.WORK and block.evidence is None:
                detail = "a work block without evidence of learning"
                yield Finding(guide.spec.id, block.id, "evidence", detail)


def _nobodys_partner(library: Library) -> Iterator[Finding]:
    for guide in library.guides.values():
        for question in guide.spec.questions:
            text = question.text
            forms = f"{text.de.du} {text.de.sie} {text.en}"
            if "{partner}" in forms and question.role not in (Lead.MENTOR, Lead.MENTEE):
                detail = "{partner} in a question that is not put to mentor or mentee"
                yield Finding(guide.spec.id, question.id, "names", detail)


def _finding(text: Text, rule: Rule, detail: str) -> Finding:
    return Finding(text.guide, text.item, rule, f"{text.part} ({text.form}): {detail}")
