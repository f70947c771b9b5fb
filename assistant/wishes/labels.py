"""A short name for a wish: a noun phrase out of its own words, for its author to change."""

import re
from functools import cache
from typing import Final

from assistant.wishes.patterns import at_start, patterns, source_of, table, words
from tandems.domain.vocabulary import Language

MAX_WORDS: Final = 6
_TELLING: Final = 10
"""Characters of a single word that can be a label by itself."""
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’&./+#][^\W_]+)*[+#]*")
_TO: Final = re.compile(r"\bzu (\w+(?:en|ern|eln))$")
_INNER_ZU: Final = re.compile(
    r"\b(ab|an|auf|aus|bei|durch|ein|her|hin|los|mit|nach|um|vor|weg|weiter|zurück|zusammen)zu"
    r"(\w+(?:en|ern|eln))$"
)
_WITHOUT: Final = re.compile(r"\b(?:ohne|um|statt)\b", re.IGNORECASE)
_HOW_ONE: Final = re.compile(r"\bwie (?:ich|wir|man|mann)\b", re.IGNORECASE)
_HOW_DO_I: Final = re.compile(r"^wie (\w+) (?:ich|wir|man) (.+)$", re.IGNORECASE)
_QUIET: Final = re.compile(r"[?!.…]+$")
_SENTENCE_END: Final = re.compile(
    r"(?<=\w{3})(?<!\bbzw)(?<!\binkl)(?<!\bincl)(?<!\bevtl)(?<!\bggf)(?<!\busw)(?<!\betc)"
    r"(?<!\bmax)(?<!\bmin)[?!.…]+\s+(?=[^\W\d_])(?![a-zäöüß])"
)


def label_of(text: str, language: Language) -> str:
    """Return a noun phrase of at most ``MAX_WORDS`` words for a wish or an offer.

    ``language`` decides how a leading verb becomes a noun where the text itself does not tell.
    """
    text = _first_sentence(text)
    asks_how = _HOW_ONE.search(text) is not None
    phrase = _without_lead_in(_verb_last(_quiet(_without_reason(text))))
    if asks_how:
        phrase = _infinitive(phrase)
    phrase = _without_tail(phrase)
    phrase = _plain_infinitive(phrase)
    if language is Language.EN:
        phrase = _gerund(phrase)
    return _short(phrase) or _short(text) or text.split()[0]


def _first_sentence(text: str) -> str:
    first = _SENTENCE_END.split(text.strip(), maxsplit=1)[0]
    first = re.sub(r"(?<=\w)\s+\([^)]*\)?", "", first)
    return first if len(first.split()) >= 2 or len(first) >= _TELLING else text


def _quiet(text: str) -> str:
    return _QUIET.sub("", text.strip()).strip(" ,:;–\"„“”'‘’()")


def _without_reason(text: str) -> str:
    shorter = re.sub(source_of("cut"), "", text, flags=re.IGNORECASE | re.DOTALL)
    return shorter if len(shorter.split()) >= 2 else text


def _without_lead_in(text: str) -> str:
    phrase = text
    for _ in range(MAX_WORDS):
        shorter = _once(phrase)
        if shorter == phrase:
            return phrase
        phrase = shorter
    return phrase


def _once(phrase: str) -> str:
    for one in at_start("lead_in"):
        match = one.match(phrase)
        if match and match.end():
            shorter = phrase[match.end() :].strip(" ,:")
            if not _is_weak(shorter):
                return shorter
    return _without_light_verb(phrase)


def _without_light_verb(phrase: str) -> str:
    first, _, rest = phrase.partition(" ")
    light = re.fullmatch(source_of("light_front"), first, re.IGNORECASE)
    being = re.fullmatch(source_of("to_be"), first, re.IGNORECASE)
    if light or (being and rest.split()[:1] and len(rest.split()) > 1):
        return rest if not _is_weak(rest) else phrase
    return phrase


def _is_weak(phrase: str) -> bool:
    found = [word.casefold() for word in _WORD.findall(phrase)]
    return all(word in words("adverbs") for word in found)


def _without_tail(phrase: str) -> str:
    for _ in range(MAX_WORDS):
        shorter = phrase
        for one in patterns("tail", whole=False):
            cut = one.sub("", shorter).strip(" ,")
            lonely = " " not in cut and shorter.endswith("werden")
            shorter = shorter if _is_weak(cut) or lonely else cut
        if shorter == phrase:
            break
        phrase = shorter
    return phrase


def _infinitive(phrase: str) -> str:
    """Turn the verb that ends "wie ich …" or "wie man …" into its infinitive."""
    before, _, verb = phrase.rpartition(" ")
    known = table("infinitives").get(verb)
    if known is None and verb.islower():
        known = _regular(verb)
    return f"{before} {known}".strip() if known and before else phrase


def _verb_last(phrase: str) -> str:
    """Turn "Wie gebe ich Feedback" into "Feedback geben"."""
    asked = _HOW_DO_I.match(phrase)
    if asked is None or re.fullmatch(source_of("light_german"), asked[1], re.IGNORECASE):
        return phrase
    thing = asked[2].partition(",")[0]
    verb = asked[1].casefold()
    return f"{thing} {table('infinitives').get(verb) or _regular(verb) or verb}"


def _regular(verb: str) -> str | None:
    if verb.endswith(("en", "ern", "eln")):
        return None
    if verb.endswith(("tet", "det")):
        return verb[:-1] + "n"
    if verb.endswith("e"):
        return verb + "n"
    return verb[:-1] + "en" if verb.endswith("t") else None


def _plain_infinitive(phrase: str) -> str:
    if _WITHOUT.search(phrase):
        return phrase
    return _INNER_ZU.sub(r"\1\2", _TO.sub(r"\1", phrase))


def _gerund(phrase: str) -> str:
    """Turn a leading English verb into its -ing form."""
    without_to = re.sub(r"^to (?=\w)", "", phrase)
    first, blank, rest = without_to.partition(" ")
    verb = first.casefold()
    if not blank or verb not in words("verbs") or re.search(r"^(?:and|or|&)\b", rest):
        return phrase
    if verb in ("get", "become", "be", "feel") and _is_weak(rest):
        return phrase
    return f"{table('gerunds').get(verb) or _ing(verb)} {rest}"


def _ing(verb: str) -> str:
    return verb[:-1] + "ing" if verb.endswith("e") and not verb.endswith("ee") else verb + "ing"


def _short(phrase: str) -> str:
    """Cut to the limit where a side clause or a preposition begins, never after a small word."""
    tokens = _quiet(phrase).split()
    if len(tokens) > MAX_WORDS:
        shorter = re.sub(source_of("comma_cut"), "", " ".join(tokens), flags=re.IGNORECASE)
        tokens = shorter.split()[:MAX_WORDS] if len(shorter.split()) >= 2 else tokens[:MAX_WORDS]
        while len(tokens) > 1 and tokens[-1].casefold().strip(",") in _glue():
            tokens.pop()
    return _quiet(" ".join(tokens))


@cache
def _glue() -> frozenset[str]:
    return words("glue")
