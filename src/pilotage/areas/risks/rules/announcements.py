"""What a change does to the forecast, in a sentence that is read aloud."""

from django.utils.translation import gettext as _

from pilotage.plan.forecasting.forecasts import Forecast, MilestoneForecast
from pilotage.plan.language.wording import last_day, long_day, read_on, working_days
from pilotage.plan.scheduling.schedule import Schedule, final_milestone
from pilotage.plan.vocabulary.history import ForecastRecord


def forecast_effect(before: ForecastRecord | None, after: Forecast | None, schedule: Schedule) -> str:
    """``P85 moves 5 working days later, from 6 January to 13 January.`` Empty without a final milestone.

    ``before`` is the forecast of the final milestone that was issued last.
    """
    final = final_milestone(schedule.program)
    if final is None or final not in schedule.index:
        return ""
    if after is None or final not in after.milestones:
        return _("P85 unchanged until the run ends.")
    with read_on(schedule.program.status_date or schedule.program.start):
        return _moved(before, after.milestones[final], schedule)


def _moved(before: ForecastRecord | None, after: MilestoneForecast, schedule: Schedule) -> str:
    now = after.p85
    if before is None or before.milestone != after.id:
        return _("P85 is {date}.").format(date=long_day(last_day(now)))
    was = before.p85
    days = round(schedule.working_days(was, now))
    if days == 0:
        return _("P85 stays {date}.").format(date=long_day(last_day(now)))
    template = (
        _("P85 moves {days} later, from {before} to {after}.")
        if days > 0
        else _("P85 moves {days} earlier, from {before} to {after}.")
    )
    return template.format(days=working_days(days), before=long_day(last_day(was)), after=long_day(last_day(now)))
