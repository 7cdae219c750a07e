"""The cheapest cut of a network whose arcs have a price for being cut forward and a refund for being cut backward.

A cut puts every vertex on the side of the source or of the sink. It pays ``upper`` for each arc that leads from the
source's side to the sink's and gets ``lower`` back for each arc that leads the other way. This is the step of the
time-cost trade-off (Fulkerson 1961; Phillips and Dessouky 1977): the arcs are the critical activities, cutting one
forward shortens it, cutting one backward gives back what was shortened before.

Lower bounds are moved to arcs from the source and to the sink as usual; what is left is a maximum flow, found by
blocking flows (Dinic 1970). Prices are whole numbers, so the answer is exact.
"""

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

ENDLESS = 1 << 60
"""The price of what cannot be cut; no sum of finite prices may reach it."""

Arc = tuple[int, int, int, int]
"""(tail, head, lower, upper) with ``lower <= upper``; a lower of ``-ENDLESS`` forbids cutting it backward."""


class Cut(NamedTuple):
    """``price`` of the cut and the vertices on the source's side; of several cheapest cuts the nearest to it."""

    price: int
    side: frozenset[int]


def cheapest_cut(size: int, arcs: Sequence[Arc], source: int, sink: int) -> Cut | None:
    """The cheapest cut between ``source`` and ``sink`` of vertices ``0..size - 1``; None where every cut is endless."""
    flow = _Flow(size)
    refunds = 0
    for tail, head, lower, upper in arcs:
        if lower == -ENDLESS:
            flow.arc(tail, head, upper, ENDLESS)
        elif lower == 0:
            flow.arc(tail, head, upper, 0)
        else:  # -lower if cut backward = lower * [tail at source] - lower * [head at source], plus a dearer forward arc
            flow.arc(tail, head, upper if upper == ENDLESS else upper - lower, 0)
            flow.arc(tail, sink, lower, 0)
            flow.arc(source, head, lower, 0)
            refunds += lower
    price = flow.fill(source, sink)
    if price >= ENDLESS:
        return None
    return Cut(price - refunds, frozenset(flow.reached(source)))


class _Flow:
    """A residual network: arc ``2 k`` and its reverse ``2 k + 1``."""

    def __init__(self, size: int) -> None:
        self.out: list[list[int]] = [[] for _ in range(size)]
        self.head: list[int] = []
        self.room: list[int] = []

    def arc(self, tail: int, head: int, room: int, back: int) -> None:
        for a, b, amount in ((tail, head, room), (head, tail, back)):
            self.out[a].append(len(self.head))
            self.head.append(b)
            self.room.append(amount)

    def fill(self, source: int, sink: int) -> int:
        """The maximum flow, or `ENDLESS` as soon as it is known to be endless."""
        total = 0
        while total < ENDLESS:
            level = self._levels(source)
            if level[sink] < 0:
                return total
            total += self._block(source, sink, level)
        return ENDLESS

    def reached(self, source: int) -> list[int]:
        """Vertices that could still receive flow."""
        return [vertex for vertex, level in enumerate(self._levels(source)) if level >= 0]

    def _levels(self, source: int) -> list[int]:
        level = [-1] * len(self.out)
        level[source] = 0
        waiting = deque([source])
        while waiting:
            vertex = waiting.popleft()
            for arc in self.out[vertex]:
                if self.room[arc] > 0 and level[self.head[arc]] < 0:
                    level[self.head[arc]] = level[vertex] + 1
                    waiting.append(self.head[arc])
        return level

    def _block(self, source: int, sink: int, level: list[int]) -> int:
        """A blocking flow along rising levels, path by path."""
        following = [0] * len(self.out)
        path: list[int] = []
        total, vertex = 0, source
        while True:
            if vertex == sink:
                pushed = min(self.room[arc] for arc in path)
                total += pushed
                if total >= ENDLESS:
                    return total
                for arc in path:
                    self.room[arc] -= pushed
                    self.room[arc ^ 1] += pushed
                path.clear()
                vertex = source
                continue
            arcs = self.out[vertex]
            while following[vertex] < len(arcs) and not self._rises(arcs[following[vertex]], vertex, level):
                following[vertex] += 1
            if following[vertex] < len(arcs):
                path.append(arcs[following[vertex]])
                vertex = self.head[path[-1]]
            elif path:
                arc = path.pop()
                vertex = self.head[arc ^ 1]
                following[vertex] += 1
            else:
                return total

    def _rises(self, arc: int, vertex: int, level: list[int]) -> bool:
        return self.room[arc] > 0 and level[self.head[arc]] == level[vertex] + 1
