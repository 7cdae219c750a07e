"""Order and cycles of a directed graph given as link columns."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pilotage.engine import kernels

Ints = NDArray[np.int64]


def grouped(keys: Ints, size: int) -> tuple[Ints, Ints]:
    """Links by key: ``(first, links)`` such that ``links[first[k]:first[k + 1]]`` are those whose key is ``k``, in
    order.
    """
    first = np.zeros(size + 1, np.int64)
    np.cumsum(np.bincount(keys, minlength=size), out=first[1:])
    if not kernels.worth_compiling(len(keys)):
        return first, np.argsort(keys, kind="stable")
    links, free = np.empty(len(keys), np.int64), first.copy()
    kernels.compiled(fill_groups)(keys, free, links)
    return first, links


def fill_groups(keys: Any, free: Any, links: Any) -> None:
    """Kernel: each link into the next free place of its key."""
    for e in range(len(keys)):
        links[free[keys[e]]] = e
        free[keys[e]] += 1


def topological_order(size: int, predecessor: Sequence[int], successor: Sequence[int]) -> list[int]:
    """Nodes so that every link runs forward (Kahn 1962); nodes on or behind a cycle are left out."""
    if kernels.worth_compiling(size):
        found: list[int] = ordered(size, np.asarray(predecessor, np.int64), np.asarray(successor, np.int64)).tolist()
        return found
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


def ordered(size: int, predecessor: Ints, successor: Ints) -> Ints:
    """`topological_order` of a large network."""
    first, links = grouped(predecessor, size)
    waiting = np.bincount(successor, minlength=size)
    order = np.empty(size, np.int64)
    count = kernels.compiled(fill_order)(first, successor[links], waiting, order)
    return order[:count]


def fill_order(first: Any, target: Any, waiting: Any, order: Any) -> int:
    """Kernel: nodes into ``order`` as soon as nothing is left in ``waiting`` for them; returns how many."""
    count = 0
    for j in range(len(waiting)):
        if waiting[j] == 0:
            order[count] = j
            count += 1
    at = 0
    while at < count:
        for x in range(first[order[at]], first[order[at] + 1]):
            waiting[target[x]] -= 1
            if waiting[target[x]] == 0:
                order[count] = target[x]
                count += 1
        at += 1
    return count


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
