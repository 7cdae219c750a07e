"""When work must begin so that the program is over by a day."""

import datetime as dt
from zoneinfo import ZoneInfo

import msgspec
import numpy as np

from pilotage.areas.errors import InvalidError
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.schedule.queries.plans import plan_at
from pilotage.plan.scheduling.from_finish import with_finish
from pilotage.plan.scheduling.schedule import schedule
from pilotage.plan.vocabulary.activities import ActivityKind
from pilotage.plan.vocabulary.errors import Unschedulable

MOST_FIRST = 8


class LatestStart(msgspec.Struct, frozen=True, kw_only=True):
    """An activity and the latest day on which it can begin; ``days``: working days to spare, negative where its plan
    begins too late.
    """

    id: str
    title: str
    latest: dt.date
    planned: dt.date
    days: float


class LatestStarts(msgspec.Struct, frozen=True, kw_only=True):
    """``start`` is the latest day on which open work must begin to be over by ``finish``; None where nothing is open.
    ``first`` are the activities that must begin first; ``feasible``: no plan date is too late for it.
    """

    finish: dt.date
    start: dt.date | None
    feasible: bool
    first: tuple[LatestStart, ...]


def latest_starts(row: Row, finish: dt.date) -> LatestStarts:
    """Counted back from the end of ``finish``. Raises InvalidError for a plan that cannot be scheduled."""
    program = plan_at(row).program
    zone = ZoneInfo(program.zone)
    end = dt.datetime.combine(finish + dt.timedelta(1), dt.time(), zone)
    try:
        found = schedule(with_finish(program, end))
    except Unschedulable as refusal:
        raise InvalidError(str(refusal.problems[0]), refusal.problems) from refusal
    open_rows = [
        place
        for place, each in enumerate(program.activities)
        if each.kind is ActivityKind.TASK and each.actual_start is None and each.progress == 0
    ]
    late = found.late_start[open_rows]
    order = np.argsort(late, kind="stable")[:MOST_FIRST]
    first = []
    for place in (open_rows[at] for at in order.tolist()):
        each = program.activities[place]
        planned, latest = found.at(each.id).start, dt.datetime.fromtimestamp(int(found.late_start[place]) * 60, zone)
        days = round(float(found.total_float[place]) / (program.hours_per_day * 60), 2)
        first.append(
            LatestStart(
                id=each.id, title=each.title, latest=latest.date(), planned=planned.astimezone(zone).date(), days=days
            )
        )
    feasible = all(found.total_float[place] >= 0 for place in open_rows)
    return LatestStarts(finish=finish, start=first[0].latest if first else None, feasible=feasible, first=tuple(first))
