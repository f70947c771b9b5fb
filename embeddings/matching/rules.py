"""The hard rules of matching, each its own small object, checked on raw data."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from tandems.domain.match import RuleCode, Violation
from tandems.domain.person import Exclusion, ExclusionKind, ReportingEdge
from tandems.domain.programme import Participant


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at: who is above whom, and who is kept apart.

    ``above`` holds for each person everybody above at any distance, over every kind of edge.
    """

    above: Mapping[str, frozenset[str]]
    apart: Mapping[frozenset[str], ExclusionKind]

    @classmethod
    def of(cls, edges: Iterable[ReportingEdge], exclusions: Iterable[Exclusion]) -> "Facts":
        """Close the reporting edges over any distance; cycles in bad data do no harm."""
        superiors: dict[str, set[str]] = defaultdict(set)
        for edge in edges:
            superiors[edge.report_id].add(edge.superior_id)
        above = {person: _closure(person, superiors) for person in superiors}
        apart = {frozenset((e.first_id, e.second_id)): e.kind for e in exclusions}
        return cls(above, apart)

    def kept_apart(self, first: Participant, second: Participant) -> ExclusionKind | None:
        """Return why two people, or their organisations, are kept apart."""
        for pair in (
            frozenset((first.person_id, second.person_id)),
            frozenset((first.organisation_id, second.organisation_id)),
        ):
            if pair in self.apart:
                return self.apart[pair]
        return None


def _closure(person: str, superiors: Mapping[str, set[str]]) -> frozenset[str]:
    reached: set[str] = set()
    frontier = set(superiors[person])
    while frontier:
        reached |= frontier
        frontier = {higher for one in frontier for higher in superiors.get(one, ())} - reached
    return frozenset(reached)


class Rule(Protocol):
    """One hard rule over a pair."""

    @property
    def code(self) -> RuleCode:
        """Names the rule."""
        ...

    def broken(self, mentee: Participant, mentor: Participant, facts: Facts) -> bool:
        """Say whether the pair breaks the rule."""
        ...


class SamePerson:
    """Nobody mentors themselves."""

    code = RuleCode.SAME_PERSON

    def broken(self, mentee: Participant, mentor: Participant, facts: Facts) -> bool:
        """Say whether both are one person."""
        return mentee.person_id == mentor.person_id


class ReportingLine:
    """No pair in one reporting line: neither is above the other at any distance."""

    code = RuleCode.REPORTING_LINE

    def broken(self, mentee: Participant, mentor: Participant, facts: Facts) -> bool:
        """Say whether one is an ancestor of the other."""
        return mentor.person_id in facts.above.get(
            mentee.person_id, frozenset()
        ) or mentee.person_id in facts.above.get(mentor.person_id, frozenset())


@dataclass(frozen=True, slots=True)
class KeptApart:
    """No rivals, no blocked pairs, between people or organisations."""

    code: RuleCode
    kind: ExclusionKind

    def broken(self, mentee: Participant, mentor: Participant, facts: Facts) -> bool:
        """Say whether an exclusion of this kind keeps the two apart."""
        return facts.kept_apart(mentee, mentor) is self.kind


class CommonLanguage:
    """Both can hold a session in one language; an unnamed language is not assumed."""

    code = RuleCode.LANGUAGE

    def broken(self, mentee: Participant, mentor: Participant, facts: Facts) -> bool:
        """Say whether they share no language."""
        return not set(mentee.languages) & set(mentor.languages)


class HasCapacity:
    """Nobody is asked who has no room for a tandem."""

    code = RuleCode.CAPACITY

    def broken(self, mentee: Participant, mentor: Participant, facts: Facts) -> bool:
        """Say whether one of the two has capacity for none."""
        return min(mentee.enrolment.capacity, mentor.enrolment.capacity) < 1


class BothJoined:
    """Nobody without their own yes; only a trial leaves this rule out."""

    code = RuleCode.NOT_JOINED

    def broken(self, mentee: Participant, mentor: Participant, facts: Facts) -> bool:
        """Say whether one of the two has not joined."""
        return mentee.enrolment.joined_at is None or mentor.enrolment.joined_at is None


RULES: Final[tuple[Rule, ...]] = (
    SamePerson(),
    ReportingLine(),
    KeptApart(RuleCode.RIVAL, ExclusionKind.RIVAL),
    KeptApart(RuleCode.BLOCKED, ExclusionKind.BLOCKED),
    CommonLanguage(),
    HasCapacity(),
)


def rules_for(*, trial: bool) -> tuple[Rule, ...]:
    """Return the rules in force; a trial may hold people who have not joined."""
    return RULES if trial else (*RULES, BothJoined())


def broken_rules(
    mentee: Participant, mentor: Participant, facts: Facts, *, trial: bool = False
) -> tuple[RuleCode, ...]:
    """Return the codes of every rule the pair breaks; none for an allowed pair."""
    return tuple(rule.code for rule in rules_for(trial=trial) if rule.broken(mentee, mentor, facts))


def violations(
    pairs: Sequence[tuple[str, str]],
    participants: Iterable[Participant],
    facts: Facts,
    *,
    trial: bool,
) -> tuple[Violation, ...]:
    """Recompute from the raw data every rule that ``(mentee_id, mentor_id)`` pairs break.

    Capacity counts over all pairs, which no single pair can show.
    """
    people = {(p.person_id, p.enrolment.role.value): p for p in participants}
    held: Counter[str] = Counter()
    found: list[Violation] = []
    for mentee_id, mentor_id in pairs:
        mentee, mentor = people[mentee_id, "mentee"], people[mentor_id, "mentor"]
        codes = list(broken_rules(mentee, mentor, facts, trial=trial))
        for one in (mentee, mentor):
            held[one.enrolment.id] += 1
            if held[one.enrolment.id] > one.enrolment.capacity and RuleCode.CAPACITY not in codes:
                codes.append(RuleCode.CAPACITY)
        found += [Violation(mentee_id, mentor_id, code) for code in codes]
    return tuple(found)
