"""What can be compared: the dates of a baseline, or those that the plan has now."""

import datetime as dt
from decimal import Decimal

import msgspec

from pilotage.plan.language.messages import _
from pilotage.plan.scheduling.schedule import Schedule, zone_of
from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from pilotage.plan.vocabulary.history import Baseline, BaselineEntry

TODAY = "today"
"""The id of the side that the plan itself is; a baseline with this id cannot be compared."""


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One state of the dates. ``on`` is the day on which a baseline was taken, or today."""

    id: str
    title: str
    on: dt.date
    entries: tuple[BaselineEntry, ...]


def side_of(baseline: Baseline) -> Side:
    return Side(id=baseline.id, title=baseline.title, on=baseline.taken, entries=baseline.entries)


def today_side(schedule: Schedule, today: dt.date) -> Side:
    """The plan as it is now."""
    return Side(id=TODAY, title=_("today"), on=today, entries=entries_of(schedule))


def entries_of(schedule: Schedule) -> tuple[BaselineEntry, ...]:
    """The present plan dates of every activity, as a baseline keeps them, with its name and planned cost."""
    zone, moment = zone_of(schedule.program), dt.datetime.fromtimestamp
    return tuple(
        BaselineEntry(
            activity.id,
            moment(start * 60, zone),
            moment(finish * 60, zone),
            duration,
            activity.title,
            activity.kind is ActivityKind.MILESTONE,
            planned_cost(schedule, activity, duration),
        )
        for activity, start, finish, duration in zip(
            schedule.program.activities,
            schedule.start.tolist(),
            schedule.finish.tolist(),
            schedule.duration.tolist(),
            strict=True,
        )
    )


def planned_cost(schedule: Schedule, activity: Activity, minutes: int) -> Decimal | None:
    """The likely cost of an activity that lasts ``minutes`` of work: what does not depend on time, and its rate a day.

    None where it has neither in the program's currency. A summary's rate is not counted: its children have theirs.
    """
    program = schedule.program
    fixed = activity.cost if activity.cost is not None and activity.cost.currency == program.currency else None
    rate = activity.cost_per_day if activity.kind is not ActivityKind.SUMMARY else None
    if fixed is None and rate is None:
        return None
    days = Decimal(minutes) / Decimal(str(program.hours_per_day * 60))
    total = (fixed.likely if fixed else Decimal(0)) + (rate * days if rate else Decimal(0))
    return total.quantize(Decimal("0.01"))
