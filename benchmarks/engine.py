"""The engine in this process, and peers that compute the forward longest path only, without calendars.

``python -m benchmarks.engine_bench`` looks at it more closely.
"""

from collections.abc import Callable
from functools import partial

from benchmarks.engine_bench import networkx, rustworkx
from benchmarks.networks import program
from benchmarks.running.figures import Figure, timed
from pilotage import plan
from pilotage.engine.schedule import dates

PEERS: dict[str, Callable[[int], Callable[[], object] | None]] = {"networkx": networkx, "rustworkx": rustworkx}


def run(*, quick: bool = False) -> list[Figure]:
    sizes = (1_000, 10_000) if quick else (1_000, 10_000, 100_000)
    figures = [figure for size in sizes for figure in _scheduling(size, 3 if quick else 11)]
    for size in sizes[:1] if quick else (150, 1_000, 10_000):
        values = timed(partial(plan.simulate, program(size, calendars=4), iterations=10_000), 1 if quick else 3)
        figures.append(Figure(name=f"simulate {size:,} activities", unit="ms", values=values, note="10,000 iterations"))
    return figures


def _scheduling(size: int, runs: int) -> list[Figure]:
    made = program(size, calendars=4)
    compiled = plan.schedule(made).compiled
    passes = Figure(
        name=f"{size:,}: both passes",
        unit="ms",
        values=timed(partial(dates, compiled.network, compiled.calendars), runs),
        note=f"{len(made.dependencies):,} dependencies, 4 calendars",
    )
    whole = Figure(
        name=f"{size:,}: schedule a program", unit="ms", values=timed(partial(plan.schedule, made), min(runs, 5))
    )
    return [passes, whole, *_peers(size, passes, min(runs, 3))]


def _peers(size: int, ours: Figure, runs: int) -> list[Figure]:
    found = {name: make(size) for name, make in PEERS.items()}
    timings = {name: timed(call, runs) for name, call in found.items() if call is not None}
    figures = [
        Figure(name=f"{size:,}: {name}, forward only", unit="ms", values=values) for name, values in timings.items()
    ]
    return [_compared(figure, name, ours) for figure, name in zip(figures, timings, strict=True)]


def _compared(figure: Figure, peer: str, ours: Figure) -> Figure:
    return Figure(
        name=figure.name, unit=figure.unit, values=figure.values, peer=peer, ratio=figure.median / ours.median
    )
