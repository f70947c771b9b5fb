"""How guides speak is checked as well; the shipped store keeps every rule."""

from datetime import date
from pathlib import Path

import pytest

from assistant.guide_lint import lint_guides
from knowledge.contacts import load_contacts
from knowledge.guides import Library, load_library
from knowledge.lint import STORE_RULES
from knowledge.schema import GuideSpec
from tests.knowledge.guide_folder import (
    WORK,
    block,
    blocks,
    filler,
    guide,
    pair,
    person,
    prose,
    question,
    questions,
    write,
)

TODAY = date(2026, 11, 25)
OPEN = ("Was hält?", "Was hält?", "What holds?")


def rules(folder: Path) -> set[str]:
    found = lint_guides(load_library(folder), load_contacts(), today=TODAY)
    return {one.rule for one in found if one.rule not in STORE_RULES}


def asked(place: int, text: str) -> GuideSpec:
    forms = [text if place == one else form for one, form in enumerate(OPEN)]
    return questions(question(text=person(*forms)))


@pytest.mark.parametrize(
    ("rule", "spec"),
    [
        ("question", asked(0, "Hast du den Knoten geübt?")),
        ("question", asked(1, "Haben Sie den Knoten geübt?")),
        ("question", asked(2, "Did you practise the knot?")),
        ("stereotype", asked(2, "What helps with knots at your age?")),
        ("address", blocks(block(WORK, steps=[pair("Zieh du am Seil.", "Pull.")]))),
        ("address", blocks(block(WORK, opt_out=pair("Gern können Sie warten.", "Wait.")))),
        (
            "stereotype",
            blocks(block(WORK, steps=[pair("Ältere Kollegen sind langsam.", "Pull the rope.")])),
        ),
    ],
)
def test_a_way_of_speaking_is_found(rule: str, spec: GuideSpec, tmp_path: Path) -> None:
    assert rules(write(tmp_path, spec)) == {rule}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ältere Kollegen sind langsam.", {"stereotype"}),
        ("„Ältere Kollegen sind langsam“ ist kein Satz für ein Tandem.", set()),
    ],
)
def test_a_stereotype_may_be_quoted_as_a_warning(
    text: str, found: set[str], tmp_path: Path
) -> None:
    write(tmp_path, guide(), german=prose(f"{filler(1)}.\n\n{text}"))
    assert rules(tmp_path) == found


def test_a_guide_that_keeps_the_rules_is_left_alone(tmp_path: Path) -> None:
    assert rules(write(tmp_path, guide())) == set()


def test_the_shipped_guides_keep_every_rule(library: Library) -> None:
    assert lint_guides(library, load_contacts(), today=TODAY) == ()
