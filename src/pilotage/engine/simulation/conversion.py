"""Tables from the working time of one calendar to that of another.

Between two borders of working time every minute of a calendar is worked or none is. So with a step that divides all
borders, the work count of calendar ``b`` at the instant at which ``a`` has counted ``w`` is, within a step of ``w``,
either a constant or a constant plus ``w``: one look-up, exact to the minute. An entry is twice the constant, plus one
where the count is added.

An instant on a border of working time has two names, as a finish and as a start; a count read as a finish belongs to
the step before it, which is why each table is read with one of two shifts. Minutes from the origin are the count of a
calendar that always works, `CLOCK`.
"""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pilotage.engine.calendars import Calendars
from pilotage.engine.lanes.layout import DIVIDE

CLOCK: Final = -1
COUNT, PLACED_LATER, PLACED_EARLIER = 0, 1, 2
"""Where to: a count on a calendar; or minutes from the origin, moved out of non-working time to the next start or the
finish before, as `cpm.place` does."""
_WIDEST: Final = 60  # minutes in a step, so that a division by multiplication is exact for five hundred years
_ENTRIES: Final = 30_000_000  # beyond, pairs of calendars are led over the clock: two look-ups, but a table each

Ints = NDArray[np.int64]


def works(calendars: Calendars, c: int, t: Ints) -> Ints:
    """`calendars.work` on an array."""
    starts, ends, upto = _intervals(calendars, c)
    k = np.minimum(np.searchsorted(ends, t, side="right"), len(ends) - 1)
    found: Ints = upto[k] - (ends[k] - np.maximum(t, starts[k]))
    return found


def starts_at(calendars: Calendars, c: int, w: Ints) -> Ints:
    """`calendars.start_at` on an array."""
    _starts, ends, upto = _intervals(calendars, c)
    k = np.minimum(np.searchsorted(upto, w, side="right"), len(upto) - 1)
    found: Ints = ends[k] - (upto[k] - w)
    return found


def finishes_at(calendars: Calendars, c: int, w: Ints) -> Ints:
    """`calendars.finish_at` on an array."""
    return starts_at(calendars, c, w - 1) + 1


def placed(calendars: Calendars, c: int, t: Ints, *, finish: bool) -> Ints:
    """`cpm.place` on an array."""
    w = works(calendars, c, t)
    early, late = finishes_at(calendars, c, w), starts_at(calendars, c, w)
    return np.where((t == early) | (t == late), t, early if finish else late)


def _intervals(calendars: Calendars, c: int) -> tuple[Ints, Ints, Ints]:
    """Starts and ends of the working intervals of a calendar, and the work count at each end."""
    first = int(calendars.by_time[c * calendars.slots])
    last = int(calendars.by_time[(c + 1) * calendars.slots - 1]) + 4
    ends, gap, _done, starts = calendars.spans[first:last].reshape(-1, 4).T
    return starts, ends, ends - gap


@dataclass
class Conversions:
    """Tables as they are asked for. ``direct``: pairs of calendars have tables of their own."""

    calendars: Calendars
    direct: bool = True
    step: int = _WIDEST
    _areas: dict[tuple[int, int, int], tuple[int, int]] = field(default_factory=dict)
    _entries: list[NDArray[np.int32]] = field(default_factory=list)
    _maps: dict[tuple[int, int, int, bool], int] = field(default_factory=dict)
    _rows: list[tuple[int, int, int]] = field(default_factory=list)
    _size: int = 0
    _columns: tuple[int, tuple[NDArray[np.int32], NDArray[np.int32], np.uint64]] | None = None

    def __post_init__(self) -> None:
        count = len(self.calendars.work_at)
        borders = np.concatenate([np.concatenate(_intervals(self.calendars, c)[:2]) for c in range(count)])
        inside = (borders > self.calendars.origin) & (borders < self.calendars.horizon)
        self.step = int(np.gcd.reduce(np.append(borders[inside] - self.calendars.origin, _WIDEST)))

    def path(self, source: int, target: int, kind: int, *, finish: bool) -> list[int]:
        """The tables that lead a count on ``source``, read as a finish or as a start, to ``target``."""
        if kind == COUNT and source == target:
            return []
        # Placing breaks at the other end of a step than the count does: then go by the clock, which has no gaps.
        early = kind == PLACED_EARLIER
        if kind != COUNT and source != CLOCK and finish == early:
            return [self._map(source, CLOCK, COUNT, finish), self._map(CLOCK, target, kind, not early)]
        if kind != COUNT and source == CLOCK:
            return [self._map(CLOCK, target, kind, not early)]
        if self.direct or CLOCK in (source, target):
            return [self._map(source, target, kind, finish)]
        return [self._map(source, CLOCK, COUNT, finish), *self.path(CLOCK, target, kind, finish=finish)]

    def _map(self, source: int, target: int, kind: int, finish: bool) -> int:
        key = (source, target, kind, finish)
        if key not in self._maps:
            first, last = self._area(source, target, kind)
            self._maps[key] = len(self._rows)
            self._rows.append((first, last, self.step - 1 if finish else self.step))
        return self._maps[key]

    def _area(self, source: int, target: int, kind: int) -> tuple[int, int]:
        key = (source, target, kind)
        if key not in self._areas:
            entries = self._table(source, target, kind)
            self._areas[key] = self._size, len(entries) - 1
            self._entries.append(entries)
            self._size += len(entries)
            self.direct = self.direct and self._size < _ENTRIES
        return self._areas[key]

    def _table(self, source: int, target: int, kind: int) -> NDArray[np.int32]:
        calendars, step = self.calendars, self.step
        if source == CLOCK:
            count: Ints = np.arange(0, calendars.horizon - calendars.origin + 1, step)
            t = count + calendars.origin
        else:
            count = np.arange(0, int(works(calendars, source, np.array([calendars.horizon]))[0]) + 1, step)
            t = starts_at(calendars, source, count)
        if target == CLOCK:
            base, moves = t - calendars.origin, np.ones(len(t), np.bool_)
        else:
            base = works(calendars, target, t)
            moves = works(calendars, target, t + step) - base == step
            if kind != COUNT:
                edge = starts_at if kind == PLACED_LATER else finishes_at
                base = np.where(moves, t, edge(calendars, target, base)) - calendars.origin
        packed = (base - np.where(moves, count, 0)) * 2 + moves
        # before the origin every minute is worked on every calendar
        return np.concatenate(([1], packed)).astype(np.int32)

    def columns(self) -> tuple[NDArray[np.int32], NDArray[np.int32], np.uint64]:
        """``maps``, ``packed`` and ``inverse`` of `lanes.layout.Plan`."""
        if self._columns is None or self._columns[0] != len(self._rows):
            self._columns = len(self._rows), self._joined()
        return self._columns[1]

    def _joined(self) -> tuple[NDArray[np.int32], NDArray[np.int32], np.uint64]:
        maps = np.array(self._rows, np.int32).reshape(-1, 3)
        packed = np.concatenate(self._entries) if self._entries else np.zeros(1, np.int32)
        return maps, packed, np.uint64(-(-(1 << DIVIDE) // self.step))

    def convert(self, table: int, counts: Ints) -> Ints:
        """What the kernel does with a table, on an array."""
        first, last, shift = self._rows[table]
        entry = self.columns()[1][first + np.minimum(np.maximum(counts + shift, 0) // self.step, last)].astype(np.int64)
        found: Ints = (entry >> 1) + np.where(entry & 1, counts, 0)
        return found
