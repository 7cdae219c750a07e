"""MPXJ's values as Python's. Every function takes None and gives None."""

import datetime as dt
from typing import Any

from pilotage.plan.vocabulary.amounts import Span, Unit

UNITS = {
    "MINUTES": Unit.MINUTE,
    "HOURS": Unit.HOUR,
    "DAYS": Unit.DAY,
    "WEEKS": Unit.WEEK,
    "MONTHS": Unit.DAY,
    "YEARS": Unit.DAY,
    "ELAPSED_MINUTES": Unit.ELAPSED_MINUTE,
    "ELAPSED_HOURS": Unit.ELAPSED_HOUR,
    "ELAPSED_DAYS": Unit.ELAPSED_DAY,
    "ELAPSED_WEEKS": Unit.ELAPSED_WEEK,
    "ELAPSED_MONTHS": Unit.ELAPSED_DAY,
    "ELAPSED_YEARS": Unit.ELAPSED_DAY,
}
PERCENT = ("PERCENT", "ELAPSED_PERCENT")
_ELAPSED = {"ELAPSED_MINUTES": 1, "ELAPSED_HOURS": 60, "ELAPSED_DAYS": 1440, "ELAPSED_WEEKS": 7 * 1440}


class Durations:
    """Durations in minutes, by the hours of a day and a week of the project."""

    def __init__(self, jpype: Any, properties: Any) -> None:
        self._minutes = jpype.JClass("org.mpxj.TimeUnit").MINUTES
        self._properties = properties

    def minutes(self, duration: Any) -> int | None:
        if duration is None:
            return None
        clock = _ELAPSED.get(str(duration.getUnits().name()))
        if clock is not None:
            return round(float(duration.getDuration()) * clock)
        return round(float(duration.convertUnits(self._minutes, self._properties).getDuration()))

    def span(self, duration: Any) -> Span | None:
        minutes = self.minutes(duration)
        if minutes is None:
            return None
        return Span(minutes, UNITS.get(str(duration.getUnits().name()), Unit.DAY))


def text(value: Any) -> str:
    return "" if value is None else str(value)


def integer(value: Any) -> int | None:
    return None if value is None else int(value.intValue() if hasattr(value, "intValue") else value)


def number(value: Any) -> float | None:
    return None if value is None else float(value.doubleValue() if hasattr(value, "doubleValue") else value)


def moment(value: Any) -> dt.datetime | None:
    return None if value is None else dt.datetime.fromisoformat(str(value)).replace(microsecond=0, tzinfo=None)


def day(value: Any) -> dt.date:
    return dt.date.fromisoformat(str(value))


def minute_of_day(value: Any) -> int:
    return int(value.getHour()) * 60 + int(value.getMinute())
