"""The guides themselves pass the gates, and so does every plan made from them."""

from dataclasses import replace
from itertools import product

import pytest

from assistant.gates import (
    _TEXT_GATES,
    _WHOLE_GATES,
    Finding,
    GateFacts,
    check_text,
    gate_out,
)
from assistant.gates.facts import titles_of
from assistant.gates.read_text import ReadText
from assistant.gates.spoken import spoken
from assistant.planner.compose import Planner
from knowledge.guides import Library
from knowledge.relevance import Relevance
from tandems.domain.agenda import Agenda, Source
from tandems.domain.brief import SessionBrief
from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import Address, Language, Mode, Stage
from tests.assistant.planner.briefs import brief, without_goal

FORMS = ((Language.DE, Address.DU), (Language.DE, Address.SIE), (Language.EN, None))
SECRET = "Ich finde Renate anstrengend und suche heimlich eine neue Stelle bei Nordlicht."


def texts_by_id(library: Library) -> list[tuple[str, BilingualText]]:
    found = [(question.id, question.text.bilingual()) for question in library.all_questions()]
    for block in library.all_blocks():
        parts = (block.title, block.outcome, block.material, block.evidence, block.opt_out)
        variants = (block.variants.remote, block.variants.access)
        pair = (*parts, *variants, *block.steps)
        found += [(block.id, text.bilingual()) for text in pair if text is not None]
        tasks = (block.preparation.mentor, block.preparation.mentee, block.preparation.both)
        found += [(block.id, task.bilingual()) for task in tasks if task is not None]
    return found


def test_every_text_of_the_guides_passes_the_gates_for_words(library: Library) -> None:
    facts = GateFacts(known_guides=titles_of(library))
    offenders = [
        (item_id, finding.gate, finding.reason_code, str(language))
        for item_id, text in texts_by_id(library)
        for language, address in FORMS
        for finding in check_text(
            text.render(language, address or Address.DU), language, address, facts
        )
    ]
    assert offenders == []


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("mode", list(Mode))
def test_every_plan_passes_all_gates(
    mode: Mode, stage: Stage, library: Library, relevance: Relevance
) -> None:
    planner = Planner(library, relevance)
    for minutes, committed in product((10, 20, 45, 60, 90, 180), (True, False)):
        given = brief(mode, stage, minutes, committed=committed)
        for facing in (given, without_goal(given)):
            facts = GateFacts.of(facing, library, private_texts=[SECRET])
            assert gate_out(planner.agenda(facing), facts) == ()
            assert gate_out(planner.questions(facing), facts) == ()


def test_a_plan_is_stopped_when_something_in_it_is_not_true(
    library: Library, relevance: Relevance
) -> None:
    given = brief()
    agenda = Planner(library, relevance).agenda(given)
    facts = GateFacts.of(given, library, private_texts=[SECRET])
    told = BilingualText(*["Renate sucht heimlich eine Stelle bei Nordlicht."] * 3)
    wrong = Source("no-such-guide", 99, told, "steps")
    first, *rest = agenda.blocks
    broken = {
        "G1": replace(agenda, minutes=50),
        "G2": replace(agenda, mode=Mode.PEER),
        "G3": replace(agenda, outcome=told),
        "G8": replace(agenda, blocks=(replace(first, source=wrong), *rest)),
        "G9": replace(agenda, language=Language.EN),
    }
    for gate, changed in broken.items():
        assert gate in {finding.gate for finding in gate_out(changed, facts)}


def test_findings_never_carry_the_text(library: Library, relevance: Relevance) -> None:
    given = brief()
    agenda = Planner(library, relevance).agenda(given)
    facts = GateFacts.of(given, library, private_texts=[SECRET])
    told = BilingualText(*["Renate sucht heimlich eine Stelle bei Nordlicht."] * 3)
    findings = gate_out(replace(agenda, outcome=told), facts)
    assert findings
    assert "Nordlicht" not in repr(findings)


def test_what_was_checked_before_is_found_again_the_same(
    library: Library, relevance: Relevance
) -> None:
    given = brief()
    agenda = Planner(library, relevance).agenda(given)
    told = BilingualText(*["Ältere Kollegen sind langsam."] * 3)
    replies = (agenda, replace(agenda, outcome=told), replace(agenda, language=Language.EN))
    for facts in facts_of_many(given, library):
        for reply in replies:
            first, again = (set(gate_out(reply, facts)) for _ in range(2))
            assert first == again == findings_without_shortcut(reply, facts)


def facts_of_many(given: SessionBrief, library: Library) -> list[GateFacts]:
    """Return facts of pairs whose names and words also stand in guides, and of one of none."""
    usual = GateFacts.of(given, library, private_texts=[SECRET])
    return [
        usual,
        replace(usual, verbatim=(*usual.verbatim, "die", "Check-in")),
        replace(usual, library=None),
    ]


def findings_without_shortcut(reply: Agenda, facts: GateFacts) -> set[Finding]:
    """Return what every gate says of every text, each read for itself."""
    known = facts.with_words(own.text for own in reply.verbatim)
    of_words = {
        finding
        for form in spoken(reply)
        for gate in _TEXT_GATES
        for finding in gate.check_spoken(form, ReadText(form.text, known))
    }
    return of_words | {found for gate in _WHOLE_GATES for found in gate.check(reply, known)}
