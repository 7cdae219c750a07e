"""Microsoft Project's own files through MPXJ: the plan by Pilotage's reader, the stored values as the file has them."""

from pathlib import Path
from typing import Any

from benchmarks.oracle.cases import Case, Stored, Unreadable
from benchmarks.oracle.mspdi import TOLD, moment
from pilotage.exchange import mpxj
from pilotage.exchange.mpxj.jvm import classes
from pilotage.exchange.mpxj.values import Durations, integer, text

_RECURRING = "a recurring task: Project keeps the late dates of its times, and gives it no float"


def read(path: Path) -> Case:
    """Raises Unreadable, without MPXJ or Java too."""
    try:
        jpype = classes()
        result = mpxj.read(path)
    except mpxj.MpxjUnavailableError as error:
        raise Unreadable(str(error)) from error
    if result.program is None:
        raise Unreadable("; ".join(each.message for each in result.problems) or "not a schedule")
    reasons = {each.entity: TOLD[each.id] for each in result.problems if each.id in TOLD}
    here = {activity.id for activity in result.program.activities}
    project = jpype.JClass("org.mpxj.reader.UniversalProjectReader")().read(str(path))
    durations = Durations(jpype, project.getProjectProperties())
    fields = jpype.JClass("org.mpxj.TaskField")
    stored = (_stored(task, fields, durations, reasons) for task in project.getTasks())
    return Case(path.name, result.program, tuple(each for each in stored if each.id in here))


def _stored(task: Any, fields: Any, durations: Durations, reasons: dict[str, str]) -> Stored:
    """``getCachedValue`` gives what the file holds, and computes nothing."""
    dates = [
        task.getCachedValue(each)
        for each in (fields.EARLY_START, fields.EARLY_FINISH, fields.LATE_START, fields.LATE_FINISH)
    ]
    name = f"t{integer(task.getUniqueID())}"
    return Stored(
        id=name,
        name=text(task.getName()),
        early_start=moment(_text(dates[0])),
        early_finish=moment(_text(dates[1])),
        late_start=moment(_text(dates[2])),
        late_finish=moment(_text(dates[3])),
        total_float=durations.minutes(task.getCachedValue(fields.TOTAL_SLACK)),
        free_float=durations.minutes(task.getCachedValue(fields.FREE_SLACK)),
        reason=reasons.get(name, _RECURRING if task.getRecurring() else ""),
    )


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
