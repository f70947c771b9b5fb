"""Goals of the two: taken over from a released wish or written, sharpened, reached or let go."""

from typing import Final

from markupsafe import Markup

from programme.goals import Goals, GoalWords
from tandems.domain.programme import LearningWish
from tandems.domain.tandem import Goal, GoalStatus
from ui.cards import Html, Tone, badge, empty, join
from ui.forms import Fields, area, button, folded, form, line
from ui.pages.tandem.own_words import language_of_own
from ui.pages.tandem.section import Act, Section
from ui.pages.tandem.view import View
from ui.render.plain import written

MAX_TEXT: Final = 600
"""Characters of a goal or its evidence; a goal fits in one sentence or two."""
MAX_LABEL: Final = 80
"""Characters of a label of at most six words."""
_TONES: Final[dict[GoalStatus, Tone]] = {
    GoalStatus.OPEN: "accent",
    GoalStatus.REACHED: "good",
    GoalStatus.DROPPED: "plain",
}


def show_goals(view: View) -> Markup:
    """Show both people's goals; each changes only their own."""
    lead = Markup('<p class="td-lead">{}</p>').format(
        view.t("goals_lead", partner=view.partner.name)
    )
    if not view.goals:
        return lead + empty(view.t("goals_none"), view.t("goals_none_text"))
    return lead + join(_goal(view, goal) for goal in view.goals)


def _goal(view: View, goal: Goal) -> Markup:
    own = goal.owner_id == view.me.person_id
    evidence: Html = ""
    if goal.evidence:
        evidence = Markup('<p><strong>{}</strong> <span lang="{}">{}</span></p>').format(
            view.t("evidence_label"), goal.language, goal.evidence
        )
    return Markup(
        '<article class="td-item" data-goal="{}"><p class="td-item-meta">{} {}</p>'
        '<h4 lang="{}">{}</h4>{}{}{}</article>'
    ).format(
        goal.id,
        badge(view.t(f"goal_{goal.status}"), _TONES[goal.status]),
        view.t("goal_of_me") if own else view.t("goal_of", name=view.partner.name),
        goal.language,
        goal.label,
        written(goal.text, goal.language),
        evidence,
        _changes(view, goal) if own and view.runs else "",
    )


def _changes(view: View, goal: Goal) -> Markup:
    hidden = {**view.hidden, "goal": goal.id}
    buttons = {
        GoalStatus.OPEN: [
            button(view.t("goal_reach"), "reach", "quiet"),
            button(view.t("goal_drop"), "drop"),
        ],
    }.get(goal.status, [button(view.t("goal_reopen"), "reopen", "quiet")])
    sharpen = form(
        GOALS.bridge,
        area("goal_text", view.t("field_goal_text"), value=goal.text, rows=2),
        line("label", view.t("field_label"), value=goal.label, hint=view.t("label_hint")),
        area(
            "evidence",
            view.t("field_evidence"),
            value=goal.evidence,
            rows=2,
            hint=view.t("evidence_hint"),
        ),
        buttons=[button(view.t("goal_save"), "sharpen", "primary")],
        hidden=hidden,
    )
    return folded(view.t("goal_sharpen"), sharpen) + form(
        GOALS.bridge, buttons=buttons, hidden=hidden
    )


def show_wishes(view: View) -> Markup:
    """Show the reader's released wishes that can become goals, and a form for a new goal."""
    write = form(
        GOALS.bridge,
        area("goal_text", view.t("field_goal_text"), rows=2, hint=view.t("goal_hint")),
        line("label", view.t("field_label"), hint=view.t("label_hint")),
        area("evidence", view.t("field_evidence"), rows=2, hint=view.t("evidence_hint")),
        buttons=[button(view.t("goal_write"), "write", "primary")],
        hidden=view.hidden,
        label=view.t("goal_new"),
    )
    new = Markup('<section class="td-panel"><h4>{}</h4>{}</section>').format(
        view.t("goal_new"), write
    )
    if not view.wishes:
        return new
    wishes = join(_wish(view, wish) for wish in view.wishes)
    return Markup(
        '<section class="td-panel"><h4>{}</h4><p class="td-aside">{}</p>{}</section>{}'
    ).format(view.t("wishes_title"), view.t("wishes_lead"), wishes, new)


def _wish(view: View, wish: LearningWish) -> Markup:
    take = form(
        GOALS.bridge,
        buttons=[button(view.t("wish_take"), "take", "quiet")],
        hidden={**view.hidden, "wish": wish.id},
    )
    return Markup('<article class="td-item"><h5>{}</h5><p>{}</p>{}</article>').format(
        wish.label, wish.text, take
    )


def take(view: View, fields: Fields) -> Html:
    """Make a released wish a goal."""
    context = view.context
    goals = Goals(context.services.store)
    wish_id = fields.raw("wish")
    text = next((wish.text for wish in view.wishes if wish.id == wish_id), "")
    goals.take_over(
        context.account,
        view.tandem.id,
        wish_id=wish_id,
        language=language_of_own(view, text),
    )
    return view.t("goal_taken")


def write(view: View, fields: Fields) -> Html:
    """Add a goal."""
    goals = Goals(view.context.services.store)
    goals.write(view.context.account, view.tandem.id, words=_words(view, fields))
    return view.t("goal_written", partner=view.partner.name)


def sharpen(view: View, fields: Fields) -> Html:
    """Change the wording of a goal."""
    goals = Goals(view.context.services.store)
    goals.sharpen(
        view.context.account,
        view.tandem.id,
        goal_id=fields.raw("goal"),
        words=_words(view, fields),
    )
    return view.t("goal_saved")


def _words(view: View, fields: Fields) -> GoalWords:
    text = fields.text("goal_text", limit=MAX_TEXT)
    evidence = fields.text("evidence", limit=MAX_TEXT, required=False)
    return GoalWords(
        text=text,
        label=fields.text("label", limit=MAX_LABEL, required=False),
        evidence=evidence,
        language=language_of_own(view, f"{text}\n{evidence}".strip()),
    )


def _settle(status: GoalStatus, said: str) -> Act:
    def settle(view: View, fields: Fields) -> Html:
        Goals(view.context.services.store).settle(
            view.context.account, view.tandem.id, goal_id=fields.raw("goal"), status=status
        )
        return view.t(said)

    return settle


GOALS: Final = Section(
    "goals",
    (show_goals, show_wishes),
    {
        "take": take,
        "write": write,
        "sharpen": sharpen,
        "reach": _settle(GoalStatus.REACHED, "goal_is_reached"),
        "drop": _settle(GoalStatus.DROPPED, "goal_is_dropped"),
        "reopen": _settle(GoalStatus.OPEN, "goal_is_open"),
    },
)
