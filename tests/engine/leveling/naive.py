"""Slow twins of the leveling kernels, written from the definitions, and the optimum by trying everything."""

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import NamedTuple


class Instance(NamedTuple):
    """A project on whole slots: ``need[activity][resource]``, ``links`` (before, after)."""

    duration: list[int]
    need: list[list[int]]
    capacity: list[int]
    links: list[tuple[int, int]]


def place_all(instance: Instance, order: Sequence[int]) -> dict[int, int]:
    """Starts: each activity in ``order`` in the first slot where its predecessors are done and resources suffice."""
    starts: dict[int, int] = {}
    for j in order:
        at = max((starts[i] + instance.duration[i] for i, k in instance.links if k == j), default=0)
        while not _fits(instance, starts, j, at):
            at += 1
        starts[j] = at
    return starts


def _fits(instance: Instance, starts: dict[int, int], j: int, at: int) -> bool:
    for t in range(at, at + instance.duration[j]):
        for resource, capacity in enumerate(instance.capacity):
            running = (i for i, s in starts.items() if s <= t < s + instance.duration[i])
            if sum(instance.need[i][resource] for i in running) + instance.need[j][resource] > capacity:
                return False
    return True


def finish(instance: Instance, starts: dict[int, int]) -> int:
    return max((at + instance.duration[j] for j, at in starts.items()), default=0)


def orders(instance: Instance) -> Iterator[tuple[int, ...]]:
    """All orders in which predecessors come first."""
    for order in permutations(range(len(instance.duration))):
        place = {j: at for at, j in enumerate(order)}
        if all(place[i] < place[j] for i, j in instance.links):
            yield order


def least_finish(instance: Instance) -> int:
    """The optimum: among the schedules of all orders there is a best one, for they are the active ones."""
    return min(finish(instance, place_all(instance, order)) for order in orders(instance))


def faults(instance: Instance, starts: Sequence[int]) -> list[str]:
    """Every rule that a schedule breaks."""
    found = [
        f"{j} starts at {starts[j]}, before {i} is done"
        for i, j in instance.links
        if starts[j] < starts[i] + instance.duration[i]
    ]
    last = max((at + length for at, length in zip(starts, instance.duration, strict=True)), default=0)
    for t in range(last):
        for resource, capacity in enumerate(instance.capacity):
            asked = sum(
                instance.need[j][resource] for j, at in enumerate(starts) if at <= t < at + instance.duration[j]
            )
            if asked > capacity:
                found.append(f"resource {resource} gives {asked} of {capacity} in slot {t}")
    return found


def first_fit(
    works: Sequence[Sequence[bool]],
    units: dict[int, int],
    free: dict[int, list[int]],
    has: dict[int, list[int]],
    at: int,
    rest: int,
) -> int:
    """The first working minute (counted in work) from ``at`` on such that ``rest`` minutes of work find all people.

    ``works[day]`` tells for each minute of the day whether it is worked; ``free[person][day]`` is left, ``has`` whole.
    """
    day_of = [day for day, minutes in enumerate(works) for worked in minutes if worked]
    while True:
        run = day_of[at : at + rest]
        asked = {day: run.count(day) for day in set(run)}
        if all(
            min(units[person] * minutes, has[person][day]) <= free[person][day]
            for person in units
            for day, minutes in asked.items()
        ):
            return at
        at += 1


def parts(
    works: Sequence[Sequence[bool]],
    units: dict[int, int],
    free: dict[int, list[int]],
    has: dict[int, list[int]],
    at: int,
    rest: int,
) -> list[tuple[int, int]] | None:
    """Parts ``[begin, end)`` of ``rest`` minutes of work that may skip whole days: done as early as can be, then begun
    as late as that allows. None where it is never done.
    """
    day_of = [day for day, minutes in enumerate(works) for worked in minutes if worked]

    def filled(minutes: Sequence[int]) -> list[int] | None:
        """These minutes of work in turn, day by day, on the days that have time for what is to be done on them."""
        found: list[int] = []
        for day in sorted({day_of[minute] for minute in minutes}, key=[day_of[m] for m in minutes].index):
            wanted = [minute for minute in minutes if day_of[minute] == day][: rest - len(found)]
            if all(min(units[p] * len(wanted), has[p][day]) <= free[p][day] for p in units):
                found += wanted
            if len(found) == rest:
                return found
        return None

    forward = filled(range(at, len(day_of)))
    if forward is None:
        return None
    backward = filled(range(forward[-1], at - 1, -1))
    assert backward is not None
    found: list[tuple[int, int]] = []
    for minute in sorted(backward):
        if found and found[-1][1] == minute:
            found[-1] = (found[-1][0], minute + 1)
        else:
            found.append((minute, minute + 1))
    return found
