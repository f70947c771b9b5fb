"""What another decision would change, and why two people are not put together."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from embeddings.matching.assign import CohortMatch
from embeddings.matching.weights import Terms
from tandems.domain.match import Change, Difference, Obstacle, PairScore, WhyNot
from tandems.domain.vocabulary import Role


def what_if(match: CohortMatch, terms: Terms) -> Difference:
    """Say what changes, for whom and by how much, under other terms.

    Under other weights the scores of the same pair differ, too; only people whose partners
    change are named.
    """
    return compare(match.pairs(), match.under(terms).pairs())


def why_not(match: CohortMatch, mentee_id: str, mentor_id: str) -> WhyNot:
    """Say why two people are no pair: a rule, no fit, the minimum, or what it would cost others.

    Raises:
        ValueError: one of them is not in the cohort in this role.
    """
    pair, terms = (mentee_id, mentor_id), match.terms
    score = match.score(*pair)
    if rules := match.broken_rules(*pair):
        return WhyNot(Obstacle.RULE, score, rules=rules)
    before = match.pairs()
    if any((one.mentee_id, one.mentor_id) == pair for one in before):
        return WhyNot(Obstacle.NONE, score)
    locked = replace(terms, locked=terms.locked | {pair}, forbidden=terms.forbidden - {pair})
    price = compare(before, match.under(locked).pairs())
    return WhyNot(_obstacle(terms, score), score, price=price)


def _obstacle(terms: Terms, score: PairScore) -> Obstacle:
    if (score.mentee_id, score.mentor_id) in terms.forbidden:
        return Obstacle.FORBIDDEN
    if not score.reasons:
        return Obstacle.NO_FIT
    return Obstacle.BELOW_MINIMUM if score.score < terms.minimum else Obstacle.PRICE


def compare(before: Sequence[PairScore], after: Sequence[PairScore]) -> Difference:
    """Say who has other partners after than before, mentees first."""
    sides = [(role, _partners(before, role), _partners(after, role)) for role in _ROLES]
    return Difference(
        pairs_before=len(before),
        pairs_after=len(after),
        total_before=round(sum(pair.score for pair in before), 1),
        total_after=round(sum(pair.score for pair in after), 1),
        changes=tuple(
            _change(person, role, old.get(person, _Held()), new.get(person, _Held()))
            for role, old, new in sides
            for person in sorted({*old, *new})
            if old.get(person, _Held()).partners != new.get(person, _Held()).partners
        ),
    )


_ROLES = (Role.MENTEE, Role.MENTOR)


@dataclass(slots=True)
class _Held:
    partners: set[str] = field(default_factory=set)
    score: float = 0.0


def _partners(pairs: Sequence[PairScore], role: Role) -> dict[str, _Held]:
    found: dict[str, _Held] = {}
    for pair in pairs:
        two = (pair.mentee_id, pair.mentor_id)
        own, other = two if role is Role.MENTEE else two[::-1]
        held = found.setdefault(own, _Held())
        held.partners.add(other)
        held.score += pair.score
    return found


def _change(person_id: str, role: Role, old: _Held, new: _Held) -> Change:
    return Change(
        person_id=person_id,
        role=role,
        before=tuple(sorted(old.partners)),
        after=tuple(sorted(new.partners)),
        score_before=round(old.score, 1),
        score_after=round(new.score, 1),
    )
