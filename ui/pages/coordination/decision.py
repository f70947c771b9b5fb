"""What a coordinator decides about a run, as its form sends it, and what they want done."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from embeddings.matching.weights import Terms, Weights
from tandems.domain.match import Objective, PartName
from tandems.domain.vocabulary import Role
from ui.forms import Fields
from ui.pages.coordination.known import Known, Pair

BRIDGE: Final = "coordination-match"
FORM_ID: Final = "td-match-terms"
FULL: Final = 100
LEAST: Final = {PartName.WISHES: 10}
"""Wishes are what a match is about: they cannot be weighed with nothing."""
_BETWEEN: Final = "~"


class Act(StrEnum):
    """What a button of the form asks for."""

    TRY = "try"
    RUN = "run"
    WHY = "why"
    LOCK = "lock"
    FORBID = "forbid"
    FREE = "free"
    DEFAULTS = "defaults"


_ABOUT_A_PAIR: Final = frozenset({Act.WHY, Act.LOCK, Act.FORBID, Act.FREE})


@dataclass(frozen=True, slots=True)
class Decision:
    """What is wanted, the pair it is about (empty ids without one), and the terms it leads to."""

    act: Act
    pair: Pair
    terms: Terms


def button_value(act: Act, pair: Pair) -> str:
    """Return what a button sends that stands at its pair."""
    return _BETWEEN.join((act, *pair))


def listed(pairs: frozenset[Pair]) -> str:
    """Return pairs as a hidden field carries them."""
    return ",".join(sorted(_BETWEEN.join(pair) for pair in pairs))


def percent(weights: Weights, name: PartName) -> int:
    """Return a weight as its slider shows it, 0 to 100."""
    return round(FULL * float(getattr(weights, name.value)))


def read_decision(fields: Fields, known: Known) -> Decision:
    """Read the form.

    Raises:
        InvalidInput: a field holds what the form does not offer.
        EmptyInput: a number is missing, or the person it is about.
    """
    name, *about = fields.raw("do").split(_BETWEEN)
    act = Act(Fields({"do": name}, fields.texts, fields.area).one_of("do", tuple(Act)))
    terms = _terms(fields, known)
    if act not in _ABOUT_A_PAIR:
        if act is Act.DEFAULTS:
            terms = replace(terms, weights=Weights())
        return Decision(act, ("", ""), terms)
    pair = _pair(fields, about, known)
    return Decision(act, pair, _decided(terms, act, pair))


def _decided(terms: Terms, act: Act, pair: Pair) -> Terms:
    """Return the terms with a pair locked, forbidden or free again."""
    if act is Act.WHY:
        return terms
    one = frozenset({pair})
    return replace(
        terms,
        locked=terms.locked | one if act is Act.LOCK else terms.locked - one,
        forbidden=terms.forbidden | one if act is Act.FORBID else terms.forbidden - one,
    )


def _terms(fields: Fields, known: Known) -> Terms:
    return Terms(
        weights=Weights(**{name.value: _weight(fields, name) for name in PartName}),
        objective=Objective(fields.one_of("objective", tuple(Objective))),
        minimum=fields.number("minimum", 0, FULL),
        locked=_kept(fields, "locked", known),
        forbidden=_kept(fields, "forbidden", known),
        trial=fields.raw("trial") == "yes",
    )


def _weight(fields: Fields, name: PartName) -> float:
    return fields.number(f"weight_{name}", LEAST.get(name, 0), FULL) / FULL


def _pair(fields: Fields, about: list[str], known: Known) -> Pair:
    """Return the pair a button stands at, or the two people chosen in the lists."""
    given = fields.values
    if about:
        given = {**given, **dict(zip(("mentee", "mentor"), about, strict=False))}
    chosen = Fields(given, fields.texts, fields.area)
    return _one(chosen, Role.MENTEE, known), _one(chosen, Role.MENTOR, known)


def _one(fields: Fields, role: Role, known: Known) -> str:
    fields.text(role, limit=FULL)
    return fields.one_of(role, [person for _, person in known.listed(role)])


def _kept(fields: Fields, name: str, known: Known) -> frozenset[Pair]:
    """Return the pairs decided on before; who has left the programme is dropped."""
    mentees, mentors = (
        {person for _, person in known.listed(role)} for role in (Role.MENTEE, Role.MENTOR)
    )
    pairs = (one.split(_BETWEEN) for one in fields.raw(name).split(",") if one)
    return frozenset(
        (pair[0], pair[1])
        for pair in pairs
        if len(pair) == 2 and pair[0] in mentees and pair[1] in mentors
    )
