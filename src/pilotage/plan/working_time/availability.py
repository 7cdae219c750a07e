"""Which share of a person's working time the program has on each day."""

import datetime as dt

import numpy as np
from numpy.typing import NDArray

from pilotage.plan.vocabulary.people import Person


def shares(person: Person, first: dt.date, days: int) -> NDArray[np.float64]:
    """Share on each of ``days`` days from ``first`` on: none before the person joins and after they leave."""
    found = np.full(days, person.capacity)
    for each in person.availability:
        found[_slice(first, days, each.start, each.end)] = each.share
    if person.joins is not None:
        found[_slice(first, days, first, person.joins)] = 0.0
    if person.leaves is not None:
        found[_slice(first, days, person.leaves + dt.timedelta(1), dt.date.max)] = 0.0
    return found


def _slice(first: dt.date, days: int, start: dt.date, end: dt.date) -> slice:
    return slice(min(max((start - first).days, 0), days), min(max((end - first).days, 0), days))
