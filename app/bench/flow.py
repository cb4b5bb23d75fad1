"""Google's OR-Tools as a peer: the minimum cost flow of the same batch. Only the bench and the tests know it."""

from collections.abc import Callable

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from matching.assignment.network import Network
from matching.assignment.types import IntArray


def prepared(network: Network, weight: IntArray) -> Callable[[], int]:
    """A question to the solver: the largest total weight. The graph is built already.

    People stand first, then options, the source and the sink; an arc from each person to the sink is being unplaced.
    """
    people, options = network.people, len(network.capacity)
    source, sink = people + options, people + options + 1
    everyone, places = np.arange(people), people + np.arange(options)
    tails = (np.full(people, source), network.person, everyone, places)
    heads = (everyone, people + network.option, np.full(people, sink), np.full(options, sink))
    room = (*(np.ones(len(part), dtype=np.int64) for part in tails[:3]), network.capacity)
    cost = (np.zeros(people, dtype=np.int64), -weight, np.zeros(people + options, dtype=np.int64))
    flow = SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(*(np.concatenate(part) for part in (tails, heads, room, cost)))
    flow.set_nodes_supplies(np.array([source, sink]), np.array([people, -people]))

    def ask() -> int:
        if flow.solve() != flow.OPTIMAL:
            raise RuntimeError("The flow was not solved.")
        return -int(flow.optimal_cost())

    return ask
