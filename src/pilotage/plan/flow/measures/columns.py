"""Work items as columns of day numbers, which all measures count."""

import datetime as dt
from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pilotage.engine.flow.counting import OPEN
from pilotage.plan.flow.items.cleaning import arrived, finished
from pilotage.plan.flow.items.history import number_of
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem

Days = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Basis(StrEnum):
    """From when an item is counted as being worked on."""

    STARTED = "started"
    CREATED = "created"


class Columns(NamedTuple):
    """The items of which a day is known, and the days on which they came in, were begun and were finished (`OPEN`
    where that is unknown or has not come). Items that are done, nobody knows since when, are left out. The period is
    ``first`` to ``today``.

    ``since`` is when an item counts as being worked on, by ``basis``. ``swept`` were closed in bulk: they are gone, but
    nobody worked on them then. ``recent`` were finished by work in the period, ``active`` are being worked on when it
    ends.
    """

    items: tuple[WorkItem, ...]
    came: Days
    begun: Days
    ended: Days
    swept: Flags
    first: int
    today: int
    basis: Basis

    @property
    def weeks(self) -> int:
        return (self.today - self.first + 1) // 7

    @property
    def since(self) -> Days:
        return self.begun if self.basis is Basis.STARTED else self.came

    @property
    def recent(self) -> Flags:
        found: Flags = (self.ended >= self.first) & (self.ended <= self.today) & ~self.swept
        return found

    @property
    def active(self) -> Flags:
        found: Flags = (self.since != OPEN) & (self.ended == OPEN)
        return found

    @property
    def taken(self) -> Days:
        """Days that each item took from ``since`` to its finish, both included; 0 where that is unknown."""
        known = (self.since != OPEN) & (self.ended != OPEN)
        return np.where(known, self.ended - np.where(known, self.since, 0) + 1, 0)


def columns(items: Sequence[WorkItem], as_of: dt.date, weeks: int, bulk: Collection[str] = ()) -> Columns:
    """Of a period of ``weeks`` weeks that ends with ``as_of``; ``bulk`` are keys of items closed in bulk. Work counts
    from its start, where at least half of what was finished in the period has one, else from its creation.
    """
    today = number_of(as_of)
    first = today - 7 * weeks + 1
    spans = ((item, arrived(item), finished(item)) for item in items)
    rows = [(item, came, ended) for item, came, ended in spans if ended or (came and not _is_done(item))]
    ends = np.array([OPEN if ended is None else number_of(ended) for _item, _came, ended in rows], np.int64)
    came = np.array([OPEN if day is None else number_of(day) for _item, day, _ended in rows], np.int64)
    begun = np.array([_begun(item, ended or as_of) for item, _came, ended in rows], np.int64)
    swept = np.array([item.key in bulk for item, _came, _ended in rows], np.bool_)
    known_items = tuple(item for item, _came, _ended in rows)
    table = Columns(known_items, came, begun, ends, swept, first, today, Basis.STARTED)
    known = 2 * int((begun[table.recent] != OPEN).sum()) >= max(int(table.recent.sum()), 1)
    return table if known else table._replace(basis=Basis.CREATED)


def _is_done(item: WorkItem) -> bool:
    return item.status_category is StatusCategory.DONE


def _begun(item: WorkItem, last: dt.date) -> int:
    """Unknown where it is said to lie after the finish, or has not come."""
    if item.started is None:
        return OPEN
    day = item.started.astimezone(dt.UTC).date()
    return OPEN if day > last else number_of(day)
