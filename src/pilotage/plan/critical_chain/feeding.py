"""Chains that join the critical chain, and the buffers that keep their delays out of it."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from pilotage.engine import network as columns
from pilotage.plan.critical_chain.durations import Pair
from pilotage.plan.critical_chain.sizing import RULES, Sizing
from pilotage.plan.critical_chain.steps import Step, lengths, steps_of
from pilotage.plan.scheduling.schedule import Schedule


class FeedingChain(msgspec.Struct, frozen=True, kw_only=True):
    """A chain that joins the critical chain at ``joins``. ``gap`` is the working days by which its last activity can
    slip before it moves the milestone: a ``buffer`` longer than that does not fit (``over``), and the rest of its
    protection falls to the project buffer.
    """

    joins: str
    steps: tuple[Step, ...]
    buffer: float
    gap: float

    @property
    def over(self) -> float:
        """Working days of the buffer that do not fit before the joint."""
        return max(0.0, self.buffer - self.gap)


def feeding_chains(
    planned: Schedule, chain: Sequence[Step], durations: Mapping[str, Pair], sizing: Sizing
) -> tuple[FeedingChain, ...]:
    """One for every activity outside ``chain`` that leads into it, with the longest chain behind it.

    Two of them may share their first activities; each is protected by itself.
    """
    on_chain = {planned.index[step.id] for step in chain}
    found = []
    for step in chain:
        for rows in _joining(planned, planned.index[step.id], on_chain):
            steps = steps_of(planned, [planned.program.activities[row].id for row in rows], durations)
            buffer = RULES[sizing](lengths(steps))
            if buffer > 0:
                gap = planned.at(planned.program.activities[rows[-1]].id).total_float_days
                found.append(FeedingChain(joins=step.id, steps=steps, buffer=buffer, gap=max(0.0, gap)))
    return tuple(found)


def _joining(planned: Schedule, node: int, on_chain: set[int]) -> list[list[int]]:
    """Rows of the chains that lead into ``node`` from outside; one that another one runs through is part of it."""
    state = planned.compiled.network.state
    lasts = [
        row for row in dict.fromkeys(_sources(planned, node)) if row not in on_chain and state[row] != columns.FINISHED
    ]
    chains = [_behind(planned, last, on_chain) for last in lasts]
    inner = {row for chain in chains for row in chain[:-1]}
    return [chain for chain in chains if chain[-1] not in inner]


def _sources(planned: Schedule, node: int) -> Iterator[int]:
    """Rows of the activities with a link into ``node``, through the hubs of summaries."""
    network, made = planned.compiled.network, planned.logic
    waiting = [node]
    while waiting:
        at = waiting.pop()
        for e in range(int(network.first_in[at]), int(network.first_in[at + 1])):
            source = int(network.predecessor[e])
            if source >= len(planned.start) or source in made.children:
                waiting.append(source)
            else:
                yield source


def _behind(planned: Schedule, last: int, on_chain: set[int]) -> list[int]:
    """Rows of the driving chain that ends in ``last``, up to where it leaves the critical chain."""
    rows, node = [], last
    while node >= 0 and node not in on_chain:
        if node < len(planned.start) and node not in planned.logic.children:
            rows.append(node)
        node = int(planned.before[node])
    return rows[::-1]
