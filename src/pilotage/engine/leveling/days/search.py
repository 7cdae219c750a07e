"""Levels a staffed network: rules of priority first, then a search that starts from them.

A run is the same for the same seed and number of schedules. Where it is stopped by the clock, how far it came is the
machine's.
"""

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pilotage.engine import kernels
from pilotage.engine.calendars import Calendars
from pilotage.engine.leveling import breeding
from pilotage.engine.leveling.days import improving, staffing
from pilotage.engine.leveling.days.costing import Aims
from pilotage.engine.leveling.days.staffing import Staffing
from pilotage.engine.network import Network

Ints = NDArray[np.int64]

MEMBERS = 60
SHIFTS = 6
SMALL = 80_000
"""Up to so many nodes placed in all, the interpreter is done before a compiler would be."""

_MOST_TAKEN_BACK = 60
"""Pauses, and handovers, of the best schedule that are tried without, one by one."""

_A_LOOK = 40_000
"""Nodes placed between two looks at the clock: some ten milliseconds."""


@dataclass(frozen=True, eq=False, slots=True)
class Leveled:
    """Columns over nodes, minutes UTC. ``order`` reproduces them; ``chosen``, ``parts``, ``begin`` and ``length`` are
    those of `staffing.Staffing`.
    """

    start: Ints
    finish: Ints
    resume: Ints
    order: Ints
    chosen: Ints
    parts: Ints
    begin: Ints
    length: Ints
    cost: int
    schedules: int


def level(
    network: Network,
    calendars: Calendars,
    staffing_: Staffing,
    aims: Aims,
    rules: Sequence[Sequence[Any]],
    *,
    seed: int,
    schedules: int,
    enough: int = 0,
    interpreted: bool | None = None,
    go_on: Callable[[], bool] = lambda: True,
) -> Leveled:
    """The best of about ``schedules`` schedules, or of fewer where ``go_on``, asked now and then, says no.

    Each of ``rules`` is a column of keys: nodes are taken in the order of their keys, as far as the logic allows.
    ``enough`` is a cost that cannot be beaten. ``interpreted`` is decided by the amount of work, and by whether the
    compiled search is at hand, where it is None.
    """
    size = len(network.order)
    if interpreted is None:
        interpreted = size * schedules <= SMALL and not kernels.loaded(improving.run)
    orders = [order_by(network, keys) for keys in rules]
    members = min(max(MEMBERS, len(orders)), max(schedules, len(orders)))
    herd = breeding.Herd(
        members=members,
        size=size,
        order=np.concatenate([*orders, np.zeros((members - len(orders)) * size, np.int64)]),
        start=np.zeros(members * size, np.int64),
        cost=np.full(members, breeding.NOBODY, np.int64),
        mark=np.zeros(members, np.int64),
    )
    child, inside, start, finish, resume, driver, reason = np.zeros((7, size), np.int64)
    space = improving.Space(
        child=child,
        inside=inside,
        start=start,
        finish=finish,
        resume=resume,
        driver=driver,
        reason=reason,
        free=np.zeros(len(staffing_.left), np.int64),
        first_in=network.first_in,
        into=network.predecessor,
        state=np.array([7919 * seed + 1], np.int64),
    )
    problem = (network, calendars, staffing_, aims)
    if interpreted:
        problem, herd, space = _listed(problem), _listed(herd), _listed(space)
        run: Callable[..., int] = improving.run
    else:
        run = kernels.compiled(improving.run)
    children = max(1, (_A_LOOK // 40 if interpreted else _A_LOOK) // (size + 1))
    done = members
    least = run(*problem, herd, space, len(orders), 0, SHIFTS, enough)
    while done < schedules and least > enough and go_on():
        some = min(children, schedules - done)
        least = run(*problem, herd, space, 0, some, SHIFTS, enough)
        done += some
    staffed = problem[2]
    for column, marks in ((staffed.splits, _parted(staffed)), (staffed.gives, _given(staffed))):
        for at in marks[:_MOST_TAKEN_BACK]:
            column[at] = False
            cost = run(*problem, herd, space, 0, 0, SHIFTS, enough)
            done += 1
            column[at] = cost > least
            least = min(cost, least)
    least = run(*problem, herd, space, 0, 0, SHIFTS, enough)
    return Leveled(
        start=np.array(space.start, np.int64),
        finish=np.array(space.finish, np.int64),
        resume=np.array(space.resume, np.int64),
        order=np.array(space.child, np.int64),
        chosen=np.array(staffed.chosen, np.int64),
        parts=np.array(staffed.parts, np.int64),
        begin=np.array(staffed.begin, np.int64),
        length=np.array(staffed.length, np.int64),
        cost=int(least),
        schedules=done,
    )


def _parted(staffed: staffing.Staffing) -> list[int]:
    """Nodes whose work rests between its parts."""
    return [j for j, parts in enumerate(staffed.parts) if parts > 1]


def _given(staffed: staffing.Staffing) -> list[int]:
    """Needs that another one than the person named takes."""
    both = zip(staffed.chosen, staffed.person, strict=True)
    return [x for x, (chosen, named) in enumerate(both) if chosen != named and named != staffing.NOBODY]


def order_by(network: Network, keys: Sequence[Any]) -> Ints:
    """Nodes by key, each behind its predecessors; equal keys by number."""
    size = len(network.order)
    waiting = np.diff(network.first_in).tolist()
    first_out, out, successor = network.first_out.tolist(), network.out.tolist(), network.successor.tolist()
    ready = [(keys[j], j) for j in range(size) if not waiting[j]]
    heapq.heapify(ready)
    order = []
    while ready:
        _, j = heapq.heappop(ready)
        order.append(j)
        for x in range(first_out[j], first_out[j + 1]):
            after = successor[out[x]]
            waiting[after] -= 1
            if not waiting[after]:
                heapq.heappush(ready, (keys[after], after))
    return np.array(order, np.int64)


def _listed(parts: Iterable[Any]) -> Any:
    """The same on lists, for the interpreter."""
    if isinstance(parts, np.ndarray):
        return parts.tolist()
    if isinstance(parts, tuple):
        made = [_listed(part) for part in parts]
        return type(parts)(*made) if hasattr(parts, "_fields") else tuple(made)
    return parts
