"""When will a milestone be done, though its scope still grows?

The members of a milestone are the items whose (last) fix version it is today; an item counts as known from the day it
was created, since most exports do not tell when it was put into the milestone. A milestone is done with 95 % of its
items.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import msgspec
import numpy as np

from pilotage.engine.throughput.counts import Counts, counts
from pilotage.engine.throughput.growing import HORIZON, Milestone, state
from pilotage.engine.throughput.milestones import FROZEN, Tracked, answer, pace, walk_milestones
from pilotage.engine.throughput.scores import TOLD
from pilotage.plan.flow.calibrated import Answer
from pilotage.plan.flow.cleaning import arrived, clean, finished
from pilotage.plan.flow.forecast import RUNS, When, when_at
from pilotage.plan.flow.history import known_then, number_of
from pilotage.plan.flow.track_record import TrackRecord, Trained, record_of
from pilotage.plan.vocabulary.work_items import WorkItem

_DONE: Final = 0.95


class MilestoneHistory(NamedTuple):
    """``title`` names it alone where no other project has one of that name."""

    project: str
    title: str
    items: int
    done: int
    tracked: Tracked | None


class MilestoneForecast(msgspec.Struct, frozen=True):
    """``state`` is ``enough``, ``done``, or ``thin``: fewer than ten items known, five done, or three done in the last
    eight weeks; then there are no dates. ``percentiles`` are weeks from P1 to P99. ``held`` is
    the record of such forecasts for the milestones that have ended.
    """

    milestone: str
    as_of: dt.date
    state: str
    items: int
    done: int
    arriving: float
    finishing: float
    when: tuple[When, ...]
    until: dt.date | None
    on_time: float | None
    calibrated: bool
    ended: int
    seed: int
    held: TrackRecord | None
    percentiles: tuple[float, ...] = ()


def milestone_histories(items: Iterable[WorkItem], *, as_of: dt.date | None = None) -> tuple[MilestoneHistory, ...]:
    """Of all milestones, by project and title, as they were known at the end of ``as_of``."""
    cleaned = clean(items)
    then = tuple(known_then(cleaned.items, as_of)) if as_of is not None else cleaned.items
    teams: dict[str, list[int]] = defaultdict(list)
    groups: dict[tuple[str, str], list[WorkItem]] = defaultdict(list)
    for item in then:
        day = finished(item)
        if day is not None and item.key not in cleaned.bulk:
            teams[item.project].append(number_of(day))
        if item.versions:
            groups[item.project, item.versions[-1]].append(item)
    paces = {project: _counts(days) for project, days in teams.items()}
    return tuple(_of(*key, groups[key], paces.get(key[0])) for key in sorted(groups))


def forecast_milestone(
    found: MilestoneHistory,
    trained: Trained,
    *,
    as_of: dt.date,
    until: dt.date | None = None,
    seed: int = 1,
    runs: int = RUNS,
) -> MilestoneForecast:
    """At the end of ``as_of``. ``trained`` is by the milestones as they were known then."""
    origin = number_of(as_of)
    now = None if found.tracked is None else state(found.tracked.milestone, origin)
    when: tuple[When, ...] = ()
    percentiles: tuple[float, ...] = ()
    on_time, calibrated = None, False
    if now is not None and found.tracked is not None:
        weeks, calibrated = answer(
            now, pace(found.tracked.team, origin), trained.past, trained.ended, origin, runs, seed
        )
        told = Answer(weeks, weeks >= HORIZON - 1e-9)
        when, percentiles = tuple(when_at(level, told, as_of) for level in TOLD), tuple(weeks.tolist())
        if until is not None:
            on_time = told.chance((until - as_of).days / 7)
    enough = "done" if found.done >= _DONE * found.items else "thin"
    return MilestoneForecast(
        milestone=found.title,
        as_of=as_of,
        state="enough" if now is not None else enough,
        items=found.items,
        done=found.done,
        arriving=0.0 if now is None else float(now.arrivals.mean()),
        finishing=0.0 if now is None else float(now.finishes.mean()),
        when=when,
        until=until,
        on_time=on_time,
        calibrated=calibrated,
        ended=len(np.unique(trained.past.upto(origin).history)),
        seed=seed,
        held=trained.pooled,
        percentiles=percentiles,
    )


def train_milestones(found: Sequence[MilestoneHistory], *, seed: int = 1) -> Trained:
    """What the walk through all milestones that have ended taught; CRPS is told against frozen scope."""
    walked = walk_milestones([each.tracked for each in found if each.tracked is not None], seed=seed)
    rows = np.ones(len(walked.asked.origin), bool)
    record = record_of(walked, rows, None, base=FROZEN) if rows.any() else None
    return Trained((), 0, walked.past, walked.ended, (), record, len(walked.dropped))


def _of(project: str, title: str, items: Sequence[WorkItem], team: Counts | None) -> MilestoneHistory:
    done = [number_of(day) for item in items if (day := finished(item)) is not None]
    # an item whose creation is unknown is known from the day it was finished
    came = [number_of(day) for item in items if (day := arrived(item) or finished(item)) is not None]
    tracked = None
    if done and team is not None:
        tracked = Tracked(Milestone(_counts(came), _counts(done)), team)
    return MilestoneHistory(project, title, len(items), len(done), tracked)


def _counts(days: Sequence[int]) -> Counts:
    return counts(np.array(days, np.int64))
