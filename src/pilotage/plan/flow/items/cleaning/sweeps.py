"""Items that were closed together: an import or a clean-up, no pace of work."""

import datetime as dt
from collections import Counter, deque
from collections.abc import Sequence
from typing import Final, TypeVar

from pilotage.plan.flow.items.cleaning.days import arrived, day_of, finished
from pilotage.plan.vocabulary.work_items import WorkItem

_BULK_LEAST: Final = 20
_BULK_TIMES: Final = 5
_BULK_DAYS: Final = 26 * 7
_WEEK: Final = 7
_MONTHS: Final = 8 * 7
_NEARLY_ALL: Final = 0.9


def bulk_closed(items: Sequence[WorkItem]) -> frozenset[str]:
    """Items that somebody swept up, which is no pace of work: closed on a day, or within a minute, with at least 20 and
    more than five times the busiest of the 26 weeks before. Of a minute the first 26 weeks need no comparison: nobody
    finishes 20 items in one by hand. Only the past decides, so that a forecast at any origin judges alike.
    """
    ends = {item.key: item.resolved for item in items if finished(item) is not None and item.resolved is not None}
    days = {key: day_of(at) for key, at in ends.items()}
    timed = any(at.time() != dt.time(0) for at in ends.values())
    minutes = {key: at.replace(second=0, microsecond=0) for key, at in ends.items()} if timed else {}
    swept_days = _far_busier(Counter(days.values()), dt.timedelta(days=_BULK_DAYS), dt.timedelta(0), alone=False)
    half_year, same_day = dt.timedelta(days=_BULK_DAYS), dt.timedelta(days=1)
    swept_minutes = _far_busier(Counter(minutes.values()), half_year, same_day, alone=True)
    return frozenset(key for key in ends if days[key] in swept_days or minutes.get(key) in swept_minutes)


_When = TypeVar("_When", dt.date, dt.datetime)


def _far_busier(count: Counter[_When], span: dt.timedelta, gap: dt.timedelta, *, alone: bool) -> set[_When]:
    """Those with at least 20, and more than five times the most of ``span`` before, the last ``gap`` left out."""
    found: set[_When] = set()
    ordered = sorted(count)
    first = last = 0
    window: deque[int] = deque()  # indices of falling counts: the front is the busiest
    for when in ordered:
        while last < len(ordered) and ordered[last] < when - gap:
            while window and count[ordered[window[-1]]] <= count[ordered[last]]:
                window.pop()
            window.append(last)
            last += 1
        while first < len(ordered) and when - ordered[first] > span:
            first += 1
        while window and window[0] < first:
            window.popleft()
        busiest = count[ordered[window[0]]] if window else 0
        if count[when] >= _BULK_LEAST and count[when] > _BULK_TIMES * busiest and (busiest or alone):
            found.add(when)
    return found


def one_week(items: Sequence[WorkItem]) -> list[str]:
    """The items of a tracker nearly all of whose finishes lie in one week, though they came in over months."""
    ends = sorted((day, item.key) for item in items if (day := finished(item)) is not None)
    came = [day for item in items if (day := arrived(item)) is not None]
    if len(ends) < _BULK_LEAST or not came or (max(came) - min(came)).days < _MONTHS:
        return []
    first = 0
    for last in range(len(ends)):
        while (ends[last][0] - ends[first][0]).days >= _WEEK:
            first += 1
        if last - first + 1 >= _NEARLY_ALL * len(ends):
            return [key for day, key in ends if 0 <= (day - ends[first][0]).days < _WEEK]
    return []
