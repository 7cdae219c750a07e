"""How fast the engine is: ``python -m benchmarks.engine_bench [--quick]``.

Medians in milliseconds. networkx and rustworkx compute the forward longest path only, without calendars, and are left
out where they are not installed (``pip install --group bench``).
"""

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec

import numba
import numpy as np

from benchmarks.networks import links, program
from pilotage import plan
from pilotage.engine.schedule import dates
from pilotage.engine.simulation import Question, run
from pilotage.plan.forecasting.model import model_of


def median(call: Callable[[], object], repeats: int) -> float:
    """Milliseconds of a call, the first one (which may compile) not counted."""
    call()
    spent = []
    for _ in range(repeats):
        start = time.perf_counter()
        call()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent) * 1e3


def cpm(sizes: tuple[int, ...]) -> None:
    print("network       links  both passes  plan.schedule  networkx  rustworkx")
    for size in sizes:
        made = program(size, calendars=4)
        schedule = plan.schedule(made)
        compiled = schedule.compiled
        repeats = 15 if size <= 10_000 else 5
        passes = median(partial(dates, compiled.network, compiled.calendars), repeats)
        whole = median(partial(plan.schedule, made), 5)
        peers = [f"{median(peer, 3):9.1f}" if peer else "        -" for peer in (networkx(size), rustworkx(size))]
        print(f"{size:7d} {len(made.dependencies):11d} {passes:12.2f} {whole:14.1f} {' '.join(peers)}")


def networkx(size: int) -> Callable[[], object] | None:
    if not find_spec("networkx"):
        return None
    import networkx as peer

    predecessor, successor = links(size)
    graph = peer.DiGraph()
    graph.add_weighted_edges_from((int(i), int(j), 480) for i, j in zip(predecessor, successor, strict=True))
    return lambda: peer.dag_longest_path_length(graph)


def rustworkx(size: int) -> Callable[[], object] | None:
    if not find_spec("rustworkx"):
        return None
    import rustworkx as peer

    predecessor, successor = links(size)
    graph = peer.PyDiGraph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from([(int(i), int(j), 480) for i, j in zip(predecessor, successor, strict=True)])
    return lambda: peer.dag_longest_path_length(graph, lambda _i, _j, weight: weight)


def simulation(sizes: tuple[int, ...], iterations: int = 10_000) -> None:
    print(f"\nsimulation of {iterations} iterations, criticality included")
    print("network  calendars       engine   million activities/s  plan.simulate")
    for size in sizes:
        for calendars in (1, 4):
            made = program(size, calendars=calendars)
            schedule = plan.schedule(made)
            question = Question(watched=[size], root=size, iterations=iterations, seed=1)
            engine = partial(run, model_of(schedule), question)
            spent = median(engine, 3)
            whole = median(partial(plan.simulate, made, iterations=iterations), 1)
            rate = size * iterations / spent / 1e3
            print(f"{size:7d} {calendars:10d} {spent:12.1f} {rate:22.0f} {whole:14.1f}")


def main() -> None:
    quick = "--quick" in sys.argv
    print(f"numpy {np.__version__}, numba {numba.__version__}")
    cpm((1_000, 10_000) if quick else (1_000, 10_000, 100_000))
    simulation((150, 1_000) if quick else (150, 1_000, 10_000))


if __name__ == "__main__":
    main()
