"""The server as a browser meets it: pages of the shipped demo, and the plan of 10,000 activities."""

import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.running.figures import Figure
from benchmarks.running.processes import environment
from benchmarks.server.running import Answer, Client, Server, serving


def run(*, quick: bool = False) -> list[Figure]:
    runs = 5 if quick else 30
    with tempfile.TemporaryDirectory(prefix="pilotage-bench-") as name:
        data = Path(name)
        told = filled(data)
        with serving(data) as server:
            client = server.log_in(told["token"])
            small = _reading(server, client, told["demo"], runs)
            large = _large(server, client, told, max(runs // 3, 3))
            middle = _middle(server, client, told, max(runs // 3, 3))
            memory = Figure(name="memory of the web server after that", unit="MB", values=(server.megabytes(),))
        return [*small, *large, *middle, memory]


def filled(data: Path) -> dict[str, Any]:
    """Fill a data folder; what `benchmarks.server.workspace` prints."""
    command = [sys.executable, "-m", "benchmarks.server.workspace"]
    filled = subprocess.run(command, env=environment(data), capture_output=True, text=True, check=False)
    if filled.returncode:
        raise RuntimeError(f"The workspace could not be filled:\n{filled.stderr[-2000:]}")
    told: dict[str, Any] = json.loads(filled.stdout.splitlines()[-1])
    return told


def _reading(server: Server, client: Client, demo: str, runs: int) -> list[Figure]:
    overview, plan = f"/api/programs/{demo}", f"/api/programs/{demo}/plan"
    first = _time(server, lambda: client.get(overview), 1, warm=False)
    tag = client.get(plan).headers["ETag"]
    return [
        _figure("overview, first request", first),
        _figure("overview", _time(server, lambda: client.get(overview), runs), bound=200),
        _figure("list of programs", _time(server, lambda: client.get("/api/programs"), runs)),
        _figure("plan of the demo", _time(server, lambda: client.get(plan), runs)),
        _figure("plan of the demo, unchanged", _time(server, lambda: client.get(plan, **{"If-None-Match": tag}), runs)),
    ]


def _large(server: Server, client: Client, told: dict[str, Any], runs: int) -> list[Figure]:
    path, note = "/api/programs/large", told["size"]
    first = _time(server, lambda: client.get(f"{path}/plan"), 1, warm=False)
    size = len(client.get(f"{path}/plan").wire) / 1e3
    return [
        _figure("large plan, first request", first, note=note),
        _figure("large plan", _time(server, lambda: client.get(f"{path}/plan"), runs), note=note),
        Figure(name="large plan, gzip", unit="kB", values=(size,), bound=1_000),
        _edits("edit that moves most of it", server, client, f"{path}/activities/{told['early']}", runs, unit="w"),
        _edits("edit that moves one row", server, client, f"{path}/activities/{told['roomy']}", runs, unit="h"),
    ]


def _middle(server: Server, client: Client, told: dict[str, Any], runs: int) -> list[Figure]:
    path = f"/api/programs/middle/activities/{told['middle']}"
    first = _time(server, lambda: client.patch(path, {"estimate": None, "duration": "9d"}), 1, warm=False)
    return [
        _figure("edit of 1,000 activities, first", first, note="of a server just started"),
        _edits("edit of 1,000 activities", server, client, path, runs, unit="w"),
    ]


def _edits(name: str, server: Server, client: Client, path: str, runs: int, *, unit: str) -> Figure:
    """PATCH one duration, a ``unit`` longer each time, so that no stored forecast fits it. The promise is up to the
    repainted page; this is the server's part of it.
    """
    lengths = count(40 if unit == "h" else 2)
    answers: list[Answer] = []

    def edit() -> None:
        answers.append(client.patch(path, {"estimate": None, "duration": f"{next(lengths)}{unit}"}))

    taken = _time(server, edit, runs)
    told = json.loads(_plain(answers[-1]))
    rows, state = len(told["rows"]), (told["simulation"] or {"state": "none"})["state"]
    kilobytes = len(answers[-1].wire) / 1e3
    return _figure(name, taken, bound=300, note=f"{rows:,} rows, {kilobytes:.0f} kB, forecast {state}")


def _plain(answer: Answer) -> bytes:
    return gzip.decompress(answer.wire) if answer.headers.get("Content-Encoding") == "gzip" else answer.wire


def _time(
    server: Server, call: Callable[[], object], runs: int, *, warm: bool = True
) -> tuple[tuple[float, ...], float]:
    """Milliseconds of each call as the client waits, and the server's processor time of one."""
    if warm:
        call()
    before, spent = server.cpu(), []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        spent.append((time.perf_counter() - start) * 1e3)
    return tuple(spent), (server.cpu() - before) * 1e3 / runs


def _figure(name: str, taken: tuple[tuple[float, ...], float], *, bound: float | None = None, note: str = "") -> Figure:
    values, cpu = taken
    return Figure(name=name, unit="ms", values=values, cpu=cpu, bound=bound, note=note)
