"""The library of errors that is shipped: numbers only, from openly licensed public histories.

`python -m benchmarks.library` makes its file and says what is in it.
"""

from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
import numpy as np

from pilotage.engine.throughput.calibrating.library import Library
from pilotage.engine.throughput.scores import coverage
from pilotage.plan.flow.calibration.track_record import HeldShare

FILE: Final = Path(__file__).with_name("library.json")


class Trial(msgspec.Struct, frozen=True):
    """How forecasts held that a library corrected which did not know their histories: ``forecasts`` of them, as many as
    ``effective`` separate ones; ``held`` is a fraction for each level.
    """

    forecasts: int
    effective: float
    held: dict[int, float]


class Shelf(msgspec.Struct, frozen=True, kw_only=True):
    """A `Library` as it is stored."""

    forecasts: int
    histories: int
    scale: tuple[float, ...]
    lengths: tuple[float, ...]
    weights: tuple[float, ...]
    residuals: tuple[tuple[float, ...], ...]
    tested: Trial


class LibraryFile(msgspec.Struct, frozen=True, kw_only=True):
    """What is stored. ``about`` says where the numbers come from and under which licence."""

    about: tuple[str, ...]
    items: Shelf
    milestones: Shelf


@cache
def stored() -> LibraryFile:
    """What is shipped; read once."""
    return msgspec.json.decode(FILE.read_bytes(), type=LibraryFile)


class Shipped(NamedTuple):
    """A library, and how such ones held."""

    library: Library
    tested: Trial


@cache
def shipped_items() -> Shipped:
    """For numbers of items."""
    return _taken(stored().items)


@cache
def shipped_milestones() -> Shipped:
    """For milestones whose scope grows."""
    return _taken(stored().milestones)


def _taken(shelf: Shelf) -> Shipped:
    return Shipped(library(shelf), shelf.tested)


def library(shelf: Shelf) -> Library:
    """Its arrays cannot be written to."""
    arrays = [np.array(each) for each in (shelf.scale, shelf.lengths, shelf.residuals, shelf.weights)]
    for each in arrays:
        each.setflags(write=False)
    scale, lengths, residuals, weights = arrays
    return Library(scale, lengths, residuals, weights, shelf.forecasts, shelf.histories)


class Lent(msgspec.Struct, frozen=True):
    """The shipped library that corrected a forecast: errors of ``forecasts`` from ``histories`` public histories (or
    milestones). ``held``: how often forecasts of such that it does not know came by each level; ``tested`` of them.
    """

    forecasts: int
    histories: int
    tested: int
    held: tuple[HeldShare, ...]


def lent(found: Shipped) -> Lent:
    """What a forecast tells of it."""
    effective, shares = found.tested.effective, sorted(found.tested.held.items())
    held = tuple(HeldShare(level, *coverage(share, effective)[:3]) for level, share in shares)
    return Lent(found.library.forecasts, found.library.histories, found.tested.forecasts, held)
