"""Searches a packed project for a schedule that finishes early: islands of orders, one thread each.

A run is the same for the same seed, islands and number of schedules. Where it is stopped by the clock, how far it came
is the machine's.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pilotage.engine import kernels
from pilotage.engine.leveling import breeding
from pilotage.engine.leveling.slots import evolution, packed
from pilotage.engine.leveling.slots.bounds import finish_bound
from pilotage.engine.leveling.slots.evolution import SCHEDULES_A_CHILD
from pilotage.engine.leveling.slots.packing import Both

Ints = NDArray[np.int64]

CALLED = (
    *packed.KERNELS,
    *breeding.KERNELS,
    *evolution.KERNELS,
)
MEMBERS = 300
SHIFTS = 12
ROUND = 400
"""Children of an island between two looks at the clock, by a project of 120 activities: some ten milliseconds."""


@dataclass(frozen=True, eq=False, slots=True)
class Found:
    """``start`` by the caller's activities, in slots. ``bound`` is a finish that no schedule can beat."""

    start: Ints
    finish: int
    bound: int
    schedules: int

    @property
    def proven(self) -> bool:
        return self.finish == self.bound


def search(
    both: Both,
    *,
    seed: int,
    schedules: int,
    islands: int = 2,
    members: int = MEMBERS,
    weight: Ints | None = None,
    go_on: Callable[[], bool] = lambda: True,
) -> Found:
    """The best of about ``schedules`` schedules, or of fewer where ``go_on``, asked now and then, says no.

    ``weight`` is how busy an activity keeps its resources, in whole parts of a thousand; the same for all by default.
    """
    size = len(both.ahead.duration)
    bound = finish_bound(both)
    if weight is None:
        weight = np.full(size, 1000, np.int64)
    isles = [_Island(both, weight, members, 7919 * seed + number) for number in range(1, islands + 1)]
    # threads keep what numba compiled and release the interpreter; every island draws its own numbers
    with ThreadPoolExecutor(islands) as pool:
        list(pool.map(_Island.found, isles))
        done = islands * members * SCHEDULES_A_CHILD
        while done < schedules and min(isle.least for isle in isles) > bound and go_on():
            list(pool.map(lambda isle: isle.evolve(bound), isles))
            done += islands * ROUND * SCHEDULES_A_CHILD
            _visit(isles)
    best = min(isles, key=lambda isle: isle.least)
    return Found(start=best.best()[both.row], finish=best.least, bound=bound, schedules=done)


def _visit(isles: list["_Island"]) -> None:
    """The best of each island settles on the next one."""
    bests = [(isle.best_order(), isle.best(), isle.least) for isle in isles]
    for isle, guest in zip(isles, bests[-1:] + bests[:-1], strict=True):
        isle.take(*guest)


class _Island:
    """One herd with its working space."""

    def __init__(self, both: Both, weight: Ints, members: int, seed: int) -> None:
        size = len(both.ahead.duration)
        slots = both.ahead.horizon + 2
        self._both = both
        self._herd = breeding.Herd(
            members=members,
            size=size,
            order=np.zeros(members * size, np.int64),
            start=np.zeros(members * size, np.int64),
            cost=np.full(members, breeding.NOBODY, np.int64),
            mark=np.zeros(members, np.int64),
        )
        child, other, inside, key, start, turned = np.zeros((6, size), np.int64)
        child[:] = np.arange(size)
        count, busy = np.zeros((2, slots), np.int64)
        self._space = evolution.Space(
            child=child,
            other=other,
            inside=inside,
            key=key,
            start=start,
            turned=turned,
            free=np.zeros(slots * both.ahead.words, np.int64),
            count=count,
            busy=busy,
            weight=weight[np.argsort(both.row)],
            dirty=np.array([both.ahead.horizon], np.int64),
            state=np.array([seed], np.int64),
        )

    @property
    def least(self) -> int:
        return int(self._herd.cost.min())

    def best(self) -> Ints:
        """Starts of the best member, by the packed project's activities."""
        return self._of_best(self._herd.start)

    def best_order(self) -> Ints:
        return self._of_best(self._herd.order)

    def _of_best(self, column: Ints) -> Ints:
        base = int(self._herd.cost.argmin()) * self._herd.size
        return column[base : base + self._herd.size].copy()

    def found(self) -> None:
        self._run(0, 0)

    def evolve(self, enough: int) -> None:
        self._run(ROUND, enough)

    def _run(self, children: int, enough: int) -> None:
        run = kernels.compiled(evolution.run, *CALLED)
        run(*self._both[:2], self._herd, self._space, children, SHIFTS, enough)

    def take(self, order: Ints, start: Ints, cost: int) -> None:
        """A guest settles in the place of one of the worse members."""
        kernels.compiled(breeding.settle, *CALLED)(self._herd, order, start, cost, self._space.state)
