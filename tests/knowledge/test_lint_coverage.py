"""The store's coverage: complete when every guide, session, topic and category is served."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from knowledge.guides import Guide, Library, load_library
from knowledge.lint.coverage import (
    by_session,
    catalogue_findings,
    coverage_findings,
    reply_findings,
)
from knowledge.schema import GuideSpec
from tandems.domain.text import BilingualText
from tandems.domain.vocabulary import TOPICS, Language, Mode, Stage
from tests.knowledge.guide_folder import CHECK_IN, block, guide, person, question, write

WIDE: dict[str, object] = {
    "modes": list(Mode),
    "stages": list(Stage),
    "topics": list(TOPICS),
    "lead": "both",
    "first_speaker": "mentor",
}
ASKED: dict[str, object] = {
    "role": "both",
    "modes": list(Mode),
    "stages": list(Stage),
    "topics": list(TOPICS),
    "text": person("Was hält?", "Was hält?", "What holds?"),
}


def complete() -> list[GuideSpec]:
    """Return sixty-nine guides with more than enough of everything."""
    return [
        guide(
            id=f"knots-{number}",
            number=number,
            blocks=[block({**CHECK_IN, **WIDE}, id=f"b{number}-{place}") for place in range(6)],
            questions=[question(**ASKED, id=f"q{number}-{place}") for place in range(9)],
        )
        for number in range(1, 70)
    ]


def library_of(specs: Sequence[GuideSpec]) -> Library:
    title = BilingualText("Knoten", "Knoten", "Knots")
    nothing = {language: () for language in Language}
    return Library(Guide(spec, title, title, nothing) for spec in specs)


def short(specs: Sequence[GuideSpec]) -> set[str]:
    return {finding.item for finding in coverage_findings(library_of(specs))}


def test_a_complete_store_has_no_finding() -> None:
    library = library_of(complete())
    assert list(catalogue_findings(library)) == []
    assert list(coverage_findings(library)) == []


def test_a_missing_guide_is_named_by_its_number() -> None:
    specs = [spec for spec in complete() if spec.number != 7]
    assert [one.item for one in catalogue_findings(library_of(specs))] == ["07"]


def test_two_guides_with_one_number_are_both_named() -> None:
    specs = [*complete(), guide(id="other", number=7, blocks=[], questions=[])]
    found = [one.guide for one in catalogue_findings(library_of(specs))]
    assert found == ["knots-7", "other"]


@pytest.mark.parametrize("kept", [11, 12])
def test_a_session_needs_twelve_blocks(kept: int) -> None:
    specs = complete()
    fewer = [block for spec in specs for block in spec.blocks][kept:]
    only = {one.id: one.model_copy(update={"modes": (Mode.REVERSE,)}) for one in fewer}
    specs = [
        spec.model_copy(update={"blocks": tuple(only.get(one.id, one) for one in spec.blocks)})
        for spec in specs
    ]
    others = {f"{mode} × {stage}" for mode in Mode if mode != "reverse" for stage in Stage}
    assert short(specs) == (others if kept < 12 else set())


def test_questions_that_name_a_mentor_do_not_count_among_peers() -> None:
    named = person("Was zeigt {mentor}?", "Was zeigt {mentor}?", "What can {mentor} do?")
    for changed, expected in ((602, True), (601, False)):
        specs = complete()
        asked = [one for spec in specs for one in spec.questions][:changed]
        other = {one.id: question(**{**ASKED, "id": one.id, "text": named}) for one in asked}
        specs = [
            spec.model_copy(
                update={"questions": tuple(other.get(one.id, one) for one in spec.questions)}
            )
            for spec in specs
        ]
        assert short(specs) == ({f"peer × {stage}" for stage in Stage} if expected else set())


@pytest.mark.parametrize(
    ("role", "text", "served"),
    [
        ("mentee", "Was zeigt {partner}?", {"classic", "reverse", "cross_company"}),
        ("peer", "Was hält?", {"peer"}),
        ("both", "Was hält?", set(Mode)),
        ("both", "Was zeigt {partner}?", set()),
    ],
)
def test_questions_count_where_they_can_be_put(role: str, text: str, served: set[str]) -> None:
    asked = [
        question(**{**ASKED, "id": f"q80-{n}", "role": role, "text": person(text, text, text)})
        for n in range(20)
    ]
    amounts = by_session(library_of([guide(blocks=[], questions=asked)]))
    assert {mode for (mode, _), amount in amounts.items() if amount.questions} == served


def test_a_topic_and_the_totals_can_fall_short() -> None:
    specs = complete()
    less = [
        spec.model_copy(
            update={
                "questions": tuple(
                    one.model_copy(update={"topics": TOPICS[1:]}) for one in spec.questions
                )
            }
        )
        for spec in specs
    ]
    assert short(less) == {TOPICS[0]}
    fewer = [spec.model_copy(update={"blocks": spec.blocks[:5]}) for spec in specs]
    assert short(fewer) == {"store"}


def test_a_category_without_a_reply_is_named(tmp_path: Path) -> None:
    spoken = person("Ruf an.", "Rufen Sie an.", "Please call.")
    reply = {
        "id": "r80-fire",
        "categories": ["danger_to_life", "legal"],
        "text": spoken,
        "after_contacts": spoken,
    }
    library = load_library(write(tmp_path, guide(replies=[reply])))
    unanswered = {one.item for one in reply_findings(library)}
    assert unanswered == {
        "self_harm",
        "violence",
        "harassment",
        "discrimination",
        "illness",
        "addiction",
    }
