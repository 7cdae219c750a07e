"""Working calendars as arrays, and minute-exact arithmetic on them.

A calendar is a set of disjoint half-open working intervals in minutes UTC. With ``work(t)`` the working minutes from
``origin`` to ``t`` (negative before it), all date arithmetic is: go to work counts, add, come back. ``work`` is
constant over a night or a weekend, so Friday 17:00 and Monday 09:00 are one count with two names: ``start_at`` gives
the later one (where work resumes), ``finish_at`` the earlier one (where work was done).

Before ``origin`` and from ``horizon`` on every minute counts as working: arithmetic never fails there, stays monotone,
and a result outside tells the caller to compile a longer range.

The three functions at the end are kernels: the same source runs interpreted on lists and compiled on arrays.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

DAY = 1440
_FAR = 1 << 40  # minutes; two million years, so sums stay inside int64
_STEP = 480  # working minutes between two entries of the work index


class Calendars(NamedTuple):
    """Several calendars packed in flat columns (arrays; lists when run interpreted).

    Calendar ``c`` owns intervals that ``by_day`` and ``by_work`` point into. ``upto[k]`` is the work count at
    ``ends[k]``. ``by_day[c * (days + 2) + d + 1]`` is the first interval that ends after the start of day ``d``;
    ``by_work[work_at[c] + w // 480 + 1]`` the first one whose ``upto`` exceeds ``w``, for ``w`` up to ``work_days[c]``
    steps.
    """

    origin: int
    horizon: int
    days: int
    starts: Any
    ends: Any
    upto: Any
    by_day: Any
    by_work: Any
    work_at: Any
    work_days: Any

    def listed(self) -> "Calendars":
        """The same calendars on lists, which the interpreter reads several times faster than array elements."""
        return Calendars(*[part.tolist() if isinstance(part, np.ndarray) else part for part in self])


def pack(calendars: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]], origin: int, horizon: int) -> Calendars:
    """Pack calendars given as (starts, ends) of sorted disjoint working intervals within ``[origin, horizon)``.

    ``origin`` and ``horizon`` are minutes UTC, whole days apart.
    """
    days = (horizon - origin) // DAY
    mornings = origin + DAY * np.arange(days, dtype=np.int64)
    columns: list[list[NDArray[np.int64]]] = [[], [], [], [], []]
    work_at, work_days, first = [0], [], 0
    for starts, ends in calendars:
        total = int((ends - starts).sum())
        starts = np.concatenate(([origin - _FAR], starts, [horizon]))
        upto = np.concatenate(([0], np.cumsum(ends - starts[1:-1]), [total + _FAR]))
        ends = np.concatenate(([origin], ends, [horizon + _FAR]))
        steps = np.arange(0, total + _STEP, _STEP)
        last = len(ends) - 1
        by_day = np.concatenate(([0], np.searchsorted(ends, mornings, side="right"), [last]))
        by_work = np.concatenate(([0], np.searchsorted(upto, steps, side="right")))
        for column, part in zip(columns, (starts, ends, upto, by_day + first, by_work + first), strict=True):
            column.append(part.astype(np.int64))
        work_at.append(work_at[-1] + len(by_work))
        work_days.append(len(by_work) - 1)
        first += len(ends)
    starts, ends, upto, by_day, by_work = (np.concatenate(column) for column in columns)
    return Calendars(
        origin=origin,
        horizon=horizon,
        days=days,
        starts=starts,
        ends=ends,
        upto=upto,
        by_day=by_day,
        by_work=by_work,
        work_at=np.array(work_at[:-1], np.int64),
        work_days=np.array(work_days, np.int64),
    )


def work(calendars: Calendars, c: int, t: int) -> int:
    """Working minutes of calendar ``c`` from the origin to the instant ``t``."""
    day = (t - calendars.origin) // DAY + 1
    if day < 0:
        day = 0
    elif day > calendars.days + 1:
        day = calendars.days + 1
    k = calendars.by_day[c * (calendars.days + 2) + day]
    ends = calendars.ends
    while ends[k] <= t:
        k += 1
    start = calendars.starts[k]
    if t < start:
        t = start
    return calendars.upto[k] - (ends[k] - t)  # type: ignore[no-any-return]  # Any by design: list or array


def start_at(calendars: Calendars, c: int, w: int) -> int:
    """The working instant with ``w`` working minutes before it."""
    step = w // _STEP + 1
    if step < 0:
        step = 0
    elif step > calendars.work_days[c]:
        step = calendars.work_days[c]
    k = calendars.by_work[calendars.work_at[c] + step]
    upto = calendars.upto
    while upto[k] <= w:
        k += 1
    return calendars.ends[k] - (upto[k] - w)  # type: ignore[no-any-return]


def finish_at(calendars: Calendars, c: int, w: int) -> int:
    """The earliest instant by which ``w`` working minutes are worked: one minute after its last minute begins."""
    return start_at(calendars, c, w - 1) + 1
