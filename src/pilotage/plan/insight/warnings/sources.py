"""Warnings of sources that nobody renews."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from pilotage.plan.insight.milestones import day_difference
from pilotage.plan.insight.warnings.model import EarlyWarning, Urgency
from pilotage.plan.insight.warnings.watching import Watched
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Link, fill
from pilotage.plan.language.wording import day
from pilotage.plan.scheduling.schedule import Schedule

_STALE_ITEMS: Final = 7
"""Calendar days."""
_STALE_PLAN: Final = 10
"""Working days."""


def of_sources(schedule: Schedule, now: dt.date, watched: Watched | None) -> Iterator[EarlyWarning]:
    """Work items of last week, a status date of two weeks ago: what is computed from them is as old."""
    if watched is not None and (now - watched.heard).days > _STALE_ITEMS:
        yield EarlyWarning(
            id="stale-work-items",
            urgency=Urgency.LOW,
            text=fill(
                _("The work items are known until {date}, {n} days ago"),
                date=day(watched.heard, near=now),
                n=str((now - watched.heard).days),
            ),
            suggestion=(_("Import them again: until then flow and its warnings are of that day."),),
            refs=(Link("source", "work-items"),),
        )
    status = schedule.program.status_date
    if status is not None and day_difference(schedule, status, now) > _STALE_PLAN:
        yield EarlyWarning(
            id="stale-plan",
            urgency=Urgency.LOW,
            text=fill(
                _("The status date of the plan is {date}, {n} days ago"),
                date=day(status, near=now),
                n=str((now - status).days),
            ),
            suggestion=(_("Report progress and move the status date: until then every forecast is of that day."),),
            refs=(Link("source", "plan"),),
        )
