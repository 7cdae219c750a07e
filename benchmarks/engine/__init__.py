"""The engine in this process, beside peers on the same networks in the same run."""

from functools import partial

from benchmarks.engine import edits, passes, peers
from benchmarks.networks import program
from benchmarks.running.figures import Figure, measured
from pilotage import plan
from pilotage.plan.crashing import crash, fast_track


def run(*, quick: bool = False) -> list[Figure]:
    simulated = [_simulation(size, 1 if quick else 3) for size in (150, 1_000, 10_000)]
    passing = [*passes.figures(quick=quick), *edits.figures(quick=quick), *peers.figures(quick=quick)]
    return [*passing, *simulated, _shortening(10_000, 1 if quick else 3)]


def _simulation(size: int, runs: int) -> Figure:
    """All cores; with criticality and the percentiles of every activity."""
    call = partial(plan.simulate, program(size, calendars=4), iterations=10_000)
    return measured(f"{size:,} activities: simulate", call, runs, note="10,000 iterations, 4 calendars")


def _shortening(size: int, runs: int) -> Figure:
    """Days to buy and overlaps for the last milestone, from a schedule that is known. Across calendars buying takes
    several times as long.
    """
    made = program(size)
    planned = plan.schedule(made)

    def call() -> None:
        crash(made, "end", 10, planned=planned)
        fast_track(made, "end", 10, planned=planned)

    return measured(f"{size:,} activities: shorten by 10 days", call, runs, note="1 calendar")
