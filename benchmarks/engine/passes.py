"""The critical path method over networks with everything: 2.43 links an activity of four kinds, with lags, leads and
shares, four calendars, milestones, constraints, deadlines, finished and started work.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from benchmarks.networks import network as drawn
from benchmarks.running.figures import Figure, measured
from pilotage.engine.calendars import Calendars
from pilotage.engine.graph import grouped, ordered
from pilotage.engine.network import Network
from pilotage.engine.prepared import fresh_state, prepare, run
from pilotage.engine.schedule import Dates, dates

KERNEL_BOUNDS = {100_000: 20.0, 1_000_000: 150.0}  # milliseconds
RESULT_BOUNDS = {100_000: 60.0}
_LINKS = ("predecessor", "successor", "kind", "lag", "lag_share", "lag_calendar")
_FIRST_CALL = """
import time
from benchmarks.networks import network
from pilotage.engine.schedule import dates
made = network(1000)
start = time.perf_counter()
import numba
loaded = time.perf_counter()
dates(*made)
print(loaded - start, time.perf_counter() - loaded)
"""


def figures(*, quick: bool) -> Iterator[Figure]:
    kernels = {}
    for size in (10_000, 100_000) if quick else (10_000, 100_000, 1_000_000):
        network, calendars = drawn(size)
        kernels[size] = _kernel(size, network, calendars, 5 if quick or size > 100_000 else 21)
        yield kernels[size]
        yield _result(size, network, calendars, 3 if size > 100_000 else 9, "")
    yield _result(100_000, *drawn(100_000, in_order=False), 9, ", numbered at random")
    yield _growth(kernels)
    if not quick:
        yield from _first_call()


def _kernel(size: int, network: Network, calendars: Calendars, runs: int) -> Figure:
    ready, state = prepare(network), fresh_state(size)
    figure = measured(f"{size:,} activities: both passes, kernel", partial(run, ready, calendars, state), runs)
    return replace(figure, bound=KERNEL_BOUNDS.get(size), note=f"{len(network.kind):,} links")


def _result(size: int, network: Network, calendars: Calendars, runs: int, how: str) -> Figure:
    figure = measured(
        f"{size:,} activities: from columns to a result{how}", partial(from_columns, network, calendars), runs
    )
    return replace(figure, bound=RESULT_BOUNDS.get(size), note="order, grouping, both passes, result")


def from_columns(network: Network, calendars: Calendars) -> Dates:
    """As if only the columns of nodes and links were known."""
    size = len(network.order)
    first_in, by_successor = grouped(network.successor, size)
    links = {name: getattr(network, name)[by_successor] for name in _LINKS}
    first_out, out = grouped(links["predecessor"], size)
    order = ordered(size, links["predecessor"], links["successor"])
    made = network._replace(order=order, first_in=first_in, first_out=first_out, out=out, **links)
    return dates(made, calendars)


def _growth(kernels: dict[int, Figure]) -> Figure:
    sizes = sorted(kernels)
    each = [kernels[size].least / size for size in (sizes[0], sizes[-1])]
    name = f"time for an activity, {sizes[-1]:,} over {sizes[0]:,}"
    return Figure(name=name, unit="times", values=(each[1] / each[0],), bound=2.0, note="of the least times")


def _first_call() -> Iterator[Figure]:
    """A process of its own: with an empty cache of compiled code, and with what the first one left there."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"NUMBA_CACHE_DIR": folder}
        for note, runs in (("nothing compiled before", 1), ("compiled code on disk", 3)):
            spent = []
            for _ in range(runs):
                told = subprocess.run(
                    [sys.executable, "-c", _FIRST_CALL], env=environment, capture_output=True, text=True, check=True
                )
                spent.append([float(each) for each in told.stdout.split()])
            loading = statistics.median(each[0] for each in spent)
            values = tuple(each[1] for each in spent)
            note += f"; loading numba takes {loading:.2f} s more"
            yield Figure(name="first call of the passes", unit="s", values=values, note=note)
