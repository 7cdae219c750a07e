"""A measured figure, and how a call is timed."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


class Skipped(Exception):
    """A benchmark cannot run here. ``str(error)`` says what is missing and how to get it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The values of some runs, in ``unit``.

    ``bound`` is what the product promises for the median. ``cpu`` is the processor time of one run in the same unit,
    which a busy machine falsifies less. A comparison names its ``peer``; ``ratio`` is the peer's median over ours.
    """

    name: str
    unit: str
    values: tuple[float, ...]
    bound: float | None = None
    cpu: float | None = None
    peer: str | None = None
    ratio: float | None = None
    note: str = ""

    @property
    def runs(self) -> int:
        return len(self.values)

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def least(self) -> float:
        return min(self.values)

    @property
    def most(self) -> float:
        return max(self.values)

    @property
    def kept(self) -> bool | None:
        """Whether the promise is kept; None without one."""
        return None if self.bound is None else self.median < self.bound


def measured(name: str, call: Callable[[], object], runs: int, *, note: str = "") -> Figure:
    """A call in this process, in milliseconds. One more comes first, uncounted: it may compile or fill a cache."""
    call()
    spent, cpu = [], time.process_time()
    for _ in range(runs):
        start = time.perf_counter()
        call()
        spent.append((time.perf_counter() - start) * 1e3)
    cpu = (time.process_time() - cpu) * 1e3 / runs
    return Figure(name=name, unit="ms", values=tuple(spent), cpu=cpu, note=note)
