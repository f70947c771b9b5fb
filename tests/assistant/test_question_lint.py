"""The program's look at single reflection questions."""

import pytest

from assistant.question_lint import lint_question
from knowledge.guides import Library
from tandems.domain.vocabulary import Language
from tests.assistant.gates.case_files import Case, cases, tally

FLOORS = {"dev": (1.0, 1.0), "test": (0.75, 0.9)}


def breaks_its_rule(case: Case) -> bool:
    """A failing case has to break its rule; a passing one may break none."""
    codes = lint_question(case["text"], Language(case["id"][:2]))
    return case["rule"] in codes if case["expect"] == "fail" else bool(codes)


@pytest.mark.parametrize("split", ["dev", "test"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_questions_are_judged_by_their_rule(language: str, split: str) -> None:
    given = cases(f"questions_{language}.{split}")
    counts = tally(given, lambda case: case["expect"] == "fail", breaks_its_rule)
    print(f"\nlint {language} {split}: {counts}")  # noqa: T201
    recall, specificity = FLOORS[split]
    assert counts.recall >= recall
    assert counts.specificity >= specificity


def test_every_question_of_the_guides_passes(library: Library) -> None:
    offenders = []
    for question in library.all_questions():
        text = question.text
        forms = ((text.de.du, Language.DE), (text.de.sie, Language.DE), (text.en, Language.EN))
        for form, language in forms:
            offenders += [(question.id, code) for code in lint_question(form, language)]
    assert offenders == []
