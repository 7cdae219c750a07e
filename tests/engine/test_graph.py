import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.engine import graph, kernels

links = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30)


@settings(deadline=None)
@given(links)
def test_compiled_and_interpreted_order_are_the_same(pairs: list[tuple[int, int]]) -> None:
    predecessor, successor = [i for i, _ in pairs], [j for _, j in pairs]
    expected = graph.topological_order(10, predecessor, successor)
    assert graph.ordered(10, np.array(predecessor, np.int64), np.array(successor, np.int64)).tolist() == expected


@given(links)
def test_every_link_within_the_order_runs_forward(pairs: list[tuple[int, int]]) -> None:
    order = graph.topological_order(10, [i for i, _ in pairs], [j for _, j in pairs])
    at = {node: place for place, node in enumerate(order)}
    assert all(i in at and at[i] < at[j] for i, j in pairs if j in at)


@settings(deadline=None)
@given(st.lists(st.integers(0, 9), max_size=30))
def test_groups_are_those_of_a_stable_sort(keys: list[int]) -> None:
    columns = np.array(keys, np.int64)
    first, expected = graph.grouped(columns, 10)
    found = np.empty(len(keys), np.int64)
    kernels.compiled(graph.fill_groups)(columns, first.copy(), found)
    assert found.tolist() == expected.tolist()
