"""How the tool that saved a file schedules it, as rules of ours."""

from typing import Any

from pilotage.exchange.mpxj.values import Durations, moment, text
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.scheduling_rules import (
    Behavior,
    CriticalRule,
    FloatRule,
    LagCalendar,
    ProgressRule,
    SchedulingRules,
)

_LAGS = {
    "PREDECESSOR": LagCalendar.PREDECESSOR,
    "SUCCESSOR": LagCalendar.SUCCESSOR,
    "PROJECT_DEFAULT": LagCalendar.PROGRAM,
    "TWENTY_FOUR_HOUR": LagCalendar.CLOCK,
}
_PROGRESS = {
    "PROGRESS_OVERRIDE": ProgressRule.PROGRESS_OVERRIDE,
    "ACTUAL_DATES": ProgressRule.ACTUAL_DATES,
}
_FLOATS = {"START_SLACK": FloatRule.START, "SMALLEST_SLACK": FloatRule.SMALLEST}


def scheduling_rules(properties: Any, durations: Durations, *, primavera: bool) -> SchedulingRules:
    """Without a zone in ``finish``: the file has none."""
    limit = Span(durations.minutes(properties.getCriticalSlackLimit()) or 0)
    if not primavera:
        start_from = properties.getScheduleFrom()
        backward = start_from is not None and str(start_from.name()) == "FINISH"
        return SchedulingRules(
            critical_float=limit,
            honor_dates=bool(properties.getHonorConstraints()),
            from_finish=backward,
            finish=moment(properties.getFinishDate()) if backward else None,
        )
    longest = _name(properties.getCriticalActivityType()) == "LONGEST_PATH"
    return SchedulingRules(
        behavior=Behavior.PRIMAVERA,
        progress=_PROGRESS.get(_name(properties.getSchedulingProgressedActivities()), ProgressRule.RETAINED_LOGIC),
        lag_calendar=_LAGS.get(_name(properties.getRelationshipLagCalendar()), LagCalendar.PREDECESSOR),
        critical=CriticalRule.LONGEST_PATH if longest else CriticalRule.TOTAL_FLOAT,
        critical_float=limit,
        total_float=_FLOATS.get(_name(properties.getTotalSlackCalculationType()), FloatRule.FINISH),
        open_ends_critical=bool(properties.getMakeOpenEndedActivitiesCritical()),
        finish=moment(properties.getMustFinishBy()),
    )


def _name(value: Any) -> str:
    return "" if value is None else text(value.name())
