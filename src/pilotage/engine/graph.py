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
    """One cycle per strongly connected knot, each in link order, its smallest node first."""
    after: list[list[int]] = [[] for _ in range(size)]
    for i, j in zip(predecessor, successor, strict=True):
        after[i].append(j)
    settled = [False] * size
    for i in _never_in_a_cycle(size, predecessor, successor):
        settled[i] = True
    found = []
    for root in range(size):
        if not settled[root]:
            cycle = _walk_to_cycle(root, after, settled)
            if cycle:
                at = cycle.index(min(cycle))
                found.append(cycle[at:] + cycle[:at])
    return found


def _never_in_a_cycle(size: int, predecessor: Sequence[int], successor: Sequence[int]) -> list[int]:
    """Nodes before all cycles and nodes behind all cycles: peeled off from both ends."""
    return topological_order(size, predecessor, successor) + topological_order(size, successor, predecessor)


def _walk_to_cycle(root: int, after: list[list[int]], settled: list[bool]) -> list[int]:
    """Depth-first from ``root``; the first cycle met, with everything visited settled so that it is told once."""
    place = {root: 0}
    path, ways = [root], [iter(after[root])]
    cycle: list[int] = []
    while path:
        step = next(ways[-1], None)
        if step is None:
            settled[path[-1]] = True
            place.pop(path.pop())
            ways.pop()
        elif step in place and not cycle:
            cycle = path[place[step] :]
        elif not settled[step] and step not in place:
            place[step] = len(path)
            path.append(step)
            ways.append(iter(after[step]))
    return cycle
