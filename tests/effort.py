"""How much work something is, in functions that Python enters: the same on every machine, however busy it is."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType


@dataclass
class Effort:
    calls: int = 0


@contextmanager
def effort() -> Iterator[Effort]:
    """Count what this thread calls inside, functions of C not included."""
    spent = Effort()

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        if event == "call":
            spent.calls += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield spent
    finally:
        sys.setprofile(before)
