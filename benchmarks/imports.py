"""``pilotage import`` into a workspace of its own, as whole processes: time and peak memory.

The issues and enhancements are real data, found at PILOTAGE_CORPUS or beside the project; without them only the made-up
plan is imported.
"""

import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.networks import program
from benchmarks.running.figures import Figure
from benchmarks.running.processes import PILOTAGE, megabytes, run_once, runs_of, seconds
from pilotage import exchange

_BESIDE = Path(__file__).parents[2] / "shared" / "data"
SIZE = 2_000


def run(*, quick: bool = False) -> list[Figure]:
    runs = 1 if quick else 3
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="pilotage-bench-") as name:
        folder = Path(name)
        fresh = _workspaces(folder)
        for title, file, most_seconds, most_megabytes in _files(folder):
            if not file.is_file():
                print(f"  {title}: skipped, there is no {file.name} (set PILOTAGE_CORPUS)", file=sys.stderr)
                continue
            taken = runs_of([*PILOTAGE, "import", "--good-part", str(file)], fresh, runs)
            figures += [
                seconds(title, taken, bound=most_seconds),
                megabytes(f"{title}, peak memory", taken, bound=most_megabytes),
            ]
    return figures


def _files(folder: Path) -> list[tuple[str, Path, float | None, float | None]]:
    """Title, file, and what is promised: seconds and megabytes."""
    corpus = Path(os.environ.get("PILOTAGE_CORPUS", _BESIDE))
    plan = folder / "plan.xml"
    exchange.write(program(SIZE, calendars=4), plan)
    return [
        ("23,055 Jira issues, JSON lines", corpus / "titanium-jira" / "issues.jsonl.gz", 20.0, 500.0),
        ("651 enhancements, JSON", corpus / "kubernetes-enhancements" / "keps.json", None, None),
        ("2,000 activities, Microsoft Project XML", plan, None, None),
    ]


def _workspaces(folder: Path) -> Callable[[], Path]:
    """Gives a new, migrated workspace at each call."""
    empty = folder / "empty"
    run_once([*PILOTAGE, "doctor"], empty)
    numbers = itertools.count()

    def fresh() -> Path:
        return Path(shutil.copytree(empty, folder / f"workspace-{next(numbers)}"))

    return fresh
