"""When progress was last reported, from the earlier states of a program."""

import datetime as dt
from collections.abc import Sequence

from pilotage.plan.quality.model import Reports
from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.program import Program


def reports_of(states: Sequence[tuple[dt.date, Program]]) -> Reports | None:
    """Reports from the states of a program, oldest first, the present one last. None where there is one state only."""
    if len(states) < 2:
        return None
    last: dict[str, dt.date] = {}
    known: dict[str, tuple[object, ...]] = {}
    for day, program in states:
        for activity in program.activities:
            told = reported(activity)
            if activity.id in known and known[activity.id] != told:
                last[activity.id] = day
            known[activity.id] = told
    return Reports(states[0][0], last)


def reported(activity: Activity) -> tuple[object, ...]:
    """What a report of progress sets."""
    return (activity.progress, activity.actual_start, activity.actual_finish, activity.remaining)
