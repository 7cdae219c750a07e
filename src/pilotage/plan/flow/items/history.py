"""Work items -> histories: the days on which a team's items came in and were finished."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Any, Final, NamedTuple

import msgspec
import numpy as np

from pilotage.engine.throughput.counts import Counts, counts
from pilotage.engine.throughput.looking import TUNED as TUNING
from pilotage.engine.throughput.looking import History, look
from pilotage.engine.throughput.walking import LEAST_RATE, LEAST_WEEKS
from pilotage.plan.flow.items.cleaning import arrived, clean, finished
from pilotage.plan.vocabulary.problems import Problem
from pilotage.plan.vocabulary.work_items import Period, ScopeChange, StatusCategory, WorkItem

EPOCH: Final = dt.date(1970, 1, 1)


class By(StrEnum):
    """What a history is the history of."""

    AUTO = "auto"  # the team, where the tracker has teams, else the project
    TEAM = "team"
    PROJECT = "project"
    COMPONENT = "component"
    TYPE = "type"
    ALL = "all"


class Sufficiency(StrEnum):
    """Whether a history can carry a forecast."""

    ENOUGH = "enough"
    SHORT = "short"  # less than half a year since the first finished item
    THIN = "thin"  # less than one item a week over the last 12 weeks
    EMPTY = "empty"  # nothing was finished
    FAR = "far"  # the history would do, but the question reaches more than five years ahead


class WorkHistory(NamedTuple):
    """The history of one team. ``days`` is None where nothing was finished; days are UTC dates."""

    name: str
    items: int
    done: int
    bulk: int
    open: int
    days: History | None

    @property
    def first(self) -> dt.date | None:
        return None if self.days is None else date_of(self.days.done.first)

    @property
    def last(self) -> dt.date | None:
        """The last day on which an item was finished."""
        return None if self.days is None else date_of(self.days.done.last)


class Histories(NamedTuple):
    """Those that were asked for, then others of the same items that only teach (finer ones: components).

    ``known`` is the last day that any item tells of; ``score`` the quality of the data, 0 to 100.
    """

    asked: tuple[WorkHistory, ...]
    teachers: tuple[WorkHistory, ...]
    problems: tuple[Problem, ...]
    score: float | None
    known: dt.date | None


def number_of(day: dt.date) -> int:
    """The engine's number of a day."""
    return (day - EPOCH).days


def date_of(number: int) -> dt.date:
    return EPOCH + dt.timedelta(days=number)


def histories(items: Iterable[WorkItem], *, by: By = By.AUTO, as_of: dt.date | None = None) -> Histories:
    """Of all items, as they were known at the end of ``as_of``: later arrivals and finishes are unknown then."""
    cleaned = clean(items)
    then = tuple(known_then(cleaned.items, as_of)) if as_of is not None else cleaned.items
    chosen = _chosen(then, by)
    asked = _grouped(then, cleaned.bulk, chosen)
    known = _known(then)
    teachers: tuple[WorkHistory, ...] = ()
    if by is not By.COMPONENT:
        teachers = tuple(each for each in _grouped(then, cleaned.bulk, By.COMPONENT) if each.done >= _TEACHES)
    return Histories(asked, teachers, cleaned.problems, cleaned.score, known)


_TEACHES: Final = 60


def one_history(items: Iterable[WorkItem], name: str | None, *, as_of: dt.date | None = None) -> WorkHistory | None:
    """That of the team, project, component or type of that name, whatever its case; of all items without a name. None
    where nothing is called so.
    """
    cleaned = clean(items)
    then = tuple(known_then(cleaned.items, as_of)) if as_of is not None else cleaned.items
    return named_history(then, cleaned.bulk, name)


def named_history(items: Sequence[WorkItem], bulk: frozenset[str], name: str | None) -> WorkHistory | None:
    """As `one_history`, of items that are clean and as they were known then."""
    if name is None:
        return _history("", items, bulk)
    found = named_group(items, name)
    return None if found is None else _history(*found, bulk)


def named_group(items: Sequence[WorkItem], name: str) -> tuple[str, list[WorkItem]] | None:
    """The team, project, component or type of that name, whatever its case, and its items; None where there is none."""
    for by in (By.TEAM, By.PROJECT, By.COMPONENT, By.TYPE):
        for each, group in grouped(items, by).items():
            if each.casefold() == name.casefold():
                return each, group
    return None


def sufficiency(history: WorkHistory, origin: dt.date) -> Sufficiency:
    """At the end of a day."""
    if history.days is None or number_of(origin) < history.days.done.first:
        return Sufficiency.EMPTY
    if number_of(origin) - history.days.done.first < 7 * LEAST_WEEKS:
        return Sufficiency.SHORT
    recent = look(history.days, number_of(origin), TUNING).recent
    return Sufficiency.ENOUGH if recent >= LEAST_RATE else Sufficiency.THIN


def _known(items: Sequence[WorkItem]) -> dt.date | None:
    days = [day for item in items for day in (finished(item), arrived(item)) if day is not None]
    return max(days, default=None)


def known_then(items: Sequence[WorkItem], as_of: dt.date) -> Iterable[WorkItem]:
    """The items that had come in by the end of ``as_of``, open where they were finished later, with what had happened
    to them by then. Their fields without a date (team, labels, ...) are those of the export.
    """
    end = dt.datetime.combine(as_of, dt.time(), dt.UTC) + dt.timedelta(days=1)
    for item in items:
        came, done = arrived(item), finished(item)
        if (came is not None and came > as_of) or (came is None and done is not None and done > as_of):
            continue
        if done is not None and done > as_of:
            item = msgspec.structs.replace(item, resolved=None, status="", status_category=StatusCategory.TODO)
        yield _as_it_was(item, end)


def _as_it_was(item: WorkItem, end: dt.datetime) -> WorkItem:
    """Without what happened at ``end`` or later."""
    changes: dict[str, Any] = {}
    if item.started is not None and item.started >= end:
        changes["started"] = None
    for name in ("transitions", "scopes", "sprint_moves"):
        told: Sequence[Any] = getattr(item, name)
        if told and told[-1].at >= end:
            changes[name] = tuple(each for each in told if each.at < end)
    if item.blocks and (item.blocks[-1].finish or item.blocks[-1].start) >= end:
        begun = (period for period in item.blocks if period.start < end)
        changes["blocks"] = tuple(
            Period(each.start) if each.finish is not None and each.finish >= end else each for each in begun
        )
    if "scopes" in changes:
        changes["versions"] = _milestones(item.versions, changes["scopes"])
    return msgspec.structs.replace(item, **changes) if changes else item


def _milestones(now: Sequence[str], scopes: Sequence[ScopeChange]) -> tuple[str, ...]:
    """Those that an item was in after its first changes: of what it is in ``now``, and of what it left."""
    inside = {change.milestone: change.added for change in scopes}
    return (*(name for name in now if inside.get(name)), *(name for name in inside if inside[name] and name not in now))


def _chosen(items: Sequence[WorkItem], by: By) -> By:
    if by is not By.AUTO:
        return by
    teams = sum(bool(item.team) for item in items)
    if 2 * teams >= len(items):
        return By.TEAM
    return By.PROJECT if any(item.project for item in items) else By.ALL


_NAMES: Final[dict[By, Callable[[WorkItem], tuple[str, ...]]]] = {
    By.TEAM: lambda item: (item.team or "",),
    By.PROJECT: lambda item: (item.project,),
    By.COMPONENT: lambda item: item.components[:1],
    By.TYPE: lambda item: (item.kind,),
    By.ALL: lambda _item: ("",),
}


def grouped(items: Sequence[WorkItem], by: By) -> dict[str, list[WorkItem]]:
    """The items of each team, project, component or type, by its name; ``AUTO`` as `histories` takes it."""
    groups: dict[str, list[WorkItem]] = defaultdict(list)
    chosen = _chosen(items, by)
    for item in items:
        for name in _NAMES[chosen](item):
            groups[name].append(item)
    return {name: groups[name] for name in sorted(groups)}


def _grouped(items: Sequence[WorkItem], bulk: frozenset[str], by: By) -> tuple[WorkHistory, ...]:
    return tuple(_history(name, group, bulk) for name, group in grouped(items, by).items())


def _history(name: str, items: Sequence[WorkItem], bulk: frozenset[str]) -> WorkHistory:
    ends = [(number_of(day), item.key in bulk) for item in items if (day := finished(item)) is not None]
    starts = [number_of(day) for item in items if (day := arrived(item)) is not None]
    work = [day for day, swept in ends if not swept]
    days = None
    if work:
        # arrivals teach only where they are known of open and finished items alike
        complete = len(starts) == len(items) and len(items) > len(ends)
        closed = _counts([day for day, _swept in ends])
        days = History(_counts(work), _counts(starts) if complete else None, closed if complete else None)
    swept = len(ends) - len(work)
    is_open = sum(item.status_category is not StatusCategory.DONE for item in items)
    return WorkHistory(name, len(items), len(work), swept, is_open, days)


def _counts(days: Sequence[int]) -> Counts:
    return counts(np.array(days, np.int64))
