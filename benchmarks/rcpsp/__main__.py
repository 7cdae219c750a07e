"""How good leveling is on published instances: ``python -m benchmarks.rcpsp DIR --seconds 5 [--limit N]``.

``DIR`` holds instances of the resource-constrained project scheduling problem in the Patterson format (``*.rcp``), as
those of PSPLIB (Kolisch and Sprecher 1997), and it or its parent a ``best_known.json`` of {name: finish}. Each gets
``--seconds`` on ``--cores`` threads; of a project of up to 40 activities CP-SAT has the second half, where OR-Tools is
installed, to prove the finish or beat it. The last line gives the average percentage above the best known finish.
"""

import argparse
import json
import os
import statistics
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np

from pilotage.engine.leveling.slots.packing import pack
from pilotage.engine.leveling.slots.proof import prove
from pilotage.engine.leveling.slots.search import Found, search

MANY = 1 << 60
SMALL = 40


class Instance(NamedTuple):
    """``need[activity][resource]``; ``links`` are (before, after)."""

    duration: list[int]
    need: list[list[int]]
    capacity: list[int]
    links: list[tuple[int, int]]


def read(path: Path) -> Instance:
    """An instance in the Patterson format. Raises ValueError with the path where numbers are missing."""
    numbers = iter(int(word) for word in path.read_text().split())
    try:
        size, resources = next(numbers), next(numbers)
        made = Instance([], [], [next(numbers) for _ in range(resources)], [])
        for activity in range(size):
            made.duration.append(next(numbers))
            made.need.append([next(numbers) for _ in range(resources)])
            made.links.extend((activity, next(numbers) - 1) for _ in range(next(numbers)))
    except StopIteration:
        raise ValueError(f"{path} ends before its last activity.") from None
    return made


def solve(instance: Instance, seconds: float, cores: int, seed: int) -> Found:
    both = pack(instance.duration, instance.need, instance.capacity, instance.links)
    proves = len(instance.duration) <= SMALL and find_spec("ortools") is not None
    begun = time.perf_counter()
    until = begun + (seconds / 2 if proves else seconds)
    found = search(
        both,
        seed=seed,
        schedules=MANY,
        islands=cores,
        weight=_busyness(instance),
        go_on=lambda: time.perf_counter() < until,
    )
    left = begun + seconds - time.perf_counter()
    return prove(both, found, seconds=left, workers=cores, seed=seed) if proves and left > 0.1 else found


def _busyness(instance: Instance) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    shares = [sum(1000 * n // c for n, c in zip(need, instance.capacity, strict=True)) for need in instance.need]
    return np.array(shares, np.int64)


def check(instance: Instance, found: Found) -> None:
    """Raises AssertionError where the schedule breaks a rule of the instance."""
    start = found.start.tolist()
    for i, j in instance.links:
        assert start[j] >= start[i] + instance.duration[i], f"{j} starts before {i} is done"
    for t in range(found.finish):
        running = [j for j, at in enumerate(start) if at <= t < at + instance.duration[j]]
        for resource, capacity in enumerate(instance.capacity):
            asked = sum(instance.need[j][resource] for j in running)
            assert asked <= capacity, f"resource {resource} gives {asked} of {capacity} in slot {t}"
    assert found.finish == max(at + length for at, length in zip(start, instance.duration, strict=True))


def best_known(folder: Path) -> dict[str, int]:
    for place in (folder, folder.parent):
        if (place / "best_known.json").is_file():
            known: dict[str, int] = json.loads((place / "best_known.json").read_text())
            return known
    sys.exit(f"There is no best_known.json in {folder} or {folder.parent}.")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rcpsp", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--limit", type=int, help="only so many instances, spread over the folder")
    parser.add_argument("--cores", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    known = best_known(options.folder)
    paths = [path for path in sorted(options.folder.glob("*.rcp")) if path.stem in known]
    if not paths:
        sys.exit(f"There is no instance with a known finish in {options.folder}.")
    if options.limit and options.limit < len(paths):
        paths = [paths[at * len(paths) // options.limit] for at in range(options.limit)]
    solve(read(paths[0]), 0.1, options.cores, options.seed)  # compiles
    above, schedules, proven = [], 0, 0
    for path in paths:
        instance = read(path)
        found = solve(instance, options.seconds, options.cores, options.seed)
        check(instance, found)
        assert found.bound <= known[path.stem], f"{path.stem}: no schedule beats {found.bound}, says the bound"
        above.append(100 * (found.finish / known[path.stem] - 1))
        schedules += found.schedules
        proven += found.proven
        print(f"{path.stem:12} {found.finish:4d} best known {known[path.stem]:4d} {above[-1]:6.2f} %", flush=True)
    at_best = sum(value <= 0 for value in above)
    print(f"{len(paths)} instances, {schedules // len(paths):,} schedules each, load {os.getloadavg()[0]:.1f}")
    print(f"{at_best} at the best known, {proven} proven")
    print(f"average above best known: {statistics.fmean(above):.2f} %")


if __name__ == "__main__":
    main()
