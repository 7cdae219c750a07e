"""MPXJ's resources and assignments as records."""

from typing import Any

from pilotage.exchange.mpxj.values import Durations, integer, number, text
from pilotage.exchange.mspdi.marks import OUR_ID
from pilotage.exchange.mspdi.records import AssignmentRecord, ResourceRecord


def resource(source: Any, properties: Any) -> ResourceRecord | None:
    """None for the blank and the unassigned resource. ``properties`` are the project's."""
    uid = integer(source.getUniqueID())
    if uid is None or uid <= 0 or source.getNull():
        return None
    kind = "WORK" if source.getType() is None else str(source.getType().name())
    units = number(source.getMaxUnits())
    return ResourceRecord(
        uid=uid,
        name=text(source.getName()),
        person=kind == "WORK",
        material=kind == "MATERIAL",
        email=text(source.getEmailAddress()),
        group=text(source.getGroup()),
        own_id=text(source.getFieldByAlias(OUR_ID)),
        units=1.0 if units is None else units / 100,
        rate=_hourly(source.getStandardRate(), properties),
        calendar=integer(source.getCalendarUniqueID()),
    )


def _hourly(rate: Any, properties: Any) -> float:
    """A rate for an hour; MPXJ gives it in the unit that is shown."""
    amount = None if rate is None else number(rate.getAmount())
    if not amount or amount < 0:
        return 0.0
    minutes = {
        "MINUTES": lambda: 1,
        "DAYS": properties.getMinutesPerDay,
        "WEEKS": properties.getMinutesPerWeek,
        "MONTHS": properties.getMinutesPerMonth,
        "YEARS": properties.getMinutesPerYear,
    }.get(str(rate.getUnits().name()))
    return amount if minutes is None else amount * 60 / (integer(minutes()) or 60)


def assignment(source: Any, durations: Durations) -> AssignmentRecord | None:
    """None where nobody is assigned."""
    task, person = integer(source.getTaskUniqueID()), integer(source.getResourceUniqueID())
    if task is None or person is None or person <= 0:
        return None
    units = number(source.getUnits())
    return AssignmentRecord(
        task=task,
        resource=person,
        units=1.0 if units is None else units / 100,
        delay=durations.minutes(source.getDelay()) or 0,
    )
