"""Who is paired with whom: best total, fairest or stable, over a graph of allowed pairs."""

import heapq
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embeddings.matching.cover import Bools
from embeddings.matching.rankings import Wanted
from embeddings.matching.similarity import Pairs
from embeddings.matching.texts import Ints
from tandems.domain.match import Objective


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """Allowed pairs with their scores, and how many partners each person can have.

    ``tenths`` is int32 [pairs], 0 to 1,000; ``rooms`` int32 [mentees] and [mentors].
    """

    pairs: Pairs
    tenths: Ints
    rooms: tuple[Ints, Ints]
    wanted: Wanted


def solve(graph: Graph, objective: Objective) -> Bools:
    """Return bool [pairs]: which pairs are chosen; the same graph gives the same choice."""
    if not len(graph.pairs):
        return np.zeros(0, dtype=np.bool_)
    if objective is Objective.STABLE:
        return stable(graph)
    if objective is Objective.FAIREST:
        return fairest(graph)
    return best_total(graph)


def best_total(graph: Graph) -> Bools:
    """Choose as many pairs as possible, then the greatest sum of scores, by min-cost flow."""
    from ortools.graph.python import min_cost_flow

    flow = min_cost_flow.SimpleMinCostFlow()
    net = _Net.of(graph)
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        net.tails, net.heads, net.rooms, np.concatenate([-graph.tenths, net.free]).astype(np.int64)
    )
    total = int(min(graph.rooms[0].sum(), graph.rooms[1].sum()))
    flow.set_node_supply(net.source, total)
    flow.set_node_supply(net.sink, -total)
    flow.solve_max_flow_with_min_cost()
    return np.asarray(flow.flows(arcs[: len(graph.pairs)]) > 0, dtype=np.bool_)


def fairest(graph: Graph) -> Bools:
    """Choose as many pairs as possible, the worst as good as can be, then the greatest sum."""
    levels = np.unique(graph.tenths)
    most = _most_pairs(graph, graph.tenths >= levels[0])
    low, high = 0, len(levels) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if _most_pairs(graph, graph.tenths >= levels[middle]) == most:
            low = middle
        else:
            high = middle - 1
    kept = np.flatnonzero(graph.tenths >= levels[low])
    chosen = np.zeros(len(graph.pairs), dtype=np.bool_)
    chosen[kept] = best_total(_part(graph, kept))
    return chosen


def _most_pairs(graph: Graph, kept: Bools) -> int:
    from ortools.graph.python import max_flow

    part = _part(graph, np.flatnonzero(kept))
    net = _Net.of(part)
    flow = max_flow.SimpleMaxFlow()
    flow.add_arcs_with_capacity(net.tails, net.heads, net.rooms)
    flow.solve(net.source, net.sink)
    return int(flow.optimal_flow())


def _part(graph: Graph, kept: NDArray[np.intp]) -> Graph:
    pairs = Pairs(graph.pairs.left[kept], graph.pairs.right[kept])
    return Graph(pairs, graph.tenths[kept], graph.rooms, graph.wanted)


@dataclass(frozen=True, slots=True, eq=False)
class _Net:
    """The arcs of the flow: the pairs first, then source to mentees, then mentors to sink."""

    tails: Ints
    heads: Ints
    rooms: NDArray[np.int64]
    free: Ints
    source: int
    sink: int

    @classmethod
    def of(cls, graph: Graph) -> "_Net":
        left, right = (len(rooms) for rooms in graph.rooms)
        source, sink = left + right, left + right + 1
        mentees = np.arange(left, dtype=np.int32)
        mentors = np.arange(left, left + right, dtype=np.int32)
        ones = np.ones(len(graph.pairs), dtype=np.int64)
        return cls(
            tails=_joined(graph.pairs.left, np.full(left, source), mentors),
            heads=_joined(graph.pairs.right + left, mentees, np.full(right, sink)),
            rooms=np.concatenate([ones, *graph.rooms]).astype(np.int64),
            free=np.zeros(left + right, dtype=np.int32),
            source=source,
            sink=sink,
        )


def _joined(*parts: NDArray[np.signedinteger]) -> Ints:
    return np.concatenate(parts).astype(np.int32)


def stable(graph: Graph) -> Bools:
    """Let mentees ask in their order of liking; mentors keep whom they like best.

    Liking is one's own ranking, then the score, then the fixed order of people. Afterwards no
    two of the graph would both rather have each other than somebody they got or an empty place.
    Source: deferred acceptance, Gale & Shapley 1962, with several places on both sides.
    """
    asking, answering = _likings(graph)
    order = np.lexsort((asking, graph.pairs.left))
    starts = np.searchsorted(graph.pairs.left[order], np.arange(len(graph.rooms[0]) + 1))
    following = starts[:-1].copy()
    chosen = np.zeros(len(graph.pairs), dtype=np.bool_)
    kept: list[list[tuple[int, int]]] = [[] for _ in graph.rooms[1]]
    turns = np.repeat(np.arange(len(graph.rooms[0])), graph.rooms[0])[::-1].tolist()
    while turns:
        mentee = turns.pop()
        if following[mentee] == starts[mentee + 1]:
            continue
        pair = int(order[following[mentee]])
        following[mentee] += 1
        mentor = int(graph.pairs.right[pair])
        chosen[pair] = True
        heapq.heappush(kept[mentor], (-int(answering[pair]), pair))
        if len(kept[mentor]) > graph.rooms[1][mentor]:
            _, refused = heapq.heappop(kept[mentor])
            chosen[refused] = False
            turns.append(int(graph.pairs.left[refused]))
    return chosen


def _likings(graph: Graph) -> tuple[Ints, Ints]:
    """Return int32 [pairs] twice: the place of each pair in the mentee's and the mentor's order.

    Places are of all pairs together; only those of one person are ever compared.
    """
    wanted = graph.wanted.places(graph.pairs).T
    found: list[Ints] = []
    for own, other in zip(wanted, (graph.pairs.right, graph.pairs.left), strict=True):
        order = np.lexsort((other, -graph.tenths, own))
        places = np.empty(len(order), dtype=np.int32)
        places[order] = np.arange(len(order), dtype=np.int32)
        found.append(places)
    return found[0], found[1]
