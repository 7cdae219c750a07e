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


class Trial(msgspec.Struct, frozen=True):
    """How forecasts held that a library corrected which did not know their histories: ``forecasts`` of them, as many as
    ``effective`` separate ones; ``held`` is a fraction for each level.
    """

    forecasts: int
    effective: float
    held: dict[int, float]


class LibraryFile(msgspec.Struct, frozen=True, kw_only=True):
    """What is stored. ``about`` says where the numbers come from and under which licence."""

    about: tuple[str, ...]
    forecasts: int
    histories: int
    scale: tuple[float, ...]
    lengths: tuple[float, ...]
    weights: tuple[float, ...]
    residuals: tuple[tuple[float, ...], ...]
    tested: Trial


@cache
def stored() -> LibraryFile:
    """What is shipped; read once."""
    return msgspec.json.decode(FILE.read_bytes(), type=LibraryFile)


@cache
def shipped() -> Library:
    """What is shipped, to correct by."""
    return library(stored())


def library(file: LibraryFile) -> Library:
    """Its arrays cannot be written to."""
    arrays = [np.array(each) for each in (file.scale, file.lengths, file.residuals, file.weights)]
    for each in arrays:
        each.setflags(write=False)
    scale, lengths, residuals, weights = arrays
    return Library(scale, lengths, residuals, weights, file.forecasts, file.histories)
