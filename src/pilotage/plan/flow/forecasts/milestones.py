"""When will a milestone be done, though its scope still grows?

Where the tracker's log of changes is there, an item is a member of a milestone from the day on which it was put in
until the day on which it was taken out. Of other items the last fix version counts that they have today, from their
creation: then the scope as it was known is a guess, and it is said of how many items. A milestone is done with 95 % of
its items.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import msgspec
import numpy as np

from pilotage.engine.throughput.counts import Counts, counts
from pilotage.engine.throughput.course import AS_BEFORE, Course
from pilotage.engine.throughput.growing import HORIZON, Milestone, state
from pilotage.engine.throughput.milestones import FROZEN, Tracked, answer, pace, walk_milestones
from pilotage.engine.throughput.scores import TOLD
from pilotage.plan.flow.calibration.calibrated import Answer
from pilotage.plan.flow.calibration.library import Lent, lent, shipped_milestones
from pilotage.plan.flow.calibration.track_record import TrackRecord, Trained, record_of
from pilotage.plan.flow.forecasts.forecast import RUNS, When, when_at
from pilotage.plan.flow.items.cleaning import arrived, clean, finished
from pilotage.plan.flow.items.history import known_then, number_of
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.work_items import WorkItem

_DONE: Final = 0.95


class MilestoneHistory(NamedTuple):
    """``title`` names it alone where no other project has one of that name. Of its ``items``, ``dated`` are those of
    which the data tells when they were put in.
    """

    project: str
    title: str
    items: int
    done: int
    tracked: Tracked | None
    dated: int = 0


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
    dated: int = 0
    library: Lent | None = None


def milestone_histories(items: Iterable[WorkItem], *, as_of: dt.date | None = None) -> tuple[MilestoneHistory, ...]:
    """Of all milestones, by project and title, as they were known at the end of ``as_of``."""
    cleaned = clean(items)
    then = tuple(known_then(cleaned.items, as_of)) if as_of is not None else cleaned.items
    return milestones_among(then, cleaned.bulk)


def milestones_among(items: Sequence[WorkItem], bulk: frozenset[str]) -> tuple[MilestoneHistory, ...]:
    """As `milestone_histories`, of items that are clean and as they were known then."""
    teams: dict[str, list[int]] = defaultdict(list)
    groups: dict[tuple[str, str], list[_Stay]] = defaultdict(list)
    for item in items:
        day = finished(item)
        if day is not None and item.key not in bulk:
            teams[item.project].append(number_of(day))
        for title, stay in _stays(item):
            groups[item.project, title].append(stay)
    paces = {project: _counts(days) for project, days in teams.items()}
    return tuple(_of(*key, groups[key], paces.get(key[0])) for key in sorted(groups))


class _Stay(NamedTuple):
    """An item in a milestone from the day ``came`` on, until before the day ``left``; ``done``: its day of finish."""

    came: int
    left: int | None
    done: int | None
    dated: bool


def _stays(item: WorkItem) -> Iterator[tuple[str, _Stay]]:
    """By milestone. An item whose creation is unknown is known from the day on which it was finished."""
    finish, first = finished(item), arrived(item) or finished(item)
    done = None if finish is None else number_of(finish)
    told = dict.fromkeys(change.milestone for change in item.scopes)
    for title in told:
        for came, left in _spells(item, title):
            yield title, _Stay(came, left, done, dated=True)
    last = item.versions[-1] if item.versions else None
    if not item.logged and last is not None and last not in told and first is not None:
        yield last, _Stay(number_of(first), None, done, dated=False)


def _spells(item: WorkItem, title: str) -> Iterator[tuple[int, int | None]]:
    """From which day until before which it was in a milestone."""
    came: int | None = None
    for change in item.scopes:
        if change.milestone != title:
            continue
        day = number_of(change.at.astimezone(dt.UTC).date())
        if change.added:
            came = day if came is None else came
        elif came is not None:
            yield came, day
            came = None
    if came is not None:
        yield came, None


def forecast_milestone(
    found: MilestoneHistory,
    trained: Trained,
    *,
    as_of: dt.date,
    until: dt.date | None = None,
    seed: int = 1,
    runs: int = RUNS,
    drop: int = 0,
    course: Course = AS_BEFORE,
    lend: bool = True,
) -> MilestoneForecast:
    """At the end of ``as_of``. ``trained`` is by the milestones as they were known then. What if ``drop`` of its open
    items were taken out, and the pace were another? ``lend``: where too few have
    ended the shipped library corrects. Raises ValueError where nothing would be left.
    """
    origin = number_of(as_of)
    now = None if found.tracked is None else state(found.tracked.milestone, origin)
    if now is not None and drop:
        if now.done >= _DONE * (now.known - drop):
            raise ValueError(_("nothing would be left: {n} items are open").format(n=now.known - now.done))
        now = now._replace(known=now.known - drop)
    when: tuple[When, ...] = ()
    percentiles: tuple[float, ...] = ()
    on_time, calibrated = None, False
    borrowed_from: Lent | None = None
    if now is not None and found.tracked is not None:
        lender = shipped_milestones() if lend else None
        library = None if lender is None else lender.library
        weeks, own, borrowed = answer(
            now, pace(found.tracked.team, origin), trained.past, trained.ended, origin, runs, seed, library
        )
        calibrated, borrowed_from = own or borrowed, lent(lender) if lender is not None and borrowed else None
        told = Answer(course.weeks(weeks), weeks >= HORIZON - 1e-9)
        when, percentiles = tuple(when_at(level, told, as_of) for level in TOLD), tuple(told.weeks.tolist())
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
        dated=found.dated,
        library=borrowed_from,
    )


def train_milestones(found: Sequence[MilestoneHistory], *, seed: int = 1) -> Trained:
    """What the walk through all milestones that have ended taught; CRPS is told against frozen scope."""
    walked = walk_milestones([each.tracked for each in found if each.tracked is not None], seed=seed)
    rows = np.ones(len(walked.asked.origin), bool)
    record = record_of(walked, rows, None, base=FROZEN) if rows.any() else None
    return Trained((), 0, walked.past, walked.ended, (), record, len(walked.dropped))


def _of(project: str, title: str, stays: Sequence[_Stay], team: Counts | None) -> MilestoneHistory:
    known = _net([stay.came for stay in stays], [stay.left for stay in stays])
    ends = [stay for stay in stays if stay.done is not None and (stay.left is None or stay.done < stay.left)]
    done = _net([max(stay.came, stay.done or 0) for stay in ends], [stay.left for stay in ends])
    now = [stay for stay in stays if stay.left is None]
    tracked = None
    if known is not None and done is not None and team is not None:
        tracked = Tracked(Milestone(known, done), team)
    finishes = sum(stay.done is not None for stay in now)
    return MilestoneHistory(project, title, len(now), finishes, tracked, sum(stay.dated for stay in now))


def _net(came: Sequence[int], left: Sequence[int | None]) -> Counts | None:
    """Those that are there at the end of each day."""
    gone = [day for day in left if day is not None]
    if not came:
        return None
    first = min(came)
    length = max([*came, *gone]) - first + 1
    change = np.bincount(np.array(came) - first, minlength=length)
    change -= np.bincount(np.array(gone, np.int64) - first, minlength=length)
    return Counts(first, np.cumsum(change))


def _counts(days: Sequence[int]) -> Counts:
    return counts(np.array(days, np.int64))
