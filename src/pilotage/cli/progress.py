"""Progress bars on stderr, only where somebody watches and only for work long enough to wonder about."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pilotage.plan.language.messages import _

_LARGE_BYTES = 2_000_000
_MANY_SAMPLES = 5_000_000
_MANY_PROGRAMS = 20

Progress = Callable[[int, int], None]


@contextmanager
def reading(path: Path) -> Iterator[Progress | None]:
    """For a large file."""
    large = path.is_file() and path.stat().st_size > _LARGE_BYTES
    with _bar(_("Reading {name}").format(name=path.name), wanted=large) as progress:
        yield progress


@contextmanager
def simulating(activities: int, iterations: int) -> Iterator[Progress | None]:
    """For a long simulation."""
    with _bar(_("Simulating"), wanted=activities * iterations > _MANY_SAMPLES) as progress:
        yield progress


@contextmanager
def counting(programs: int) -> Iterator[Progress | None]:
    """For the simulation of many programs."""
    with _bar(_("Simulating programs"), wanted=programs > _MANY_PROGRAMS) as progress:
        yield progress


@contextmanager
def walking() -> Iterator[Progress | None]:
    """For the walk through histories."""
    with _bar(_("Testing on the past"), wanted=True) as progress:
        yield progress


@contextmanager
def _bar(text: str, *, wanted: bool) -> Iterator[Progress | None]:
    if not (wanted and sys.stderr.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(text, total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)
