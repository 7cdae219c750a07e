"""The engine in this process, and peers that compute the forward longest path only, without calendars.

``python -m benchmarks.engine_bench`` looks at it more closely.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from benchmarks.engine_bench import networkx, rustworkx
from benchmarks.networks import program
from benchmarks.running.figures import Figure, measured
from pilotage import plan
from pilotage.engine.schedule import dates

PEERS: dict[str, Callable[[int], Callable[[], object] | None]] = {"networkx": networkx, "rustworkx": rustworkx}


def run(*, quick: bool = False) -> list[Figure]:
    sizes = (1_000, 10_000) if quick else (1_000, 10_000, 100_000)
    scheduling = [figure for size in sizes for figure in _scheduling(size, 3 if quick else 11)]
    return scheduling + [_simulation(size, 1 if quick else 3) for size in (150, 1_000, 10_000)]


def _scheduling(size: int, runs: int) -> list[Figure]:
    made = program(size, calendars=4)
    compiled = plan.schedule(made).compiled
    passes = measured(
        f"{size:,} activities: both passes",
        partial(dates, compiled.network, compiled.calendars),
        runs,
        note=f"{len(made.dependencies):,} dependencies, 4 calendars",
    )
    whole = measured(f"{size:,} activities: check and schedule", partial(plan.schedule, made), min(runs, 5))
    peers = {name: make(size) for name, make in PEERS.items()}
    compared = [_compared(size, name, call, passes, min(runs, 3)) for name, call in peers.items() if call is not None]
    return [passes, whole, *compared]


def _compared(size: int, peer: str, call: Callable[[], object], ours: Figure, runs: int) -> Figure:
    figure = measured(f"{size:,} activities: {peer}, forward only", call, runs)
    return replace(figure, peer=peer, ratio=figure.median / ours.median)


def _simulation(size: int, runs: int) -> Figure:
    """All cores; with criticality and the percentiles of every activity."""
    call = partial(plan.simulate, program(size, calendars=4), iterations=10_000)
    return measured(f"{size:,} activities: simulate", call, runs, note="10,000 iterations, 4 calendars")
