"""Published instances of the resource-constrained project, in the Patterson format (``*.rcp``), and what a schedule of
one must keep to.
"""

import json
import sys
from pathlib import Path
from typing import NamedTuple


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


def check(instance: Instance, start: list[int], finish: int) -> None:
    """Raises AssertionError where the schedule breaks a rule of the instance."""
    for i, j in instance.links:
        assert start[j] >= start[i] + instance.duration[i], f"{j} starts before {i} is done"
    for t in range(finish):
        running = [j for j, at in enumerate(start) if at <= t < at + instance.duration[j]]
        for resource, capacity in enumerate(instance.capacity):
            asked = sum(instance.need[j][resource] for j in running)
            assert asked <= capacity, f"resource {resource} gives {asked} of {capacity} in slot {t}"
    last = max(at + length for at, length in zip(start, instance.duration, strict=True))
    assert finish == last, f"it is over in slot {last}, not {finish}"


def best_known(folder: Path) -> dict[str, int]:
    """Best known finish of each instance."""
    for place in (folder, folder.parent):
        if (place / "best_known.json").is_file():
            known: dict[str, int] = json.loads((place / "best_known.json").read_text())
            return known
    sys.exit(f"There is no best_known.json in {folder} or {folder.parent}.")


def spread(folder: Path, known: dict[str, int], limit: int | None) -> list[Path]:
    """Instances with a known finish: all, or ``limit`` of them spread over the folder."""
    paths = [path for path in sorted(folder.glob("*.rcp")) if path.stem in known]
    if not limit or limit >= len(paths):
        return paths
    return [paths[at * len(paths) // limit] for at in range(limit)]
