"""Reflection questions, grouped by who they are for, in the order they were set."""

from collections.abc import Sequence

from markupsafe import Markup

from tandems.domain.agenda import OwnWords, Question, QuestionSet
from tandems.domain.vocabulary import Lead
from ui.cards import Html, badge, join
from ui.render.reading import Reading

_EMPTY = Markup("")


def render_questions(
    content: QuestionSet, reading: Reading, *, badges: Markup = _EMPTY, foot: Html = ""
) -> Markup:
    """Return a question set in the reader's language; ``foot`` is what can be done with it."""
    cited = dict.fromkeys(reading.source(question.source) for question in content.questions)
    return Markup(
        '<article class="td-agenda" data-questions="{}"><header class="td-agenda-head">'
        '<h3>{}</h3><span class="td-badges">{}</span></header>{}'
        '<p class="td-cite td-cite-block">{}</p>{}</article>'
    ).format(
        content.id,
        reading.t("agenda.questions_title", stage=reading.t(f"agenda.stage_{content.stage}")),
        badges + badge(reading.t(f"agenda.composer_{content.composer}")),
        questions_by_person(content.questions, reading, own=content.verbatim, heading=False),
        " · ".join(cited),
        foot,
    )


def questions_by_person(
    questions: Sequence[Question],
    reading: Reading,
    *,
    own: Sequence[OwnWords],
    heading: bool = True,
) -> Markup:
    """Return the questions under the names of those they are for."""
    if not questions:
        return Markup("")
    groups: dict[Lead, list[Question]] = {}
    for question in questions:
        groups.setdefault(question.role, []).append(question)
    title = Markup("<h4>{}</h4>").format(reading.t("agenda.questions")) if heading else Markup("")
    lists = join(_group(role, group, reading, own) for role, group in groups.items())
    return Markup('<section class="td-questions">{}{}</section>').format(title, lists)


def _group(
    role: Lead, questions: Sequence[Question], reading: Reading, own: Sequence[OwnWords]
) -> Markup:
    items = join(
        Markup('<li data-question="{}">{}</li>').format(
            question.question_id, reading.say(question.text, own)
        )
        for question in questions
    )
    return Markup('<div class="td-question-group"><h5>{}</h5><ul>{}</ul></div>').format(
        reading.t("agenda.questions_for", name=reading.holder(role)), items
    )
