"""MPXJ's resources and assignments as records."""

from typing import Any

from pilotage.exchange.mpxj.values import Durations, integer, number, text
from pilotage.exchange.mspdi.marks import OUR_ID
from pilotage.exchange.mspdi.records import AssignmentRecord, ResourceRecord


def resource(source: Any) -> ResourceRecord | None:
    """None for the blank and the unassigned resource."""
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
        calendar=integer(source.getCalendarUniqueID()),
    )


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
