"""The command line on files, as whole processes."""

import tempfile
from pathlib import Path

from benchmarks.networks import program
from benchmarks.running.figures import Figure
from benchmarks.running.processes import PILOTAGE, runs_of, seconds
from pilotage import exchange

ATLAS = Path(__file__).parents[1] / "examples" / "atlas"
SIZE = 2_000


def run(*, quick: bool = False) -> list[Figure]:
    runs = 2 if quick else 7
    with tempfile.TemporaryDirectory(prefix="pilotage-bench-") as name:
        folder = Path(name)
        large = folder / "large.yaml"
        made = program(SIZE, calendars=4)
        exchange.write(made, large)
        note = f"{len(made.dependencies):,} dependencies, {large.stat().st_size / 1e3:.0f} kB of YAML"
        cases: list[tuple[str, list[str], float | None, str]] = [
            ("--version", ["--version"], None, ""),
            ("schedule, 2,000 activities", ["schedule", str(large)], 1.5, note),
            ("schedule, 2,000 activities, as CSV", ["schedule", str(large), "--format", "csv"], None, ""),
            ("schedule, the example", ["schedule", str(ATLAS)], None, ""),
            ("simulate, the example", ["simulate", str(ATLAS)], None, "10,000 iterations"),
        ]
        return [
            seconds(title, runs_of([*PILOTAGE, *words], lambda: folder, runs), bound=bound, note=remark)
            for title, words, bound, remark in cases
        ]
