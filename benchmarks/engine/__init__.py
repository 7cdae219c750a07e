"""The engine in this process, beside peers on the same networks in the same run."""

from functools import partial

from benchmarks.engine import edits, passes, peers
from benchmarks.networks import program
from benchmarks.running.figures import Figure, measured
from pilotage import plan


def run(*, quick: bool = False) -> list[Figure]:
    simulated = [_simulation(size, 1 if quick else 3) for size in (150, 1_000, 10_000)]
    return [*passes.figures(quick=quick), *edits.figures(quick=quick), *peers.figures(quick=quick), *simulated]


def _simulation(size: int, runs: int) -> Figure:
    """All cores; with criticality and the percentiles of every activity."""
    call = partial(plan.simulate, program(size, calendars=4), iterations=10_000)
    return measured(f"{size:,} activities: simulate", call, runs, note="10,000 iterations, 4 calendars")
