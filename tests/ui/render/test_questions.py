"""Questions as HTML: under the names of those they are for, in the order they were set."""

import re

from tandems.domain.agenda import Question, QuestionSet, Source
from tandems.domain.vocabulary import Language, Lead, Level, Mode, QuestionType, Stage
from tests.ui.render.examples import EVIL, reading, says
from ui.render.questions import render_questions

SOURCE = Source("questions", 21, says("Gute Fragen"), "prompts")


def a_set(*roles: Lead, text: str = "Frage") -> QuestionSet:
    questions = tuple(
        Question(f"q-{place}", role, Level.D2, QuestionType.REASON, says(f"{text} {place}"), SOURCE)
        for place, role in enumerate(roles)
    )
    return QuestionSet("s", "t", Stage.WORK, Language.DE, questions)


def test_questions_stand_under_the_names_of_their_readers() -> None:
    shown = render_questions(a_set(Lead.MENTOR, Lead.MENTEE, Lead.BOTH), reading())
    names = re.findall(r"<h5>([^<]+)</h5>", shown)
    assert names == ["Für Paula", "Für Renate", "Für Paula und Renate"]
    assert "Leitfaden 21: Gute Fragen du" in shown


def test_questions_among_peers_are_for_both() -> None:
    shown = render_questions(a_set(Lead.PEER), reading(mode=Mode.PEER))
    assert "Für Paula und Renate" in shown


def test_both_languages_show_the_same_questions() -> None:
    content = a_set(Lead.MENTEE, Lead.MENTOR, Lead.MENTEE)
    shown = [
        re.findall(r'data-question="([^"]+)"', render_questions(content, reading(language)))
        for language in Language
    ]
    assert shown[0] == shown[1] == ["q-0", "q-2", "q-1"]


def test_a_question_is_escaped() -> None:
    assert "<script" not in render_questions(a_set(Lead.BOTH, text=EVIL), reading())
