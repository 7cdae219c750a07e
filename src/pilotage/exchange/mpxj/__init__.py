"""Microsoft Project's MPP and MPX, and Primavera's XER and PMXML, read through MPXJ.

Needs the extra ``msproject`` and a Java runtime; without them ``read`` raises ``MpxjUnavailableError``.
"""

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pilotage.exchange.mpxj.calendars import calendar
from pilotage.exchange.mpxj.jvm import MpxjUnavailableError, classes
from pilotage.exchange.mpxj.people import assignment, resource
from pilotage.exchange.mpxj.rules import scheduling_rules
from pilotage.exchange.mpxj.signature import accepted
from pilotage.exchange.mpxj.tasks import Tasks
from pilotage.exchange.mpxj.values import UNITS, Durations, integer, moment, text
from pilotage.exchange.mspdi.assembling import counts, program
from pilotage.exchange.mspdi.records import HeaderRecord, ProjectRecords
from pilotage.exchange.mspdi.report import Report
from pilotage.exchange.result import ReadResult
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.amounts import Unit

__all__ = ["MpxjUnavailableError", "read", "records"]

_PRIMAVERA = ("XER", "PMXML", "P3", "SureTrak", "PRIMAVERA")


def read(source: str | Path | tuple[str, bytes], *, zone: str = "UTC") -> ReadResult:
    """The plan in an MPP, MPX, XER or PMXML file, or in ``(name, bytes)`` of one.

    The file's times are wall-clock; ``zone`` (IANA) says where.
    Raises MpxjUnavailableError without MPXJ or Java, OSError where the file cannot be opened. A file that MPXJ cannot
    read is a problem.
    """
    if not isinstance(source, tuple):
        return _read(Path(source), str(source), zone)
    name, content = source
    with TemporaryDirectory(prefix="pilotage-") as folder:
        path = Path(folder) / f"plan{Path(name).suffix}"
        path.write_bytes(content)
        return _read(path, name, zone)


def _read(path: Path, name: str, zone: str) -> ReadResult:
    report = Report(name)
    kind = path.suffix.lstrip(".").lower()
    if not accepted(path, report):
        return ReadResult(None, report.problems(), kind)
    found = records(path, report)
    if found is None:
        return ReadResult(None, report.problems(), kind)
    plan = program(found, zone, report)
    return ReadResult(plan, report.problems(), found.prefix, counts(plan))


def records(path: str | Path, report: Report) -> ProjectRecords | None:
    """What MPXJ found, before it becomes a plan; None, and an error in ``report``, where it is no schedule."""
    jpype = classes()
    reader = jpype.JClass("org.mpxj.reader.UniversalProjectReader")()
    try:
        projects = list(reader.readAll(str(path)) or ())
    except jpype.JException as error:
        reason = str(error.getMessage() or error)
        report.error("file-unreadable", _("MPXJ could not read the file: {reason}.").format(reason=reason))
        return None
    chosen = _chosen(projects, report)
    return None if chosen is None else _project(chosen, jpype, report)


def _chosen(projects: list[Any], report: Report) -> Any:
    """The project the file was exported for; a Primavera file may also hold pieces of others."""
    exported = [each for each in projects if each.getProjectProperties().getExportFlag()] or projects
    exported = [each for each in exported if len(each.getTasks())] or exported
    if not exported:
        report.error("format-unknown", _("This is no schedule file that MPXJ knows."))
        return None
    if len(exported) > 1:
        message = _("The file holds {count} projects; “{title}” was read.")
        title = text(exported[0].getProjectProperties().getName())
        report.warning("several-projects", message.format(count=len(exported), title=title))
    return exported[0]


def _project(project: Any, jpype: Any, report: Report) -> ProjectRecords:
    properties = project.getProjectProperties()
    durations = Durations(jpype, properties)
    kind = text(properties.getFileType()) or "mpxj"
    primavera = kind in _PRIMAVERA
    tasks = Tasks(project, durations, primavera=primavera)
    resources = (resource(each, properties) for each in project.getResources())
    assignments = (assignment(each, durations) for each in project.getResourceAssignments())
    for error in project.getIgnoredErrors():
        report.warning("mpxj-ignored", _("MPXJ left something out: {reason}.").format(reason=error))
    return ProjectRecords(
        prefix=kind.lower(),
        header=_header(properties, durations, primavera=primavera),
        calendars=tuple(calendar(each, jpype) for each in project.getCalendars()),
        tasks=tuple(tasks.all(project.getChildTasks())),
        resources=tuple(each for each in resources if each is not None),
        assignments=tuple(each for each in assignments if each is not None),
    )


def _header(properties: Any, durations: Durations, *, primavera: bool) -> HeaderRecord:
    work_units = properties.getDefaultWorkUnits()
    return HeaderRecord(
        name=text(properties.getName()),
        title=text(properties.getProjectTitle()),
        subject=text(properties.getSubject()),
        manager=text(properties.getManager()),
        start=moment(properties.getPlannedStart() or properties.getStartDate()),
        finish=moment(properties.getFinishDate()),
        saved=moment(properties.getLastSaved()) or moment(properties.getCreationDate()),
        status=_status(moment(properties.getStatusDate()), primavera=primavera),
        currency=text(properties.getCurrencyCode()).upper(),
        minutes_per_day=integer(properties.getMinutesPerDay()) or 480,
        minutes_per_week=integer(properties.getMinutesPerWeek()) or 2400,
        default_calendar=integer(properties.getDefaultCalendarUniqueID()),
        rules=scheduling_rules(properties, durations, primavera=primavera),
        must_gives_way=not primavera and not properties.getHonorConstraints(),
        work_unit=Unit.HOUR if work_units is None else UNITS.get(str(work_units.name()), Unit.HOUR),
    )


def _status(moment_: dt.datetime | None, *, primavera: bool) -> dt.date | None:
    """The last day whose progress is known. Primavera's data date is the first instant that is not."""
    if moment_ is None:
        return None
    if primavera and moment_.hour < 12:
        return moment_.date() - dt.timedelta(days=1)
    return moment_.date()
