"""The form of a run: what the proposal is best at, weights, and pairs decided by hand."""

from collections.abc import Iterable

from markupsafe import Markup

from embeddings.matching.weights import Terms, Weights
from tandems.domain.match import Objective, PartName
from tandems.domain.vocabulary import Role
from ui.cards import join
from ui.forms import button, choice, folded, ticks, whole
from ui.pages.coordination.decision import (
    BRIDGE,
    FORM_ID,
    FULL,
    LEAST,
    Act,
    button_value,
    listed,
    percent,
)
from ui.pages.coordination.known import Known, Pair
from ui.pages.coordination.programme import Office

_ENTER = Markup('<button name="do" value="{}" hidden></button>').format(Act.TRY)
"""The form's first button, so pressed by Enter: trying out keeps nothing."""


def show_terms(known: Known, terms: Terms, *, chosen: Pair = ("", "")) -> Markup:
    """Show the settings; what differs from the defaults stands open."""
    office = known.office
    hidden = {"locked": listed(terms.locked), "forbidden": listed(terms.forbidden)}
    unseen = join(
        Markup('<input type="hidden" name="{}" value="{}">').format(*one) for one in hidden.items()
    )
    return Markup(
        '<form class="td-form td-terms" id="{}" data-to="{}" novalidate autocomplete="off" '
        'aria-label="{}">{}{}{}<div class="td-form-buttons">{}{}</div></form>'
    ).format(
        FORM_ID,
        BRIDGE,
        office.t("terms_title"),
        _ENTER,
        unseen,
        join(_settings(known, terms, chosen)),
        button(office.t("match_button"), Act.RUN, "primary"),
        button(office.t("try_button"), Act.TRY, "quiet"),
    )


def _settings(known: Known, terms: Terms, chosen: Pair) -> Iterable[Markup]:
    office = known.office
    yield _objectives(office, terms.objective)
    yield Markup('<div class="td-minimum">{}<p>{}</p></div>').format(
        whole("minimum", office.t("field_minimum"), value=round(terms.minimum)),
        office.t("minimum_hint"),
    )
    trial = [(office.t("match_trial"), "yes")]
    yield ticks("trial", office.t("trial_title"), trial, values=["yes"] if terms.trial else [])
    yield Markup('<p class="td-aside">{}</p>').format(office.t("match_trial_info"))
    yield _weights(office, terms.weights)
    yield _pairs(known, terms, chosen)


def _objectives(office: Office, chosen: Objective) -> Markup:
    options = join(
        Markup(
            '<label class="td-option"><input type="radio" name="objective" value="{}"{}>'
            "<span><strong>{}</strong> {}</span></label>"
        ).format(
            one,
            Markup(" checked") if one is chosen else Markup(""),
            office.t(f"objective_{one}"),
            office.t(f"objective_{one}_text"),
        )
        for one in Objective
    )
    return Markup(
        '<fieldset class="td-options"><legend>{}</legend>{}<p class="td-aside">{}</p></fieldset>'
    ).format(office.t("objective_title"), options, office.t("objective_all"))


def _weights(office: Office, weights: Weights) -> Markup:
    sliders = join(_slider(office, name, percent(weights, name)) for name in PartName)
    return folded(
        office.t("weights_title"),
        Markup('<p class="td-aside">{}</p><div class="td-sliders">{}</div>').format(
            office.t("weights_lead"), sliders
        ),
        button(office.t("defaults_button"), Act.DEFAULTS),
        open_=weights != Weights(),
    )


def _slider(office: Office, name: PartName, value: int) -> Markup:
    return Markup(
        '<label class="td-slider"><span>{}</span><small>{}</small>'
        '<input type="range" name="weight_{}" min="{}" max="{}" value="{}">'
        '<span class="td-number" aria-hidden="true">{}</span></label>'
    ).format(
        office.t(f"part_{name}"),
        office.t("weight_default", value=percent(Weights(), name)),
        name,
        LEAST.get(name, 0),
        FULL,
        value,
        value,
    )


def _pairs(known: Known, terms: Terms, chosen: Pair) -> Markup:
    """Show what was decided by hand, and two lists to ask about or decide on a pair."""
    office = known.office
    two = [
        choice(
            role.value,
            office.t(f"field_{role}"),
            [(office.t("choose"), ""), *known.listed(role)],
            value=person,
        )
        for role, person in zip((Role.MENTEE, Role.MENTOR), chosen, strict=True)
    ]
    buttons = [
        button(office.t("why_button"), Act.WHY, "quiet"),
        button(office.t("lock_button"), Act.LOCK),
        button(office.t("forbid_button"), Act.FORBID),
    ]
    return folded(
        office.t("decide_title"),
        Markup('<p class="td-aside">{}</p><div class="td-side">{}</div>').format(
            office.t("decide_lead"), join(two)
        ),
        Markup('<div class="td-form-buttons">{}</div>').format(join(buttons)),
        _decided(known, terms.locked, "locked"),
        _decided(known, terms.forbidden, "forbidden"),
        open_=bool(terms.locked or terms.forbidden or any(chosen)),
    )


def _decided(known: Known, pairs: frozenset[Pair], kind: str) -> Markup:
    if not pairs:
        return Markup("")
    named = sorted((known.pair(*pair), pair) for pair in pairs)
    rows = join(
        Markup("<li><span>{}</span>{}</li>").format(
            text, button(known.office.t(f"undo_{kind}"), button_value(Act.FREE, pair))
        )
        for text, pair in named
    )
    return Markup('<div class="td-decided"><h4>{}</h4><ul>{}</ul></div>').format(
        known.office.t(f"{kind}_title"), rows
    )


def pair_button(office: Office, act: Act, pair: Pair, key: str) -> Markup:
    """Return a button that stands at a pair, outside the form it belongs to."""
    return Markup(
        '<button class="td-act td-act-plain" form="{}" name="do" value="{}">{}</button>'
    ).format(FORM_ID, button_value(act, pair), office.t(key))
