"""One edit of a kept network, from the edit to all dates and floats."""

import time
from collections.abc import Callable, Iterator

import numpy as np

from benchmarks.networks import network as drawn
from benchmarks.running.figures import Figure
from pilotage.engine.incremental import Incremental
from pilotage.engine.network import CONSTRAINT, ELAPSED, FINISHED, FS, RUNNING, WAITING, Network
from pilotage.engine.schedule import dates

BOUND = 1.0  # milliseconds, at the 95th percentile
Edit = Callable[[Incremental], object]


def figures(*, quick: bool) -> Iterator[Figure]:
    size = 10_000 if quick else 100_000
    network, calendars = drawn(size)
    kept = Incremental(network, calendars)
    random = np.random.default_rng(7)
    found = dates(network, calendars)
    for name, draw in _edits(network, found.early_start, random).items():
        times = [_timed(kept, draw()) for _ in range(60 if quick else 400)][5:]
        shifted = sum(moved for _, moved in times)
        spent = [each for each, _ in times]
        yield Figure(
            name=f"{size:,} activities: edit of {name}, 95th percentile",
            unit="ms",
            values=(float(np.percentile(spent, 95)),),
            bound=BOUND,
            note=f"median {np.median(spent):.3f}, {len(times)} edits, {shifted} moved the finish",
        )
    yield from _critical(size, network, Incremental(network, calendars), 20 if quick else 100)


def _timed(kept: Incremental, edit: Edit) -> tuple[float, bool]:
    before = kept.latest
    start = time.perf_counter()
    edit(kept)
    kept.settle()
    return (time.perf_counter() - start) * 1e3, kept.latest != before


def _edits(network: Network, starts: np.ndarray, random: np.random.Generator) -> dict[str, Callable[[], Edit]]:
    """By what is edited, how to draw an edit of any activity that waits, or of any link."""
    waiting = np.flatnonzero((network.state == WAITING) & ~network.instant)
    status = int(network.floor.min())
    removed = iter(random.permutation(len(network.kind)))

    def node() -> int:
        return int(random.choice(waiting))

    def link() -> int:
        return int(random.integers(len(network.kind)))

    def duration() -> Edit:
        return _lasting(node(), int(random.integers(1, 12)) * 240)

    def progress() -> Edit:
        j = node()
        if random.random() < 0.5:
            return lambda kept: kept.change(j, state=FINISHED, began=status - 960, ended=status - 480, remaining=0)
        return lambda kept: kept.change(j, state=RUNNING, began=status - 480, remaining=240)

    def constraint() -> Edit:
        j, days = node(), int(random.integers(-10, 10))
        return lambda kept: kept.change(j, floor=int(starts[j]) + days * 1440, floor_reason=CONSTRAINT)

    def calendar() -> Edit:
        j, number = node(), int(random.integers(4))
        return lambda kept: kept.change(j, calendar=number)

    def lag() -> Edit:
        e, minutes = link(), int(random.integers(-2, 6)) * 240
        return lambda kept: kept.change_link(e, lag=minutes, lag_share=0.0)

    def removal() -> Edit:
        e = int(next(removed))
        return lambda kept: kept.remove_link(e)

    def addition() -> Edit:
        i, j = node(), node()
        i, j = (i, j) if starts[i] < starts[j] else (j, i)
        return lambda kept: _added(kept, i, j)

    return {
        "a duration": duration,
        "progress": progress,
        "a constraint": constraint,
        "a calendar": calendar,
        "a lag": lag,
        "a link taken out": removal,
        "a new link": addition,
    }


def _added(kept: Incremental, i: int, j: int) -> None:
    try:
        kept.add_link(i, j, FS, lag_calendar=ELAPSED)
    except ValueError:  # it would close a circle: finding that out is part of the edit
        return


def _lasting(j: int, minutes: int) -> Edit:
    return lambda kept: kept.change(j, duration=minutes, remaining=minutes)


def _critical(size: int, network: Network, kept: Incremental, runs: int) -> Iterator[Figure]:
    """Longer and shorter again, on the driving chain of the finish; early dates, then all."""
    found = kept.dates()
    chain, j = [], int(np.argmax(found.early_finish))
    while j >= 0:
        if network.state[j] == WAITING and not network.instant[j]:
            chain.append(j)
        j = int(network.predecessor[found.driver[j]]) if found.driver[j] >= 0 else -1
    early, late = [], []
    for at in range(runs):
        j = chain[(7 * (at // 2)) % len(chain)]
        minutes, before = int(network.duration[j]) + (480 if at % 2 == 0 else 0), kept.latest
        start = time.perf_counter()
        kept.change(j, duration=minutes, remaining=minutes)
        kept.settle_early()
        between = time.perf_counter()
        kept.settle()
        if kept.latest != before:
            early.append((between - start) * 1e3)
            late.append((time.perf_counter() - start) * 1e3)
    for name, values, note in (
        (", early dates", early, "late dates wait until they are asked for"),
        (", all dates", late, "what hangs on the finish shifts"),
    ):
        yield Figure(
            name=f"{size:,} activities: edit that moves the finish{name}", unit="ms", values=tuple(values), note=note
        )
