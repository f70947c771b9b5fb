"""G9: the text is in the language and the form of address agreed on; own words stay as they are."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from assistant.gates.facts import GateFacts
from assistant.gates.findings import Finding
from assistant.gates.read_text import ReadText
from assistant.gates.spoken import Spoken
from assistant.lexicon import words_of
from assistant.reading import folded, words
from assistant.reading.language import telling_words
from tandems.domain.agenda import Reply
from tandems.domain.vocabulary import Address, Language

GATE: Final = "G9"
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?:;–—]\s+|[„“\"»«(]\s*|\n\s*)$")
_FORMAL: Final = re.compile(r"(?<!\w)(Sie|Ihnen|Ihr|Ihre|Ihrem|Ihren|Ihrer|Ihres)(?!\w)")
_INFORMAL: Final = re.compile(
    r"(?<!\w)(du|dich|dir|dein\w*|euch|euer|eure\w*|Du|Dich|Dir|Dein\w*|Euch|Euer|Eure\w*)(?!\w)"
)
_YOU_ALL: Final = re.compile(
    r"(?<!\w)(?:habt|seid|könnt|wollt|müsst|sollt|dürft|werdet|würdet|hättet|hattet|wärt|möchtet"
    r"|könntet|solltet|konntet|wolltet|Habt|Seid|Könnt|Wollt|Müsst|Möchtet)(?!\w)"
    r"|(?<!\w)(?:[wW]as|[wW]ie|[wW]elche\w*|[wW]ann|[wW]o\w*|[oO]b|dass|wenn|bis|damit|weil|bevor"
    r"|falls|nachdem|sobald|die|das|den|der) ihr (?!\w+e[rsn]? [A-ZÄÖÜ])(?=[a-zäöü])"
    r"|\w+t ihr(?: \w+){0,12}\?"
)
_FEW: Final = 4
_NO_IMPERATIVE_BEFORE: Final = frozenset(
    {"sie", "wird", "werden", "ist", "sind", "man", "er", "es", "sich", "hat", "haben", "kann", "."}
)


def check(suggestion: Reply, facts: GateFacts) -> tuple[Finding, ...]:
    """Return a finding if the whole is in another language than agreed."""
    if facts.language is not None and suggestion.language is not facts.language:
        return (Finding(GATE, "language", "suggestion"),)
    return ()


def check_spoken(form: Spoken, read: ReadText) -> tuple[Finding, ...]:
    """Return what is wrong with the language of one text."""
    if _is_foreign(read.clauses, form.language):
        return (Finding(GATE, "language", form.where),)
    if form.language is Language.DE and _breaks_address(read.unnamed, form.address):
        return (Finding(GATE, "address", form.where),)
    return ()


def _is_foreign(clauses: Sequence[Sequence[str]], language: Language) -> bool:
    other = Language.EN if language is Language.DE else Language.DE
    for tokens in clauses:
        foreign = sum(token in telling_words(other) for token in tokens)
        native = sum(token in telling_words(language) for token in tokens)
        if foreign >= 2 and foreign >= native:
            return True
        if foreign and not native and 1 < len(tokens) <= _FEW:
            return True
    return False


def _breaks_address(text: str, address: Address | None) -> bool:
    if address is Address.DU:
        return says_sie(text)
    if address is Address.SIE:
        return says_du(text)
    return says_sie(text) and says_du(text)


def says_sie(text: str) -> bool:
    """Say whether ``text`` addresses its reader with Sie; „das Sie“ and „sie“ do not count."""
    for match in _FORMAL.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if _is_noun(before, match[1]):
            continue
        if not _SENTENCE_START.search(before):
            return True
        if match[1] == "Ihnen" or (match[1] == "Sie" and _FORMAL_ONLY.match(after)):
            return True
    return False


_FORMAL_ONLY: Final = re.compile(
    r" (?:(?:haben|können|möchten|wollen|sollten|dürfen|werden|sind|kennen|könnten) "
    r"(?:\w+ ){0,6}(?:Ihre?\w*|sich (?:vor|gemeinsam|bitte)|bitte|gern|gerne|selbst)(?!\w))"
)


def says_du(text: str) -> bool:
    """Say whether ``text`` addresses its reader with du or ihr; „das Du“ does not count."""
    for match in _INFORMAL.finditer(text):
        if not _is_noun(text[: match.start()], match[1]):
            return True
    return bool(_YOU_ALL.search(text)) or _opens_with_imperative(text)


def _is_noun(before: str, word: str) -> bool:
    if word not in ("Sie", "Du", "du"):
        return False
    tokens = folded(before).split()
    quoted = before.rstrip(" ").endswith(("„", "“", '"', "»", "‚", "/"))
    last = re.sub(r"\W", "", tokens[-1]) if tokens else ""
    if word == "du":
        return last == "per"
    return quoted or last in (
        "das",
        "beim",
        "zum",
        "vom",
        "im",
        "ein",
        "per",
        "dem",
        "kein",
        "oder",
    )


def _opens_with_imperative(text: str) -> bool:
    for sentence in re.split(r"[.!?:;\n]+\s*|\s[–—]\s", text):
        tokens = words(sentence).split()
        if len(tokens) < 2 or tokens[1] in _NO_IMPERATIVE_BEFORE:
            continue
        if tokens[0] in _imperatives() and not sentence.strip().endswith("?"):
            return True
    return False


@lru_cache(maxsize=1)
def _imperatives() -> frozenset[str]:
    stems = words_of("address", "imperatives")
    plural = {f"{stem.removesuffix('e')}{ending}" for stem in stems for ending in ("t", "et")}
    return frozenset((stems | {f"{stem}e" for stem in stems} | plural) - words_of("address", "not"))
