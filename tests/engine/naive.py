"""Slow twins of the engine, written from the definitions: minute by minute, link by link, until nothing moves."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from pilotage.engine.network import (
    AFTER_ALL,
    ELAPSED,
    FF,
    FINISHED,
    FS,
    HELD,
    NONE,
    RUNNING,
    SF,
    SS,
    START,
    WAITING,
    Network,
)


@dataclass(frozen=True, repr=False)
class NaiveCalendar:
    """``works[m]`` says whether the minute ``m`` after ``origin`` is worked; outside, every minute is."""

    origin: int
    works: Sequence[bool]

    def __repr__(self) -> str:
        edges = [m for m in range(1, len(self.works)) if self.works[m] != self.works[m - 1]]
        return f"NaiveCalendar(first minute {self.works[0]}, changes at {edges})"

    def is_worked(self, t: int) -> bool:
        at = t - self.origin
        return self.works[at] if 0 <= at < len(self.works) else True

    @cached_property
    def counts(self) -> list[int]:
        """Minutes worked before each minute of the range, and at its end."""
        return [0, *accumulate(map(int, self.works))]

    def work(self, t: int) -> int:
        """Minutes worked from the origin to ``t``."""
        at = t - self.origin
        if at < 0:
            return at
        return self.counts[at] if at < len(self.counts) else self.counts[-1] + at - len(self.works)

    def start_at(self, w: int) -> int:
        """The last instant with ``w`` minutes before it: the one whose minute is worked."""
        return self.finish_at(w + 1) - 1

    def finish_at(self, w: int) -> int:
        """The first instant with ``w`` minutes before it."""
        if w <= 0:
            return self.origin + w
        if w > self.counts[-1]:
            return self.origin + len(self.works) + w - self.counts[-1]
        return self.origin + self.counts.index(w)

    def place(self, t: int, *, to_finish: bool) -> int:
        """An instant itself if the minute before or after is worked, else the border of the gap it lies in."""
        if self.is_worked(t) or self.is_worked(t - 1):
            return t
        step = -1 if to_finish else 1
        while not (self.is_worked(t) or self.is_worked(t - 1)):
            t += step
        return t


@dataclass
class NaiveDates:
    start: list[int]
    finish: list[int]
    late_start: list[int]
    late_finish: list[int]


class NaivePass:
    """Early and late dates of a small network."""

    def __init__(self, network: Network, calendars: Sequence[NaiveCalendar]) -> None:
        self.network = network
        self.calendars = calendars
        self.size = len(network.order)
        self.links = range(len(network.kind))

    def dates(self) -> NaiveDates:
        start, finish = self.early()
        late_start, late_finish = self.late(max(finish))
        return NaiveDates(start, finish, late_start, late_finish)

    def later(self, e: int, t: int) -> int:
        network = self.network
        lag = int(network.lag[e])
        if network.lag_share[e]:
            lag = round(network.lag_share[e] * network.duration[network.predecessor[e]])
        if lag == 0 or network.lag_calendar[e] == ELAPSED:
            return int(t + lag)
        calendar = self.calendars[int(network.lag_calendar[e])]
        count: int = calendar.work(t) + lag
        return calendar.finish_at(count) if lag > 0 else calendar.start_at(count)

    def early(self) -> tuple[list[int], list[int]]:
        """Sweep over all nodes until no date moves."""
        start, finish = [NONE // 2] * self.size, [NONE // 2] * self.size
        for _ in range(self.size + 1):
            for j in range(self.size):
                start[j], finish[j] = self.early_of(j, start, finish)
        return start, finish

    def early_of(self, j: int, start: list[int], finish: list[int]) -> tuple[int, int]:
        network, calendar = self.network, self.calendars[self.network.calendar[j]]
        state, rest = network.state[j], network.remaining[j]
        if state == FINISHED:
            return int(network.began[j]), int(network.ended[j])
        start_bounds, finish_bounds = [network.floor[j]], []
        if network.floor_finish[j] != NONE:
            finish_bounds.append(network.floor_finish[j])
        for e in self.links:
            kind = network.kind[e]
            if network.successor[e] != j or state == HELD or (state == RUNNING and kind == SS):
                continue
            i = network.predecessor[e]
            t = self.later(e, finish[i] if kind in (FS, FF) else start[i])
            (start_bounds if kind in (FS, SS) else finish_bounds).append(t)
        pinned = network.pin_start[j] != NONE or network.pin_finish[j] != NONE
        if network.pin_start[j] != NONE:
            start_bounds, finish_bounds = [network.pin_start[j]], []
        elif network.pin_finish[j] != NONE:
            start_bounds, finish_bounds = [], [network.pin_finish[j]]
        if network.instant[j]:
            keeps = network.floor_reason[j] == START and start_bounds[:1] == [network.floor[j]]
            placed = [calendar.place(t, to_finish=False) for t in start_bounds[1 if keeps else 0 :]]
            placed += [network.floor[j]] if keeps else []
            placed += [calendar.place(t, to_finish=True) for t in finish_bounds]
            held = min(network.hold_start[j], network.hold_finish[j])
            if not pinned and held < max(placed):
                placed = [calendar.place(held, to_finish=True)]
            return max(placed), max(placed)
        counts = [calendar.work(t) for t in start_bounds] + [calendar.work(t) - rest for t in finish_bounds]
        limits = [max(counts)]
        if network.hold_start[j] != AFTER_ALL and state == WAITING and not pinned:
            limits.append(calendar.work(network.hold_start[j]))
        if network.hold_finish[j] != AFTER_ALL and not pinned:
            limits.append(calendar.work(network.hold_finish[j]) - rest)
        done = calendar.finish_at(min(limits) + rest)
        begun = calendar.start_at(min(limits)) if rest else done
        return (network.began[j] if network.began[j] != NONE else begun), done

    def late(self, latest: int) -> tuple[list[int], list[int]]:
        """Backwards over the order: the greatest work count at which nothing behind is disturbed."""
        start, finish = [0] * self.size, [0] * self.size
        for j in reversed(self.network.order):
            start[j], finish[j] = self.late_of(j, latest, start, finish)
        return start, finish

    def late_of(self, j: int, latest: int, start: list[int], finish: list[int]) -> tuple[int, int]:
        network, calendar = self.network, self.calendars[self.network.calendar[j]]
        rest = network.remaining[j]
        if network.state[j] == FINISHED:
            return int(network.began[j]), int(network.ended[j])
        limit = min(latest, network.cap_finish[j])
        if network.instant[j]:
            t = min(limit, network.cap_start[j])
            while not self.undisturbed(j, t, t, start, finish):
                t -= 1
            t = calendar.place(t, to_finish=True)
            return t, t
        w = calendar.work(limit) - rest
        if network.cap_start[j] != AFTER_ALL and network.began[j] == NONE:
            w = min(w, calendar.work(network.cap_start[j]))
        while not self.undisturbed(j, calendar.finish_at(w), calendar.finish_at(w + rest), start, finish):
            w -= 1
        done = calendar.finish_at(w + rest)
        return (calendar.start_at(w) if rest else done), done

    def undisturbed(self, i: int, begun: int, done: int, start: list[int], finish: list[int]) -> bool:
        """Whether these dates of ``i`` leave the late dates of what waits for it alone."""
        network = self.network
        for e in self.links:
            j, kind = network.successor[e], network.kind[e]
            state = network.state[j]
            if network.predecessor[e] != i or state in (HELD, FINISHED) or (state == RUNNING and kind == SS):
                continue
            if kind in (SS, SF) and network.began[i] != NONE:
                continue  # it has started: nothing to hold back
            calendar = self.calendars[network.calendar[j]]
            t = self.later(e, done if kind in (FS, FF) else begun)
            if kind in (FF, SF):
                disturbed = calendar.work(t) > calendar.work(finish[j])
            elif network.instant[j]:
                disturbed = t > start[j]
            else:
                disturbed = calendar.work(t) > calendar.work(start[j])
            if disturbed:
                return False
        return True


def simulated_finishes(
    predecessors: Sequence[Sequence[int]], draw: Sequence[tuple[float, float, float]], iterations: int, seed: int
) -> list[float]:
    """Finish of a finish-to-start network in unbroken time with PERT-beta durations, by the standard library."""
    random_ = random.Random(seed)
    found = []
    for _ in range(iterations):
        finish: list[float] = []
        for before, (low, likely, high) in zip(predecessors, draw, strict=True):
            mode = (likely - low) / (high - low)
            length = low + (high - low) * random_.betavariate(1 + 4 * mode, 5 - 4 * mode)
            finish.append(max((finish[i] for i in before), default=0.0) + length)
        found.append(max(finish))
    return found


__all__ = ["WAITING", "NaiveCalendar", "NaiveDates", "NaivePass", "simulated_finishes"]
