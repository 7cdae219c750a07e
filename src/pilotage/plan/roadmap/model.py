"""A composed roadmap. All that is in it may be shown to its audience; the page and every document draw it as it is."""

import datetime as dt

import msgspec

from pilotage.plan.insight.status import Status
from pilotage.plan.roadmap.settings import Audience, Grouping
from pilotage.plan.vocabulary.activities import ActivityKind
from pilotage.plan.vocabulary.roadmap import Horizon


class RoadmapPeriod(msgspec.Struct, frozen=True):
    """A stretch of the calendar with its name: ``Q1 2027``, ``2028``. Both days belong to it."""

    name: str
    first: dt.date
    last: dt.date


class RoadmapItem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing on the roadmap. Days are those of the program's zone; what the audience may not know is empty.

    ``id`` is the activity's, for a customer a number of this roadmap alone. ``finish`` is the plan's. ``p50`` and
    ``p85`` are None where no forecast says so: then ``unknown`` says why. For a customer ``period`` stands for all
    dates. ``after`` are ids of items that it waits for. ``moved`` is why its horizon is not that of its dates.
    """

    id: str
    title: str
    kind: ActivityKind
    horizon: Horizon
    start: dt.date | None = None
    finish: dt.date | None = None
    p50: dt.date | None = None
    p85: dt.date | None = None
    landed: dt.date | None = None
    target: dt.date | None = None
    commitment: dt.date | None = None
    status: Status | None = None
    progress: float | None = None
    critical: bool = False
    period: RoadmapPeriod | None = None
    team: str = ""
    owner: str = ""
    after: tuple[str, ...] = ()
    moved: str = ""
    unknown: str = ""
    public: bool = False

    @property
    def end(self) -> dt.date | None:
        """The last day of it that is drawn."""
        if self.landed is not None:
            return self.landed
        if self.period is not None:
            return self.period.last
        return max((day for day in (self.finish, self.p85) if day is not None), default=None)


class RoadmapLane(msgspec.Struct, frozen=True, kw_only=True):
    """``title`` is empty where the roadmap is not grouped."""

    id: str
    title: str
    items: tuple[RoadmapItem, ...]


class Roadmap(msgspec.Struct, frozen=True, kw_only=True):
    """``headline`` is the sentence to repeat; ``first`` to ``last`` is what the timeline shows, whole months."""

    title: str
    audience: Audience
    group: Grouping
    as_of: dt.date
    now_weeks: int
    next_weeks: int
    headline: str
    first: dt.date
    last: dt.date
    lanes: tuple[RoadmapLane, ...]

    @property
    def items(self) -> tuple[RoadmapItem, ...]:
        return tuple(item for lane in self.lanes for item in lane.items)


class Composition(msgspec.Struct, frozen=True, kw_only=True):
    """A roadmap, and what it leaves out in sentences for those who make it: they are no part of it."""

    roadmap: Roadmap
    left_out: tuple[str, ...]
