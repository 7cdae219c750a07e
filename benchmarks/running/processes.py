"""Whole processes as a user starts them: time on the wall, processor time, peak memory."""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.running.figures import Figure

PILOTAGE = (sys.executable, "-m", "pilotage.config.command")
_LAUNCH = Path(__file__).with_name("launch.py")
_MASKED = {"PYTHONDONTWRITEBYTECODE", "PYTHONPROFILEIMPORTTIME"}


@dataclass(frozen=True, slots=True)
class Taken:
    seconds: float
    cpu: float  # seconds, all threads and children
    megabytes: float  # peak resident memory


def environment(data: Path) -> dict[str, str]:
    """That of a user whose workspace is ``data``: compiled bytecode is kept, no setting of ours leaks in."""
    kept = {name: value for name, value in os.environ.items() if name not in _MASKED}
    kept = {name: value for name, value in kept.items() if not name.startswith("PILOTAGE_")}
    return kept | {"PILOTAGE_DATA": str(data), "DJANGO_SETTINGS_MODULE": "pilotage.config.settings"}


def run_once(command: Sequence[str], data: Path) -> Taken:
    """Raises RuntimeError with the command's own words where it fails."""
    launched = subprocess.run(
        [sys.executable, "-I", "-S", str(_LAUNCH), *command],
        env=environment(data),
        capture_output=True,
        text=True,
        check=True,
    )
    taken = json.loads(launched.stdout)
    if taken["code"]:
        raise RuntimeError(f"{' '.join(command)} ended with code {taken['code']}:\n{launched.stderr[-2000:]}")
    return Taken(taken["seconds"], taken["cpu"], taken["megabytes"])


def runs_of(command: Sequence[str], data: Callable[[], Path], runs: int) -> list[Taken]:
    """So many runs, each on the workspace that ``data`` gives it, after one that is not counted."""
    run_once(command, data())
    return [run_once(command, data()) for _ in range(runs)]


def seconds(name: str, taken: Sequence[Taken], *, bound: float | None = None, note: str = "") -> Figure:
    return Figure(
        name=name,
        unit="s",
        values=tuple(each.seconds for each in taken),
        cpu=statistics.median(each.cpu for each in taken),
        bound=bound,
        note=note,
    )


def megabytes(name: str, taken: Sequence[Taken], *, bound: float | None = None) -> Figure:
    return Figure(name=name, unit="MB", values=tuple(each.megabytes for each in taken), bound=bound)
