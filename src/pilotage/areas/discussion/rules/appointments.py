"""When somebody is told: the appointed time of a digest, and quiet hours. Pure: ``now`` and the zone are arguments."""

import datetime as dt
from zoneinfo import ZoneInfo

_DAY = dt.timedelta(days=1)


def appointed(*, hour: int, weekday: int | None, zone: str, now: dt.datetime) -> dt.datetime:
    """The latest time at or before ``now`` at which the clock of ``zone`` showed ``hour`` o'clock (on ``weekday``, 0
    is Monday, or on any day). An hour that a change of clocks skips is the next that exists.
    """
    here = ZoneInfo(zone)
    day = now.astimezone(here).date()
    while True:
        at = dt.datetime.combine(day, dt.time(hour), here).astimezone(dt.UTC)
        if at <= now and weekday in (None, day.weekday()):
            return at
        day -= _DAY


def quiet_until(*, start: int | None, end: int | None, zone: str, now: dt.datetime) -> dt.datetime:
    """``now``, or the end of the quiet hours in which it falls. They may go over midnight; equal hours are none."""
    if start is None or end is None or start == end:
        return now
    here = now.astimezone(ZoneInfo(zone))
    quiet = start <= here.hour < end if start < end else here.hour >= start or here.hour < end
    if not quiet:
        return now
    day = here.date() if here.hour < end else here.date() + _DAY
    return dt.datetime.combine(day, dt.time(end), here.tzinfo).astimezone(dt.UTC)


RETRIES = (dt.timedelta(minutes=1), dt.timedelta(minutes=5), dt.timedelta(minutes=30), dt.timedelta(hours=2))
"""How long after each failed attempt the next one is made; after the last it is given up."""
