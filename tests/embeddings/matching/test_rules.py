"""No pair in one reporting line, no rivals, nobody without their yes: on raw data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.matching.rules import Facts, broken_rules, violations
from tandems.domain.match import RuleCode
from tandems.domain.person import EdgeKind, Exclusion, ExclusionKind, ReportingEdge
from tandems.domain.vocabulary import Role
from tests.embeddings.matching.people import mentee, mentor, person

NOBODY = Facts.of((), ())


def edge(superior: str, report: str, kind: EdgeKind = EdgeKind.LINE) -> ReportingEdge:
    return ReportingEdge(superior, report, kind)


@pytest.mark.parametrize("kind", list(EdgeKind))
@pytest.mark.parametrize(("up", "down"), [("ann", "ben"), ("ben", "ann")])
def test_any_kind_of_line_bars_a_pair_in_both_directions(
    kind: EdgeKind, up: str, down: str
) -> None:
    facts = Facts.of([edge(up, down, kind)], ())
    assert broken_rules(mentee("ann"), mentor("ben"), facts) == (RuleCode.REPORTING_LINE,)


def test_a_line_is_followed_over_mixed_kinds_and_any_distance() -> None:
    chain = [
        edge("boss", "head"),
        edge("head", "lead", EdgeKind.DOTTED),
        edge("lead", "ann", EdgeKind.PROJECT),
    ]
    facts = Facts.of(chain, ())
    assert RuleCode.REPORTING_LINE in broken_rules(mentee("boss"), mentor("ann"), facts)
    assert broken_rules(mentee("boss"), mentor("zoe"), facts) == ()


def test_colleagues_under_one_superior_may_be_a_pair() -> None:
    facts = Facts.of([edge("boss", "ann"), edge("boss", "ben")], ())
    assert broken_rules(mentee("ann"), mentor("ben"), facts) == ()


@given(st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), max_size=20))
def test_cycles_in_bad_data_end_and_bar_both_ways(links: list[tuple[str, str]]) -> None:
    facts = Facts.of([edge(up, down) for up, down in links], ())
    reach = {(up, down) for up, down in links}
    for middle in "abcdefg":
        reach |= {(a, d) for a, m in reach for n, d in reach if m == n == middle}
    for first in "abcdefg":
        for second in "abcdefg":
            expected = (first, second) in reach or (second, first) in reach
            found = broken_rules(mentee(first), mentor(second), facts)
            assert (RuleCode.REPORTING_LINE in found) == expected


@pytest.mark.parametrize(
    ("kind", "code"),
    [(ExclusionKind.RIVAL, RuleCode.RIVAL), (ExclusionKind.BLOCKED, RuleCode.BLOCKED)],
)
def test_exclusions_hold_in_either_order(kind: ExclusionKind, code: RuleCode) -> None:
    for pair in (("ann", "ben"), ("ben", "ann")):
        facts = Facts.of((), [Exclusion(*pair, kind)])
        assert broken_rules(mentee("ann"), mentor("ben"), facts) == (code,)


def test_no_common_language_and_no_language_at_all_bar_a_pair() -> None:
    german = person("ann", Role.MENTEE, languages=("de",))
    english = person("ben", Role.MENTOR, languages=("en",))
    unnamed = person("cem", Role.MENTOR, languages=())
    assert broken_rules(german, english, NOBODY) == (RuleCode.LANGUAGE,)
    assert broken_rules(german, unnamed, NOBODY) == (RuleCode.LANGUAGE,)


def test_only_a_trial_takes_people_who_have_not_joined() -> None:
    invited = person("ben", Role.MENTOR, joined=False)
    assert broken_rules(mentee("ann"), invited, NOBODY) == (RuleCode.NOT_JOINED,)
    assert broken_rules(mentee("ann"), invited, NOBODY, trial=True) == ()


def test_nobody_mentors_themselves() -> None:
    assert RuleCode.SAME_PERSON in broken_rules(mentee("ann"), mentor("ann"), NOBODY)


def test_violations_count_capacity_over_all_pairs() -> None:
    people = [mentee("ann"), mentee("cem"), mentor("ben", capacity=1)]
    found = violations([("ann", "ben"), ("cem", "ben")], people, NOBODY, trial=False)
    assert [(one.mentee_id, one.rule) for one in found] == [("cem", RuleCode.CAPACITY)]
