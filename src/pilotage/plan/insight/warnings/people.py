"""Warnings of people who are asked for more than there is of them."""

from collections.abc import Iterator, Sequence

from pilotage.plan.insight.load import Overload
from pilotage.plan.insight.milestones import day_difference
from pilotage.plan.insight.warnings.model import EarlyWarning, Urgency
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Link
from pilotage.plan.scheduling.schedule import Schedule


def of_overloads(schedule: Schedule, overloads: Sequence[Overload]) -> Iterator[EarlyWarning]:
    """At stake are the days of work that do not fit into the period."""
    for overload in overloads:
        period = day_difference(schedule, overload.start, overload.finish) + 1
        yield EarlyWarning(
            id=f"overload:{overload.person}:{overload.start.isoformat()}",
            urgency=Urgency.MEDIUM,
            text=overload.text,
            suggestion=(_("Move one of the activities, or give it to somebody with room."),),
            refs=(Link("person", overload.person), *(Link("activity", activity) for activity in overload.activities)),
            days=max(0.0, overload.load - 1) * period,
        )
