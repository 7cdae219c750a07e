"""The flow of a program's work items, as warnings look at it: each team's, each milestone's scope, idle items."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from pilotage.engine.throughput.counts import Counts
from pilotage.plan.flow.forecasts.milestones import MilestoneHistory, milestone_histories
from pilotage.plan.flow.items.cleaning import Cleaned, arrived, finished
from pilotage.plan.flow.items.history import By, grouped, known_then, number_of
from pilotage.plan.flow.measures import Basis, Flow, flow
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem

WEEKS: Final = 8
"""So many weeks tell how a scope grows, at most; of a milestone at least `_LEAST_WEEKS`."""
_OPENING: Final = 4
"""Weeks in which a milestone is filled for the first time: that is no growth."""
_LEAST_WEEKS: Final = 4
IDLE_DAYS: Final = 14
"""Calendar days without any sign of life after which an item in progress is idle."""


class Idle(msgspec.Struct, frozen=True):
    """An item in progress of which nothing was heard for ``days`` days."""

    key: str
    title: str
    days: int


class TeamFlow(msgspec.Struct, frozen=True):
    """``limit`` is the most items that the team means to have in progress; ``idle`` the longest silent first."""

    flow: Flow
    idle: tuple[Idle, ...] = ()
    limit: int | None = None

    @property
    def in_progress(self) -> int | None:
        """None where the data does not tell when work begins: a backlog is not work in progress."""
        return len(self.flow.ageing) if self.flow.basis is Basis.STARTED else None

    @property
    def pace(self) -> float:
        """Items a week over all weeks of the flow."""
        return sum(week.finished for week in self.flow.weeks) / len(self.flow.weeks)


class Scope(msgspec.Struct, frozen=True):
    """The items of a milestone of the tracker, or of a whole history without milestones: how many are ``open``, and
    how many ``arrived`` and were ``finished`` in the last ``weeks`` weeks.
    """

    name: str
    open: int
    arrived: int
    finished: int
    weeks: int = WEEKS


class Watched(msgspec.Struct, frozen=True, kw_only=True):
    """The work items as they were known at the end of ``as_of``; ``heard`` is the last day until then on which anything
    is known to have happened to one of them.
    """

    as_of: dt.date
    heard: dt.date
    teams: tuple[TeamFlow, ...]
    scopes: tuple[Scope, ...]


def watch(
    cleaned: Cleaned,
    *,
    as_of: dt.date,
    limits: Mapping[str, int] | None = None,
    by: By = By.AUTO,
    milestones: Sequence[MilestoneHistory] | None = None,
) -> Watched:
    """Look at the items as of a day. ``limits`` are limits of work in progress by the name of the team (or of what else
    ``by`` groups); ``milestones`` those of the items as they were known then, where the caller has them.
    """
    then = tuple(known_then(cleaned.items, as_of))
    bounds = limits or {}
    teams = [
        TeamFlow(flow(name, group, as_of=as_of, bulk=cleaned.bulk), _idle(group, as_of), bounds.get(name))
        for name, group in grouped(then, by).items()
    ]
    heard = max((day for item in then for day in _signs(item) if day <= as_of), default=as_of)
    tracked = milestone_histories(then) if milestones is None else milestones
    scopes = _of_milestones(tracked, as_of) if tracked else [_of_all(then, as_of)]
    return Watched(as_of=as_of, heard=heard, teams=tuple(teams), scopes=tuple(each for each in scopes if each.open > 0))


def _signs(item: WorkItem) -> list[dt.date]:
    """The days on which something is known to have happened to an item."""
    moments = [item.created, item.started, item.resolved, item.updated, *(each.at for each in item.transitions[-1:])]
    return [moment.astimezone(dt.UTC).date() for moment in moments if moment is not None]


def _idle(items: Sequence[WorkItem], as_of: dt.date) -> tuple[Idle, ...]:
    """Of an item without a date of its last change nothing is known but its age."""
    found = []
    for item in items:
        if item.status_category is not StatusCategory.DOING or not (item.updated or item.transitions):
            continue
        signs = [day for day in _signs(item) if day <= as_of]
        if signs and (as_of - max(signs)).days > IDLE_DAYS:
            found.append(Idle(item.key, item.title, (as_of - max(signs)).days))
    return tuple(sorted(found, key=lambda each: (-each.days, each.key)))


def _of_milestones(milestones: Sequence[MilestoneHistory], as_of: dt.date) -> list[Scope]:
    """An item came in when it was put into the milestone, where the data tells; what was taken out again is not in. One
    that is hardly open is left out.
    """
    titles = [each.title for each in milestones]
    found = []
    for each in milestones:
        if each.tracked is None:
            continue
        name = each.title if titles.count(each.title) == 1 else f"{each.project} {each.title}".strip()
        came, done = each.tracked.milestone
        weeks = min(WEEKS, (number_of(as_of) - came.first) // 7 - _OPENING)
        if weeks >= _LEAST_WEEKS:
            both = (_lately(came, as_of, weeks), _lately(done, as_of, weeks))
            found.append(Scope(name, each.items - each.done, *both, weeks))
    return found


def _lately(counted: Counts, as_of: dt.date, weeks: int) -> int:
    today = number_of(as_of)
    return int(counted.by(today)) - int(counted.by(today - 7 * weeks))


def _of_all(items: Sequence[WorkItem], as_of: dt.date) -> Scope:
    """Where no item has a milestone, all of them are one scope."""
    first = number_of(as_of) - 7 * WEEKS + 1
    came = [day for item in items if (day := arrived(item)) is not None]
    ended = [day for item in items if (day := finished(item)) is not None]
    return Scope(
        name="",
        open=sum(item.status_category is not StatusCategory.DONE for item in items),
        arrived=sum(number_of(day) >= first for day in came),
        finished=sum(number_of(day) >= first for day in ended),
    )
