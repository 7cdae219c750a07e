"""What is wrong with the dates of work items: problems with counts and examples, and a score of the data."""

import datetime as dt
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, TypeVar

from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Problem, Severity
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem

_EXAMPLES: Final = 3
_BULK_LEAST: Final = 20
_BULK_TIMES: Final = 5
_BULK_DAYS: Final = 26 * 7


class Cleaned(NamedTuple):
    """Items as they were at an instant, each key once; ``bulk`` are the keys closed in bulk.

    ``score`` is the share, in percent, of items that no problem touches; None without items.
    """

    items: tuple[WorkItem, ...]
    bulk: frozenset[str]
    problems: tuple[Problem, ...]
    score: float | None


def clean(items: Iterable[WorkItem]) -> Cleaned:
    """Nothing is dropped in silence: what is left out has a problem that says how many and why."""
    found: dict[str, list[str]] = defaultdict(list)
    unique: dict[str, WorkItem] = {}
    for item in items:
        if item.key in unique:
            found["duplicate-item"].append(item.key)
        unique[item.key] = item
    kept = tuple(unique.values())
    unclear = _unclear_states(kept)
    for item in kept:
        for problem in _of_dates(item):
            found[problem].append(item.key)
        if item.status in unclear:
            found["unclear-state"].append(item.key)
    bulk = _bulk_closed(kept)
    found["bulk-close"] = sorted(bulk)
    touched = {key for keys in found.values() for key in keys}
    score = 100 * (1 - len(touched) / len(kept)) if kept else None
    return Cleaned(kept, bulk, tuple(_problems(found)), score)


def finished(item: WorkItem) -> dt.date | None:
    """The day (UTC) on which the item was finished for good; None where it is open, or no date is known."""
    if item.resolved is None or item.status_category is not StatusCategory.DONE:
        return None
    return _day(item.resolved)


def arrived(item: WorkItem) -> dt.date | None:
    """The day (UTC) on which the item came in; never after it was finished."""
    if item.created is None:
        return None
    done = finished(item)
    return min(_day(item.created), done) if done is not None else _day(item.created)


def _day(at: dt.datetime) -> dt.date:
    return at.astimezone(dt.UTC).date()


def _of_dates(item: WorkItem) -> Iterator[str]:
    done = item.status_category is StatusCategory.DONE
    if item.resolved is None:
        if done:
            yield "done-without-date"
    elif not done:
        yield "reopened"
    elif item.created is not None and item.resolved < item.created:
        yield "done-before-created"
    elif item.started is not None and item.resolved < item.started:
        yield "negative-cycle-time"
    if item.created is not None and item.started is not None and item.started < item.created:
        yield "started-before-created"


def _unclear_states(items: Sequence[WorkItem]) -> frozenset[str]:
    """Words that the reader took for several states: it did not know them and judged each item by its dates."""
    states: dict[str, set[StatusCategory]] = defaultdict(set)
    for item in items:
        states[item.status].add(item.status_category)
    return frozenset(word for word, taken in states.items() if word and len(taken) > 1)


def _bulk_closed(items: Sequence[WorkItem]) -> frozenset[str]:
    """Items that somebody swept up, which is no pace of work: closed on a day, or within a minute, with at least 20 and
    more than five times the busiest of the 26 weeks before. Of a minute the first 26 weeks need no comparison: nobody
    finishes 20 items in one by hand. Only the past decides, so that a forecast at any origin judges alike.
    """
    ends = {item.key: item.resolved for item in items if finished(item) is not None and item.resolved is not None}
    days = {key: _day(at) for key, at in ends.items()}
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


def _problems(found: dict[str, list[str]]) -> Iterator[Problem]:
    for name, (text, hint) in _TEXTS.items():
        keys = found.get(name)
        if keys:
            examples = ", ".join(keys[:_EXAMPLES]) + (", …" if len(keys) > _EXAMPLES else "")
            message = text.format(n=f"{len(keys):,}", examples=examples)
            yield Problem(id=name, severity=Severity.WARNING, message=message, hint=hint)


_TEXTS: Final = {
    "duplicate-item": (
        _("items that are there more than once: {n} ({examples})"),
        _("The last one of each was kept."),
    ),
    "done-before-created": (
        _("items done before they were created: {n} ({examples})"),
        _("They count as created on the day on which they were done."),
    ),
    "negative-cycle-time": (
        _("items done before they were started: {n} ({examples})"),
        _("Their finish counts, their cycle time does not."),
    ),
    "started-before-created": (
        _("items started before they were created: {n} ({examples})"),
        _("Their finish counts, their cycle time does not."),
    ),
    "done-without-date": (
        _("done items without a date of finish: {n} ({examples})"),
        _("They were left out: nobody knows in which week they were done."),
    ),
    "reopened": (
        _("open items that have a date of finish: {n} ({examples})"),
        _("They were reopened, and count as open."),
    ),
    "unclear-state": (
        _("items in a state that the mapping does not know: {n} ({examples})"),
        _("Whether they are done was judged by their dates; name the state in a mapping."),
    ),
    "bulk-close": (
        _("items closed in bulk, on a day or in a minute far busier than any half a year before: {n} ({examples})"),
        _("They do not count as throughput."),
    ),
}
