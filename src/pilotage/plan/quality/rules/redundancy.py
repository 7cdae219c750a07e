"""Links that other links imply.

A link i → j of kind FS, SS or FF without lag (or with a lead) is implied by a chain of FS links without lead from i to
j over work that is not begun: each starts after the finish of the one before, on whatever calendar, so ``start j >=
finish i``, which is what FS asks, and more than SS and FF do. For FS the chain has two links at least; for SS and FF
the FS link of the same pair is enough. Aho, Garey and Ullman 1972 call what remains the transitive reduction.
"""

import numpy as np

from pilotage.engine import network as columns
from pilotage.engine.graph import grouped
from pilotage.plan.quality.grounds import Grounds
from pilotage.plan.quality.model import Rows

_BLOCK = 4096
"""Successors that are looked for at once: a bit each."""


def redundant_links(g: Grounds) -> Rows:
    """Rows of ``g.links`` that others imply."""
    links = g.links
    fresh = g.leaf & (g.state == columns.WAITING)
    chain = (links.kind == columns.FS) & (links.lag >= 0) & fresh[links.predecessor] & fresh[links.successor]
    asked = (links.kind != columns.SF) & (links.lag <= 0) & fresh[links.predecessor] & fresh[links.successor]
    steps = np.flatnonzero(chain)
    if not len(steps):
        return np.zeros(0, np.int64)
    place = _places(g, fresh)
    after = _successors(place[links.predecessor[steps]], place[links.successor[steps]], int(fresh.sum()))
    wanted = np.flatnonzero(asked)
    before, target = place[links.predecessor[wanted]], place[links.successor[wanted]]
    plain = links.kind[wanted] == columns.FS
    found = []
    for low in range(0, len(after), _BLOCK):
        inside = np.flatnonzero((target >= low) & (target < low + _BLOCK))
        if len(inside):
            reached, beyond = _reached(after, low)
            asking = zip(*(each[inside].tolist() for each in (wanted, before, target, plain)), strict=True)
            found += [at for at, a, b, fs in asking if (beyond if fs else reached)[a] >> (b - low) & 1]
    return np.array(sorted(found), np.int64)


def _places(g: Grounds, fresh: Rows) -> Rows:
    """Place of each fresh row in the topological order of fresh rows, -1 for the others."""
    order = np.asarray(g.schedule.logic.order, np.int64)
    order = order[order < len(fresh)]
    order = order[fresh[order]]
    place = np.full(len(fresh), -1, np.int64)
    place[order] = np.arange(len(order))
    return place


def _successors(before: Rows, after: Rows, size: int) -> list[list[int]]:
    first, order = grouped(before, size)
    targets = after[order].tolist()
    bounds = first.tolist()
    return [targets[bounds[at] : bounds[at + 1]] for at in range(size)]


def _reached(after: list[list[int]], low: int) -> tuple[list[int], list[int]]:
    """For each place the bits of the places from ``low`` on, one block of them, that its chains lead to; and those of
    its chains of two links and more alone.
    """
    reached, beyond = [0] * len(after), [0] * len(after)
    high = min(len(after), low + _BLOCK)
    for place in range(high - 1, -1, -1):
        near = far = 0
        for step in after[place]:
            if step < high:
                far |= reached[step]
                if step >= low:
                    near |= 1 << (step - low)
        beyond[place] = far
        reached[place] = far | near
    return reached, beyond
