"""Finishes that no schedule of a packed project can beat."""

import numpy as np
from numpy.typing import NDArray

from pilotage.engine.leveling.slots.packed import FIELD, LARGEST, PER_WORD, Project
from pilotage.engine.leveling.slots.packing import Both


def finish_bound(both: Both) -> int:
    """The largest of: the longest path, and for each resource its work behind the least head and before the least
    tail of the activities that need it.
    """
    ahead = both.ahead
    head = heads(ahead)
    tail = heads(both.back)[::-1]
    bound = int((head + ahead.duration + tail).max(initial=0))
    for need, capacity in resources(ahead):
        users = (need > 0) & (ahead.duration > 0)
        if users.any():
            work = int((need * ahead.duration).sum())
            bound = max(bound, int(head[users].min() + tail[users].min()) + -(-work // capacity))
    return bound


def heads(project: Project) -> NDArray[np.int64]:
    """Earliest starts where resources are no matter."""
    start = np.zeros(len(project.duration), np.int64)
    for j in range(len(start)):
        before = project.into[project.first_in[j] : project.first_in[j + 1]]
        if len(before):
            start[j] = (start[before] + project.duration[before]).max()
    return start


def resources(project: Project) -> list[tuple[NDArray[np.int64], int]]:
    """Needs and capacity of each resource, unpacked."""
    needs = project.need.reshape(-1, project.words)
    found = []
    for word in range(project.words):
        for place in range(PER_WORD):
            capacity = int(project.capacity[word] >> (FIELD * place)) & LARGEST
            found.append(((needs[:, word] >> (FIELD * place)) & LARGEST, capacity))
    return [(need, capacity) for need, capacity in found if capacity]
