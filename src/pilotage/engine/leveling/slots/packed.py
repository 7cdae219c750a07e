"""The resource-constrained project on whole slots of time, and schedules of it: kernels that fill columns.

An activity takes ``need`` of each resource in every slot of its run, and starts when its predecessors have finished.
Amounts of four resources share one 64-bit word, 14 bits and a guard bit each: with all guards set in what is free,
one subtraction takes all four needs, and a guard that is gone tells that something is missing (Lamport 1975, multiple
byte processing).

Serial generation (Kelley 1963): activities in a given order, each as early as its predecessors and the resources
allow. Run on the project turned round in time it places everything as late as possible; both in turn are double
justification (Valls, Ballestin and Quintanilla 2005). Each function is a kernel.
"""

from typing import Any, NamedTuple

FIELD = 15
"""Bits of one resource in a word, the guard among them."""

PER_WORD = 4
GUARDS = sum(1 << (FIELD * place + FIELD - 1) for place in range(PER_WORD))
LARGEST = (1 << (FIELD - 1)) - 1
"""The largest capacity that a field holds."""


class Project(NamedTuple):
    """Columns over activities (arrays; lists when run interpreted), which are numbered in an order of the logic.

    ``need[j * words + k]`` is word ``k`` of activity ``j``'s needs, ``capacity[k]`` that of what there is, guards set.
    Predecessors of ``j`` are ``into[first_in[j]:first_in[j + 1]]``; ``horizon`` slots always suffice.
    """

    horizon: int
    words: int
    duration: Any
    need: Any
    capacity: Any
    first_in: Any
    into: Any


def place_all(project: Project, order: Any, free: Any, used: int, start: Any) -> int:
    """Schedule activities in ``order`` into ``start``; returns the finish of the last one.

    ``free`` is working space of ``horizon * words``, of which the first ``used`` slots may be dirty.
    """
    words = project.words
    duration = project.duration
    first_in = project.first_in
    into = project.into
    clear(project, free, used)
    latest = 0
    for j in order:
        at = 0
        for x in range(first_in[j], first_in[j + 1]):
            i = into[x]
            done = start[i] + duration[i]
            if done > at:
                at = done
        length = duration[j]
        if words == 1:
            at = fit_one(project.need[j], free, at, length)
        elif words > 1:
            at = fit_many(project, j, free, at)
        start[j] = at
        if at + length > latest:
            latest = at + length
    return latest


def clear(project: Project, free: Any, used: int) -> None:
    """Give the first ``used`` slots their whole capacity."""
    words = project.words
    for k in range(words):
        whole = project.capacity[k]
        for t in range(used):
            free[t * words + k] = whole


def fit_one(need: int, free: Any, at: int, length: int) -> int:
    """Take ``need`` in ``length`` slots from the first place at or after ``at`` where it is free; one word a slot."""
    if need == 0:
        return at
    t = at
    end = at + length
    while t < end:
        if (free[t] - need) & GUARDS == GUARDS:
            t += 1
        else:
            t += 1
            end = t + length
    for t in range(end - length, end):
        free[t] -= need
    return end - length


def fit_many(project: Project, j: int, free: Any, at: int) -> int:
    """As `fit_one`, for several words a slot."""
    words = project.words
    length: int = project.duration[j]
    t = at
    end = at + length
    while t < end:
        fits = True
        for k in range(words):
            if (free[t * words + k] - project.need[j * words + k]) & GUARDS != GUARDS:
                fits = False
        t += 1
        if not fits:
            end = t + length
    for t in range(end - length, end):
        for k in range(words):
            free[t * words + k] -= project.need[j * words + k]
    return end - length
