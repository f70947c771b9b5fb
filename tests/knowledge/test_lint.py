"""The check of the guides finds each broken rule, and nothing in a guide that keeps them all."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.contacts import ContactBook, load_contacts
from knowledge.guides import load_library
from knowledge.lint import STORE_RULES, Finding, Rule, lint_library
from knowledge.lint.safety import contact_findings, reviews_ahead
from knowledge.lint.sums import minutes_named, sum_findings
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
    write_all,
)

TODAY = date(2026, 11, 25)
REPLY = {
    "id": "r80-fire",
    "categories": ["danger_to_life"],
    "text": person("Ruf an.", "Rufen Sie an.", "Please call."),
    "after_contacts": person("Es ruht.", "Es ruht.", "It rests."),
}
EMPTY: dict[str, object] = {"blocks": [], "questions": []}
CARD: dict[str, object] = {**EMPTY, "format": "refer_card", "safety_class": "refer"}
PEER: dict[str, object] = {"modes": ["peer"], "lead": "peer"}


def lint(folder: Path) -> list[Finding]:
    """Return what is found in the guides of ``folder``, taken as they are and not as a store."""
    found = lint_library(load_library(folder), load_contacts(), today=TODAY)
    return [one for one in found if one.rule not in STORE_RULES]


def rules(folder: Path) -> set[Rule]:
    return {finding.rule for finding in lint(folder)}


def step(de: str, en: str = "Both look at the rope.") -> GuideSpec:
    return blocks(block(WORK, steps=[pair(de, en)]))


def asked(du: str, en: str = "Which rope helps?") -> GuideSpec:
    return questions(question(text=person(du, "Welches Seil hilft?", en)))


def prepared(**tasks: object) -> GuideSpec:
    return blocks(block(WORK, preparation=tasks))


def test_a_guide_that_keeps_the_rules_is_left_alone(tmp_path: Path) -> None:
    assert lint(write(tmp_path, guide())) == []


@pytest.mark.parametrize(
    ("rule", "spec"),
    [
        ("genitive", step("Das ist {mentee}s Seil.")),
        ("genitive", step("Das ist {mentor}’ Seil.")),
        ("genitive", step("Beide ziehen.", "Take {mentor}’s rope.")),
        ("genitive", asked("Was sagt {partner}s Seil?")),
        ("placeholder", step("{partner} zieht am Seil.")),
        ("placeholder", asked("Welches Seil nimmt {colleague}?")),
        ("quotation", step("Am Seil {goal} üben.")),
        ("quotation", step("Beide ziehen.", "Practise {commitment} twice.")),
        ("quotation", asked("Was kam {event} in die Quere?")),
        ("date", asked("Was übst du {date} zuerst?")),
        ("date", step("Beide ziehen.", "Pull the rope, {date}.")),
        ("names", blocks(block(WORK, **PEER))),
        ("names", questions(question(role="both"))),
        ("evidence", blocks(block(WORK, evidence=None))),
        ("preparation", prepared(mentor=person("16 Minuten.", "Kurz.", "Briefly."))),
        ("preparation", prepared(mentee=person("Kurz.", "Kurz.", "Take half an hour."))),
        (
            "preparation",
            prepared(
                mentor=person("Zehn Minuten.", "Kurz.", "Briefly."),
                both=person("Zehn Minuten.", "Kurz.", "Briefly."),
            ),
        ),
        ("overdue", guide(review_due="2026-11-24")),
        ("safety", guide(safety_class="refer", replies=[REPLY])),
        ("safety", guide(**{**CARD, "replies": []})),
        ("safety", guide(replies=[REPLY])),
        ("safety", guide(**{**CARD, "format": "guide", "replies": [REPLY]})),
        ("safety", guide(number=57)),
    ],
)
def test_a_broken_rule_is_found(rule: Rule, spec: GuideSpec, tmp_path: Path) -> None:
    assert rules(write(tmp_path, spec)) == {rule}


@pytest.mark.parametrize(
    "spec",
    [
        step("Das Seil von {mentee} halten.", "‘This rope is for {mentor}’ is what both say."),
        step("Für das Ziel {goal} üben; die Zusage: {commitment}.", "For the goal {goal}, pull."),
        asked("Was übst du bis zum {date}?", "What will you practise by {date}?"),
        blocks(block(WORK, steps=[pair("Eine Person zieht.", "One of you pulls.")], **PEER)),
        prepared(
            mentor=person("Zehn Minuten.", "Kurz.", "Briefly."),
            mentee=person("In 15 Minuten.", "Kurz.", "Take fifteen minutes."),
        ),
        guide(review_due="2026-11-25"),
        guide(**CARD, replies=[REPLY]),
        guide(number=57, safety_class="sensitive"),
    ],
)
def test_what_only_looks_like_a_broken_rule_passes(spec: GuideSpec, tmp_path: Path) -> None:
    assert lint(write(tmp_path, spec)) == []


@pytest.mark.parametrize(
    ("form", "words", "fits"),
    [
        ("agenda", 399, False),
        ("agenda", 400, True),
        ("agenda", 900, True),
        ("agenda", 901, False),
        ("card_set", 119, False),
        ("card_set", 120, True),
    ],
)
def test_prose_is_as_long_as_its_format_asks_for(
    form: str, words: int, fits: bool, tmp_path: Path
) -> None:
    write(tmp_path, guide(format=form), german=prose(filler(1, words) + " | –"))
    assert rules(tmp_path) == (set() if fits else {"length"})


@pytest.mark.parametrize(
    "text",
    [
        prose(filler(1), title=""),
        prose(filler(1), purpose=" "),
        prose(filler(1), ""),
    ],
)
def test_titles_purposes_and_sections_say_something(text: str, tmp_path: Path) -> None:
    write(tmp_path, guide(), german=text, english=text.replace("''", "'Knots'"))
    assert rules(tmp_path) == {"title"}


def test_twins_are_found_within_one_form(tmp_path: Path) -> None:
    one, two = (
        person(
            f"Woran merkst du beim nächsten Mal, dass der Knoten wirklich hält{end}?",
            f"Was {seed}?",
            f"How {seed}?",
        )
        for end, seed in (("", filler(1, 3)), (" und fest sitzt", filler(2, 3)))
    )
    twins = questions(question(text=one), question(id="q80-twin", text=two))
    found = lint(write(tmp_path, twins))
    assert [(one.rule, one.item) for one in found] == [("duplicate", "q80-next-knot")]
    assert "q80-twin" in found[0].detail
    assert "(du)" in found[0].detail


def test_twins_of_blocks_and_sections_are_found_across_guides(tmp_path: Path) -> None:
    twin = block(WORK, id="b81-rope", title=pair("Knoten am Seile", "Knots on a rope!"))
    write(tmp_path, guide(), german=prose(filler(1)))
    write(tmp_path, guide(id="ropes", number=81, **{**EMPTY, "blocks": [twin]}), prose(filler(1)))
    kinds = {one.detail.partition(" like")[0] for one in lint(tmp_path)}
    assert kinds == {"block (de)", "block (en)", "section (de)"}


@pytest.mark.parametrize(("guides", "found"), [(3, set()), (4, {"phrase"})])
def test_a_phrase_may_stand_in_three_guides(guides: int, found: set[str], tmp_path: Path) -> None:
    phrase = "Am Ende zählt, ob das Seil wirklich hält"
    for number in range(80, 80 + guides):
        text = prose(f"{filler(number)} {phrase}. {filler(-number + 200, 9)}")
        write(tmp_path, guide(id=f"knots-{number}", number=number, **EMPTY), german=text)
    assert rules(tmp_path) == found


def test_a_phrase_is_named_once_and_whole(tmp_path: Path) -> None:
    phrase = "am ende zählt nur ob das seil heute wirklich hält"
    for number in range(80, 84):
        text = prose(f"{filler(number)} {phrase} {filler(-number + 200, 9)}")
        write(tmp_path, guide(id=f"knots-{number}", number=number, **EMPTY), german=text)
    (only,) = lint(tmp_path)
    assert only.guide == "knots-80"
    assert only.detail == f"“{phrase}”, also in knots-81, knots-82, knots-83"


@pytest.mark.parametrize(
    ("minutes", "found"), [(13, []), (12, ["sum"]), (30, []), (31, ["sum"]), (26, [])]
)
def test_a_session_fills_its_minutes_exactly(
    minutes: int, found: list[str], tmp_path: Path
) -> None:
    library = load_library(write(tmp_path, guide(minutes=minutes)))
    assert [one.rule for one in sum_findings(library)] == found


def test_no_block_takes_more_than_half_of_a_long_session(tmp_path: Path) -> None:
    wide = block(WORK, minutes={"min": 20, "typical": 25, "max": 40})
    library = load_library(write(tmp_path, blocks(wide)))
    assert [one.rule for one in sum_findings(library)] == ["sum"]


def test_a_session_is_summed_in_every_mode(tmp_path: Path) -> None:
    library = load_library(write(tmp_path, guide(modes=["classic", "reverse"])))
    assert [one.item for one in sum_findings(library)] == ["reverse"]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Lies in zwölf Minuten und schreib in 5 Minuten.", 12),
        ("Take forty-five minutes.", 45),
        ("Nimm dir eine halbe Stunde.", 30),
        ("Half an hour will do.", 30),
        ("An hour is plenty.", 60),
        ("A 60-minute session from last week, or three examples.", 0),
        ("Die Stunde von gestern und zwei Beispiele.", 0),
    ],
)
def test_times_are_read_from_words_and_figures(text: str, minutes: int) -> None:
    assert minutes_named(text) == minutes


def test_a_review_that_comes_up_is_a_note_and_no_finding(tmp_path: Path) -> None:
    near, far = guide(review_due="2027-01-24"), guide(id="far", number=81, **EMPTY)
    library = load_library(write_all(tmp_path, [near, far]))
    assert [one.spec.id for one in reviews_ahead(library, today=TODAY)] == ["knots"]
    assert lint(tmp_path) == []


def test_every_country_has_somebody_for_every_need() -> None:
    shipped = load_contacts()
    assert list(contact_findings(shipped, today=TODAY)) == []
    fewer = {**shipped.countries, "DE": shipped.countries["DE"][:1]}
    thin = ContactBook(**{**dict(shipped), "countries": fewer})
    found = list(contact_findings(thin, today=TODAY))
    assert {(one.item, one.rule) for one in found} == {("DE", "contacts")}
    assert "no contact for legal" in {one.detail for one in found}
    late = list(contact_findings(shipped, today=date(2030, 1, 1)))
    assert [one.rule for one in late] == ["overdue"]
