"""Speed and memory of Pilotage, held against what it promises: ``python -m benchmarks [--quick] [NAME...]``.

Prints one table and writes ``var/benchmarks/<date>.json``. A promise that is missed is marked, never a failure: time
depends on the machine. The exit code is 1 only where a benchmark broke.
"""

import argparse
import datetime as dt
import os
import sys
import traceback
from importlib import import_module

from benchmarks.running.figures import Figure, Skipped
from benchmarks.running.table import save, table

NAMES = (
    "commands",
    "server",
    "imports",
    "engine",
    "simulation",
    "cluster",
    "page",
    "board",
    "editing",
    "map",
    "crowd",
    "rcpsp",
    "throughput",
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which of: {', '.join(NAMES)}; default: all")
    parser.add_argument("--quick", action="store_true", help="few runs, smaller networks")
    options = parser.parse_args()
    unknown = sorted(set(options.names) - set(NAMES))
    if unknown:
        parser.error(f"no benchmark is called {', '.join(unknown)}; there are: {', '.join(NAMES)}")
    return run(options.names or list(NAMES), quick=options.quick)


def run(names: list[str], *, quick: bool) -> int:
    load = os.getloadavg()[0]
    if load > (os.cpu_count() or 1) / 2:
        print(f"The machine is busy (load {load:.1f}): the times will be too long.", file=sys.stderr)
    figures: dict[str, list[Figure]] = {}
    loads: dict[str, tuple[float, float]] = {}
    broken = False
    for name in names:
        print(f"{name} ...", file=sys.stderr, flush=True)
        before = os.getloadavg()[0]
        try:
            figures[name] = import_module(f"benchmarks.{name}").run(quick=quick)
            loads[name] = (before, os.getloadavg()[0])
        except Skipped as reason:
            print(f"{name} is skipped: {reason}", file=sys.stderr)
        except Exception:  # noqa: BLE001  # one broken benchmark must not lose the figures of the others
            traceback.print_exc()
            broken = True
    print(table(figures, loads))
    if figures:
        print(f"\nwritten to {save(figures, dt.datetime.now(dt.UTC), load)}", file=sys.stderr)
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
