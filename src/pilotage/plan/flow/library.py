"""The library of errors that is shipped: numbers only, from openly licensed public histories.

`python -m benchmarks.library` makes its file and says what is in it.
"""

from functools import cache
from pathlib import Path
from typing import Final

import msgspec
import numpy as np

from pilotage.engine.throughput.library import Library

FILE: Final = Path(__file__).with_name("library.json")


class LibraryFile(msgspec.Struct, frozen=True, kw_only=True):
    """What is stored. ``about`` says where the numbers come from and under which licence."""

    about: tuple[str, ...]
    forecasts: int
    histories: int
    scale: tuple[float, ...]
    lengths: tuple[float, ...]
    weights: tuple[float, ...]
    residuals: tuple[tuple[float, ...], ...]


@cache
def shipped() -> Library:
    """Read once."""
    return read(FILE.read_bytes())


def read(stored: bytes) -> Library:
    """A library from its file; its arrays cannot be written to."""
    found = msgspec.json.decode(stored, type=LibraryFile)
    arrays = [np.array(each) for each in (found.scale, found.lengths, found.residuals, found.weights)]
    for each in arrays:
        each.setflags(write=False)
    scale, lengths, residuals, weights = arrays
    return Library(scale, lengths, residuals, weights, found.forecasts, found.histories)
