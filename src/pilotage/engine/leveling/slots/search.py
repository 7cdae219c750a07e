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
from pilotage.engine.leveling.slots import evolution
from pilotage.engine.leveling.slots.bounds import finish_bound
from pilotage.engine.leveling.slots.evolution import SCHEDULES_A_CHILD
from pilotage.engine.leveling.slots.packing import Both

Ints = NDArray[np.int64]

MEMBERS = 300
"""Of a herd, at most: twice as many as activities, and 60 at least."""

SHIFTS = 12
PATIENCE = 20
"""Rounds without anything better after which an island begins anew; half as many as activities, if that is more."""

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
    members: int | None = None,
    weight: Ints | None = None,
    go_on: Callable[[], bool] = lambda: True,
) -> Found:
    """The best of about ``schedules`` schedules, or of fewer where ``go_on``, asked now and then, says no.

    ``weight`` is how busy an activity keeps its resources, in whole parts of a thousand; the same for all by default.
    """
    size = len(both.ahead.duration)
    bound = finish_bound(both)
    if members is None:
        members = max(60, min(MEMBERS, 2 * size))
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
    best = min(isles, key=lambda isle: isle.least)
    return Found(start=best.best[both.row], finish=best.least, bound=bound, schedules=done)


class _Island:
    """One herd with its working space; ``best`` are the starts, by the packed project's activities, that it ever had,
    and ``least`` their finish.
    """

    best: Ints
    least = breeding.NOBODY

    def __init__(self, both: Both, weight: Ints, members: int, seed: int) -> None:
        size = len(both.ahead.duration)
        slots = both.ahead.horizon + 2
        self._both = both
        self._stale, self._lately = 0, breeding.NOBODY
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

    def found(self) -> None:
        """People the island."""
        self._run(0, 0)
        self._keep()

    def evolve(self, enough: int) -> None:
        """One round; an island on which nothing better has come for long is peopled anew."""
        if self._stale >= max(PATIENCE, self._herd.size // 2):
            self._run(0, 0)
            self._stale, self._lately = 0, breeding.NOBODY
        least = self._run(ROUND, enough)
        self._stale = 0 if least < self._lately else self._stale + 1
        self._lately = least
        self._keep()

    def _keep(self) -> None:
        member = int(self._herd.cost.argmin())
        if self._herd.cost[member] < self.least:
            self.least = int(self._herd.cost[member])
            self.best = self._herd.start[member * self._herd.size : (member + 1) * self._herd.size].copy()

    def _run(self, children: int, enough: int) -> int:
        run = kernels.compiled(evolution.run)
        return int(run(*self._both[:2], self._herd, self._space, children, SHIFTS, enough))
