"""What goes out: single sentences that have to be stopped or let through."""

from typing import Any

import pytest

from assistant.gates import Finding, GateFacts, check_text
from knowledge.guides import Library
from tandems.domain.vocabulary import Address, Language
from tests.assistant.gates.case_files import Case, cases, tally

GATES = ("G3", "G5", "G7", "G8", "G9", "G10")
FLOORS = {"dev": (1.0, 1.0), "test": (0.9, 0.85)}
"""Recall and specificity over all gates of a language."""


def texts(case: Case, key: str) -> tuple[str, ...]:
    return tuple(case.get(key) or ())


def found(case: Case, library: Library) -> tuple[Finding, ...]:
    verbatim = texts(case, "verbatim")
    facts = GateFacts(
        library=library,
        known_commitments=texts(case, "known_commitments"),
        known_guides=frozenset(texts(case, "known_guides")),
        known_numbers=frozenset(int(number) for number in case.get("known_numbers") or ()),
        verbatim=verbatim,
        private_texts=texts(case, "private"),
        shared_texts=(*texts(case, "shared"), *verbatim),
        documents=texts(case, "documents"),
    )
    address: Any = case.get("address")
    language = Language(case["language"])
    return check_text(case["text"], language, Address(address) if address else None, facts)


def stopped(case: Case, library: Library) -> bool:
    """Say whether the gate in question stopped it; a passing case is stopped by any gate."""
    findings = found(case, library)
    return any(f.gate == case["gate"] or case["expect"] == "pass" for f in findings)


@pytest.mark.parametrize("split", ["dev", "test"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_sentences_are_stopped_by_their_gate(language: str, split: str, library: Library) -> None:
    given = [case for case in cases(f"text_{language}.{split}") if case["kind"] == "output"]
    for gate in GATES:
        of_gate = [case for case in given if case["gate"] == gate]
        counts = tally(of_gate, lambda c: c["expect"] == "fail", lambda c: stopped(c, library))
        print(f"\n{gate} {language} {split}: {counts}")  # noqa: T201
    overall = tally(given, lambda c: c["expect"] == "fail", lambda c: stopped(c, library))
    recall, specificity = FLOORS[split]
    assert overall.recall >= recall
    assert overall.specificity >= specificity


def test_the_same_words_pass_where_both_may_read_them(library: Library) -> None:
    secret = "Ich verhandle nächste Woche mit Osterkamp über mein Gehalt"
    shown = "Übt das Gespräch mit Osterkamp."
    closed = GateFacts(library=library, private_texts=(secret,))
    opened = GateFacts(library=library, private_texts=(secret,), shared_texts=(secret,))
    assert [f.gate for f in check_text(shown, Language.DE, Address.DU, closed)] == ["G3"]
    assert check_text(shown, Language.DE, Address.DU, opened) == ()
