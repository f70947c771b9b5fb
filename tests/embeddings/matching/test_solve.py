"""The choice over any graph: capacities kept, and each objective does what it says."""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.matching.candidates import listed
from embeddings.matching.rankings import Wanted
from embeddings.matching.solve import Graph, solve
from tandems.domain.match import Objective
from tests.embeddings.matching.people import mentee, mentor

PEOPLE = ([mentee(name) for name in "abcd"], [mentor(name) for name in "wxyz"])
UNRANKED = Wanted(*PEOPLE, {})
Choice = frozenset[int]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    places = st.tuples(st.integers(0, 3), st.integers(0, 3))
    pairs = listed(draw(st.lists(places, min_size=1, max_size=9, unique=True)))
    size = len(pairs)
    tenths = draw(st.lists(st.integers(1, 60), min_size=size, max_size=size))
    rooms = [
        np.array(draw(st.lists(st.integers(0, 2), min_size=4, max_size=4)), dtype=np.int32)
        for _ in range(2)
    ]
    return Graph(pairs, np.array(tenths, dtype=np.int32), (rooms[0], rooms[1]), UNRANKED)


def chosen(graph: Graph, objective: Objective) -> Choice:
    return frozenset(np.flatnonzero(solve(graph, objective)).tolist())


def fits(graph: Graph, choice: Choice) -> bool:
    sides = (graph.pairs.left, graph.pairs.right)
    at = sorted(choice)
    return all(
        (np.bincount(side[at], minlength=4) <= room).all()
        for side, room in zip(sides, graph.rooms, strict=True)
    )


def every_choice(graph: Graph) -> list[Choice]:
    """All choices within capacity of as many pairs as possible."""
    places = range(len(graph.pairs))
    for size in range(len(graph.pairs), -1, -1):
        found = [frozenset(c) for c in combinations(places, size) if fits(graph, frozenset(c))]
        if found:
            return found
    return []


def total(graph: Graph, choice: Choice) -> int:
    return int(graph.tenths[sorted(choice)].sum())


def worst(graph: Graph, choice: Choice) -> int:
    return int(graph.tenths[sorted(choice)].min(initial=10_000))


@settings(deadline=None, max_examples=60)
@given(graphs())
def test_best_total_is_the_best_of_all_largest_choices(graph: Graph) -> None:
    choice = chosen(graph, Objective.BEST_TOTAL)
    options = every_choice(graph)
    assert choice in options
    assert total(graph, choice) == max(total(graph, one) for one in options)


@settings(deadline=None, max_examples=60)
@given(graphs())
def test_fairest_serves_the_worst_served_as_well_as_possible_and_then_all(graph: Graph) -> None:
    choice = chosen(graph, Objective.FAIREST)
    options = every_choice(graph)
    best = max(worst(graph, one) for one in options)
    assert choice in options
    assert worst(graph, choice) == best
    fair = [one for one in options if worst(graph, one) == best]
    assert total(graph, choice) == max(total(graph, one) for one in fair)


@settings(deadline=None, max_examples=60)
@given(graphs(), st.permutations("wxyz"), st.permutations("abcd"))
def test_stable_leaves_no_two_who_would_rather_have_each_other(
    graph: Graph, liked: list[str], liked_back: list[str]
) -> None:
    wanted = Wanted(*PEOPLE, {"a": tuple(liked[:2]), "w": tuple(liked_back[:3])})
    graph = Graph(graph.pairs, graph.tenths, graph.rooms, wanted)
    choice = chosen(graph, Objective.STABLE)
    assert fits(graph, choice)
    ranks = wanted.places(graph.pairs)
    sides = (graph.pairs.left, graph.pairs.right)
    likes = [
        [
            (ranks[n, side], -graph.tenths[n], int(sides[1 - side][n]))
            for n in range(len(graph.pairs))
        ]
        for side in (0, 1)
    ]
    for pair in set(range(len(graph.pairs))) - choice:
        rather = []
        for side in (0, 1):
            person = sides[side][pair]
            held = [n for n in choice if sides[side][n] == person]
            room = graph.rooms[side][person]
            has_place = len(held) < room
            better = room > 0 and any(likes[side][pair] < likes[side][n] for n in held)
            rather.append(has_place or better)
        assert not all(rather)


@settings(deadline=None, max_examples=30)
@given(graphs(), st.sampled_from(list(Objective)))
def test_the_same_graph_gives_the_same_choice(graph: Graph, objective: Objective) -> None:
    assert chosen(graph, objective) == chosen(graph, objective)


def test_no_pairs_give_no_choice() -> None:
    none = np.zeros(0, dtype=np.int32)
    graph = Graph(listed([]), none, (none, none), Wanted((), (), {}))
    for objective in Objective:
        assert len(solve(graph, objective)) == 0
