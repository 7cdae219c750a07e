"""A portfolio on threads of this process and on a cluster of processes: ``python -m benchmarks cluster [--quick]``.

Thousands of programs of some hundred activities each, a million activities in all, 10,000 iterations. Both runs must
give the same numbers; where one differs, the benchmark breaks. Needs the extra ``cluster``.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec

import msgspec

from benchmarks.networks import program
from benchmarks.running.figures import Figure, Skipped
from pilotage.cli.portfolio.cluster import connected
from pilotage.plan.forecasting.portfolio import PortfolioForecast, Spread, in_threads, simulate_portfolio

_SIZES = (200, 350, 500, 650, 800)  # activities of a program; 500 on average
_KINDS = 10  # different networks of each size


@cache
def _made(size: int, seed: int) -> bytes:
    return msgspec.json.encode(program(size, seed, calendars=4))


def portfolio(count: int) -> Iterator[bytes]:
    """So many programs with ids of their own, made as they are asked for, about 500 activities each."""
    for at in range(count):
        made = _made(_SIZES[at % len(_SIZES)], at // len(_SIZES) % _KINDS + 1)
        yield made.replace(b'"id":"bench"', b'"id":"program-%d"' % at, 1)


def run(*, quick: bool) -> list[Figure]:
    """Seconds for the whole portfolio, both ways, in turn."""
    if not find_spec("distributed"):
        raise Skipped("it needs dask: pip install 'pilotage[cluster]'")
    count, iterations = (40, 2000) if quick else (2000, 10_000)
    workers = os.cpu_count() or 1
    threads, here = _timed(in_threads, count, iterations, "threads")
    with connected("local", workers) as cluster:
        cluster.client.run(_warm)
        processes, there = _timed(cluster.spread, count, iterations, "processes")
    _same(here, there)
    size = sum(each.activities for each in here.programs)
    what = f"{count:,} programs, {size:,} activities x {iterations:,}"
    note = f"{size * iterations / threads / 1e6:.0f} M samples/s"
    over = f"{size * iterations / processes / 1e6:.0f} M samples/s; same numbers"
    return [
        Figure(name=f"portfolio on {workers} threads: {what}", unit="s", values=(threads,), note=note),
        Figure(name=f"portfolio on {workers} processes of dask: {what}", unit="s", values=(processes,), note=over),
    ]


def _timed(spread: Spread, count: int, iterations: int, name: str) -> tuple[float, PortfolioForecast]:
    if name == "threads":
        _warm()
    start = time.perf_counter()
    found = simulate_portfolio(
        portfolio(count), iterations=iterations, together=True, spread=spread, progress=_every(count, name, start)
    )
    return time.perf_counter() - start, found


def _warm() -> None:
    """Load the compiled kernels once, as a worker that has been running for a while has."""
    simulate_portfolio(portfolio(1), iterations=64, spread=map)


def _every(count: int, name: str, start: float) -> Callable[[int], None]:
    step = max(1, count // 10)

    def told(done: int) -> None:
        if done % step == 0:
            print(f"  {name}: {done}/{count} in {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)

    return told


def _same(here: PortfolioForecast, there: PortfolioForecast) -> None:
    assert here.programs == there.programs, "the cluster gives other percentiles"
    assert here.together is not None
    assert there.together is not None
    assert (here.together.last == there.together.last).all(), "the cluster gives another last finish"
