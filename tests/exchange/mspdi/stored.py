"""The dates a tool saved in its own file, kept out of the plan: the oracle of the scheduler."""

import datetime as dt
from dataclasses import dataclass

from pilotage import plan
from pilotage.exchange.mspdi.assembling import program
from pilotage.exchange.mspdi.records import ProjectRecords
from pilotage.exchange.mspdi.report import Report


@dataclass(frozen=True)
class Row:
    """One activity: its dates as computed here and as saved in the file."""

    id: str
    computed: tuple[dt.datetime, dt.datetime]
    saved: tuple[dt.datetime, dt.datetime]
    equal_start: bool
    equal_finish: bool

    @property
    def same(self) -> bool:
        return self.equal_start and self.equal_finish


def compared(records: ProjectRecords) -> list[Row]:
    """Every task with saved dates. Dates are equal where no working time lies between them, to the minute.

    Friday 17:00 is Monday 08:00: tools differ in which of the two they show.
    """
    made = program(records, "UTC", Report())
    schedule = plan.schedule(made)
    here = {activity.id: activity for activity in made.activities}
    rows: list[Row] = []
    for task in records.tasks:
        activity = here.get(f"t{task.uid}")
        if activity is None or task.start is None or task.finish is None:
            continue
        at = schedule.at(activity.id)
        saved = task.start.replace(second=0, tzinfo=dt.UTC), task.finish.replace(second=0, tzinfo=dt.UTC)
        calendar = activity.calendar
        starts, finishes = (
            a == b or schedule.working_days(min(a, b), max(a, b), calendar) == 0
            for a, b in ((at.start, saved[0]), (at.finish, saved[1]))
        )
        rows.append(Row(activity.id, (at.start, at.finish), saved, starts, finishes))
    return rows


def share(rows: list[Row]) -> tuple[int, int]:
    """How many of how many are reproduced."""
    return sum(row.same for row in rows), len(rows)
