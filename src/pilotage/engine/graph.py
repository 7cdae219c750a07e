"""Order and cycles of a directed graph given as link columns."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def grouped(keys: Ints, size: int) -> tuple[Ints, Ints]:
    """Links by key: ``(first, links)`` such that ``links[first[k]:first[k + 1]]`` are those whose key is ``k``, in
    order.
    """
    first = np.zeros(size + 1, np.int64)
    np.cumsum(np.bincount(keys, minlength=size), out=first[1:])
    return first, np.argsort(keys, kind="stable")


def topological_order(size: int, predecessor: Sequence[int], successor: Sequence[int]) -> list[int]:
    """Nodes so that every link runs forward (Kahn 1962); nodes on or behind a cycle are left out."""
    after: list[list[int]] = [[] for _ in range(size)]
    waiting = [0] * size
    for i, j in zip(predecessor, successor, strict=True):
        after[i].append(j)
        waiting[j] += 1
    order = [j for j in range(size) if not waiting[j]]
    for i in order:  # grows while it is read
        for j in after[i]:
            waiting[j] -= 1
            if not waiting[j]:
                order.append(j)
    return order


def cycles(size: int, predecessor: Sequence[int], successor: Sequence[int]) -> list[list[int]]:
    """For each knot of nodes that lie on cycles together, a shortest cycle through its smallest node, in link order."""
    peeled = topological_order(size, predecessor, successor), topological_order(size, successor, predecessor)
    left = set(range(size)).difference(*peeled)
    after: dict[int, list[int]] = {node: [] for node in left}
    before: dict[int, list[int]] = {node: [] for node in left}
    for i, j in zip(predecessor, successor, strict=True):
        if i in left and j in left:
            after[i].append(j)
            before[j].append(i)
    found = []
    while left:
        root = min(left)
        knot = _reached(root, after, left) & _reached(root, before, left)
        if len(knot) > 1 or root in after[root]:
            found.append(_shortest_cycle(root, after, knot))
        left -= knot
    return found


def _reached(root: int, after: dict[int, list[int]], within: set[int]) -> set[int]:
    reached, waiting = {root}, [root]
    while waiting:
        fresh = [node for node in after[waiting.pop()] if node in within and node not in reached]
        reached.update(fresh)
        waiting.extend(fresh)
    return reached


def _shortest_cycle(root: int, after: dict[int, list[int]], knot: set[int]) -> list[int]:
    """Breadth-first from ``root`` back to it."""
    came: dict[int, int] = {}
    waiting = [root]
    for node in waiting:  # grows while it is read
        for step in after[node]:
            if step == root:
                cycle = [node]
                while cycle[-1] != root:
                    cycle.append(came[cycle[-1]])
                return cycle[::-1]
            if step in knot and step not in came:
                came[step] = node
                waiting.append(step)
    return []
