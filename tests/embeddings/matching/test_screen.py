"""The screen over many pairs bars exactly what the rules bar one by one."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.matching.candidates import all_pairs
from embeddings.matching.cohort import Cohort
from embeddings.matching.rules import Facts, broken_rules
from embeddings.matching.screen import Screen
from tandems.domain.person import EdgeKind, Exclusion, ExclusionKind, ReportingEdge
from tandems.domain.programme import Participant
from tandems.domain.vocabulary import Role
from tests.embeddings.matching.people import person

NAMES = st.sampled_from("abcde")
ORGANISATIONS = st.sampled_from(["north", "south"])
TWO = st.one_of(st.tuples(NAMES, NAMES), st.tuples(ORGANISATIONS, ORGANISATIONS))


@st.composite
def people(draw: st.DrawFn) -> list[Participant]:
    found = []
    for role in (Role.MENTEE, Role.MENTOR):
        for name in draw(st.lists(NAMES, max_size=4, unique=True)):
            one = person(
                name,
                role,
                capacity=draw(st.integers(0, 1)),
                languages=tuple(draw(st.lists(st.sampled_from(["de", "en"]), unique=True))),
                joined=draw(st.booleans()),
            )
            found.append(replace(one, organisation_id=draw(ORGANISATIONS)))
    return found


@settings(deadline=None, max_examples=200)
@given(
    people(),
    st.lists(st.tuples(NAMES, NAMES), max_size=4),
    st.lists(st.tuples(TWO, st.sampled_from(list(ExclusionKind))), max_size=3),
    st.booleans(),
)
def test_the_screen_and_the_rules_agree(
    everybody: list[Participant],
    lines: list[tuple[str, str]],
    apart: list[tuple[tuple[str, str], ExclusionKind]],
    trial: bool,
) -> None:
    facts = Facts.of(
        [ReportingEdge(up, down, EdgeKind.DOTTED) for up, down in lines],
        [Exclusion(*two, kind) for two, kind in apart],
    )
    cohort = Cohort.of(everybody)
    pairs = all_pairs(len(cohort.mentees), len(cohort.mentors))
    expected = [
        bool(broken_rules(cohort.mentees[left], cohort.mentors[right], facts, trial=trial))
        for left, right in zip(pairs.left, pairs.right, strict=True)
    ]
    assert Screen(cohort, facts, trial=trial).barred(pairs).tolist() == expected
