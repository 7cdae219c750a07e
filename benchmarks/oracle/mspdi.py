"""Microsoft Project's XML: the plan by Pilotage's own reader, the stored values straight from the elements."""

import datetime as dt
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from benchmarks.oracle.cases import Case, Stored, Unreadable
from pilotage.exchange import mspdi
from pilotage.exchange.mspdi.codes import NAMESPACE
from pilotage.plan.vocabulary.problems import Severity

_DATES = ("EarlyStart", "EarlyFinish", "LateStart", "LateFinish")
TOLD = {
    "manually-scheduled": "scheduled by hand: Project keeps dates that a person typed",
    "external-task": "belongs to another project",
    "inserted-project": "stands for another file",
    "leveling-delay": "delayed by leveling, which is done anew here",
    "assignment-delay": "an assignment starts later than its task",
    "calendars-of-people": "has a calendar of its own besides those of its people",
}


def read(path: Path) -> Case:
    """Raises Unreadable."""
    try:
        result = mspdi.read(path)
        if result.program is None:
            errors = [each.message for each in result.problems if each.severity is Severity.ERROR]
            raise Unreadable(errors[0] if errors else "not a schedule of Microsoft Project")
        reasons = {each.entity: TOLD[each.id] for each in result.problems if each.id in TOLD}
        here = {activity.id: activity for activity in result.program.activities}
        stored = tuple(_stored(task, reasons) for task in _tasks(path) if f"t{task.get('UID')}" in here)
    except (OSError, ValueError, ParseError, DefusedXmlException) as error:
        raise Unreadable(f"{type(error).__name__}: {error}") from error
    return Case(path.name, result.program, stored)


def _tasks(path: Path) -> list[dict[str, str]]:
    found = []
    for _event, element in iterparse(str(path)):
        if element.tag == f"{{{NAMESPACE}}}Task":
            found.append({_local(child): child.text or "" for child in element if len(child) == 0})
            element.clear()
    return found


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _stored(task: dict[str, str], reasons: dict[str, str]) -> Stored:
    dates = [moment(task.get(name)) for name in _DATES]
    activity = f"t{task['UID']}"
    return Stored(
        id=activity,
        name=task.get("Name", ""),
        early_start=dates[0],
        early_finish=dates[1],
        late_start=dates[2],
        late_finish=dates[3],
        total_float=_tenths(task.get("TotalSlack")),
        free_float=_tenths(task.get("FreeSlack")),
        critical=None if "Critical" not in task else task["Critical"] == "1",
        reason=reasons.get(activity, ""),
    )


def moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC) if text else None


def _tenths(text: str | None) -> float | None:
    """Slack is stored in tenths of a minute."""
    return float(text) / 10 if text else None
