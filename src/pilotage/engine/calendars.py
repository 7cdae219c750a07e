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
_TIME_BITS, _WORK_BITS = 9, 8  # minutes between two entries of the indexes, as powers of two


class Calendars(NamedTuple):
    """Several calendars packed in flat columns (arrays; lists when run interpreted).

    ``spans`` holds four numbers for each working interval, so that one look-up touches one cache line: its end, the
    minutes by which instants exceed work counts in it, the work count at its start, its start. An interval is named by
    the place of the first of them. ``by_time[c * slots + s + 1]`` is the first interval of calendar ``c`` that ends
    after ``origin + 512 * s``; ``by_work[work_at[c] + s + 1]`` the first one that reaches beyond the work count
    ``256 * s``, for ``s + 1`` up to ``work_slots[c]``.
    """

    origin: int
    horizon: int
    slots: int
    spans: Any
    by_time: Any
    by_work: Any
    work_at: Any
    work_slots: Any

    def listed(self) -> "Calendars":
        """The same calendars on lists, which the interpreter reads several times faster than array elements."""
        return Calendars(*[part.tolist() if isinstance(part, np.ndarray) else part for part in self])


def pack(calendars: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]], origin: int, horizon: int) -> Calendars:
    """Pack calendars given as (starts, ends) of sorted disjoint working intervals within ``[origin, horizon)``.

    ``origin`` and ``horizon`` are minutes UTC, whole days apart.
    """
    slots = ((horizon - origin) >> _TIME_BITS) + 3
    spans, by_time, by_work = [], [], []
    work_at, first = [0], 0
    for starts, ends in calendars:
        total = int((ends - starts).sum())
        starts = np.concatenate(([origin - _FAR], starts, [horizon]))
        done = np.concatenate(([-_FAR, 0], np.cumsum(ends - starts[1:-1])))
        ends = np.concatenate(([origin], ends, [horizon + _FAR]))
        gap = starts - done
        spans.append(np.stack((ends, gap, done, starts), axis=1).ravel())
        by_time.append(4 * (first + _index(ends - origin, slots, _TIME_BITS)))
        by_work.append(4 * (first + _index(ends - gap, (total >> _WORK_BITS) + 3, _WORK_BITS)))
        work_at.append(work_at[-1] + len(by_work[-1]))
        first += len(ends)
    return Calendars(
        origin=origin,
        horizon=horizon,
        slots=slots,
        spans=np.concatenate(spans).astype(np.int64),
        by_time=np.concatenate(by_time).astype(np.int32),
        by_work=np.concatenate(by_work).astype(np.int32),
        work_at=np.array(work_at[:-1], np.int32),
        work_slots=np.array([len(each) - 1 for each in by_work], np.int32),
    )


def _index(upper: NDArray[np.int64], slots: int, bits: int) -> NDArray[np.int64]:
    """Before everything, the first interval; then of each ``slots - 1`` steps of ``2 ** bits``, the first interval
    whose ``upper`` lies beyond it.
    """
    steps = (upper + ((1 << bits) - 1)) >> bits  # an upper on a step is not beyond it
    found = np.zeros(slots, np.int64)
    np.cumsum(np.bincount(steps[steps < slots - 1], minlength=slots - 1), out=found[1:])
    return found


def find(calendars: Calendars, c: int, t: int) -> int:
    """The first interval of calendar ``c`` that ends after the instant ``t``."""
    slot = ((t - calendars.origin) >> _TIME_BITS) + 1
    if slot < 0:
        slot = 0
    elif slot >= calendars.slots:
        slot = calendars.slots - 1
    spans = calendars.spans
    k = calendars.by_time[c * calendars.slots + slot]
    k += 4 * (spans[k] <= t)  # counted, not branched on: processors guess such a branch wrong half of the time
    while spans[k] <= t:
        k += 4
    return k  # type: ignore[no-any-return]  # Any by design: list or array


def work(calendars: Calendars, c: int, t: int) -> int:
    """Working minutes of calendar ``c`` from the origin to the instant ``t``."""
    k = find(calendars, c, t)
    return max(t - calendars.spans[k + 1], calendars.spans[k + 2])  # type: ignore[no-any-return]  # Any by design


def start_at(calendars: Calendars, c: int, w: int) -> int:
    """The working instant with ``w`` working minutes before it."""
    slot = (w >> _WORK_BITS) + 1
    if slot < 0:
        slot = 0
    elif slot > calendars.work_slots[c]:
        slot = calendars.work_slots[c]
    spans = calendars.spans
    k = calendars.by_work[calendars.work_at[c] + slot]
    k += 4 * (spans[k] - spans[k + 1] <= w)
    while spans[k] - spans[k + 1] <= w:
        k += 4
    return w + spans[k + 1]  # type: ignore[no-any-return]


def finish_at(calendars: Calendars, c: int, w: int) -> int:
    """The earliest instant by which ``w`` working minutes are worked: one minute after its last minute begins."""
    return start_at(calendars, c, w - 1) + 1
