"""MPSPLIB schedules as Microsoft Project saved them, taken out as JSON: a header line, then one line for each task."""

import datetime as dt
import gzip
import json
import zlib
from pathlib import Path
from typing import Any

from benchmarks.oracle.cases import Case, Stored, Unreadable
from pilotage.plan.vocabulary.activities import (
    Activity,
    ActivityKind,
    Constraint,
    ConstraintKind,
    Dependency,
    DependencyKind,
)
from pilotage.plan.vocabulary.amounts import Span, Unit
from pilotage.plan.vocabulary.calendars import Calendar, CalendarException, Shift
from pilotage.plan.vocabulary.program import Program

_DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
_ELAPSED = {"em": 1, "eh": 60, "ed": 1440, "ew": 7 * 1440, "emo": 30 * 1440, "ey": 365 * 1440}


def read(path: Path) -> Case:
    """Raises Unreadable."""
    try:
        text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text()
        header, *tasks = [json.loads(line) for line in text.splitlines() if line.strip()]
        return Case(path.name, program(header, tasks), tuple(_stored(task) for task in tasks))
    except (OSError, EOFError, zlib.error, ValueError, LookupError, TypeError, AttributeError) as error:
        raise Unreadable(f"not a schedule in the form of MPSPLIB ({type(error).__name__}: {error})") from error


def program(header: dict[str, Any], tasks: list[dict[str, Any]]) -> Program:
    """The plan, without any computed date."""
    status = header.get("status_date")
    return Program(
        id=header["file"],
        title=header["file"],
        start=moment(header["start"]),
        status_date=dt.datetime.fromisoformat(status).date() if status else None,
        hours_per_day=header["minutes_per_day"] / 60,
        calendars=tuple(_calendar(each) for each in header["calendars"]),
        default_calendar=str(header["default_calendar"]),
        activities=tuple(_activity(task) for task in tasks),
        dependencies=tuple(_dependency(task, pred) for task in tasks for pred in task["preds"]),
    )


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def _moment(text: str | None) -> dt.datetime | None:
    return moment(text) if text else None


def _calendar(raw: dict[str, Any]) -> Calendar:
    week = tuple(_shifts(raw["week"][day]) for day in _DAYS)
    exceptions = tuple(_exception(each) for each in raw.get("exceptions", ()))
    return Calendar(id=str(raw["id"]), title=raw["name"], week=week, exceptions=exceptions)


def _exception(raw: dict[str, Any]) -> CalendarException:
    first, last = (dt.date.fromisoformat(raw[name][:10]) for name in ("from", "to"))
    return CalendarException(first, last + dt.timedelta(1), _shifts(raw.get("hours", ())))


def _shifts(raw: Any) -> tuple[Shift, ...]:
    return tuple(Shift(_minute(a), _minute(b) or 1440) for a, b in raw)


def _minute(text: str) -> int:
    hours, minutes = text.split(":")[:2]
    return int(hours) * 60 + int(minutes)


def _dependency(task: dict[str, Any], raw: list[Any]) -> Dependency:
    before, kind, lag, unit = raw
    span = Span(round(lag), Unit.ELAPSED_MINUTE if unit in _ELAPSED else Unit.MINUTE)
    percent = float(lag) / 100 if unit in ("%", "e%") else None
    return Dependency(
        predecessor=str(before),
        successor=str(task["uid"]),
        kind=DependencyKind(kind),
        lag=Span(0) if percent is not None else span,
        lag_percent=percent,
    )


def _activity(task: dict[str, Any]) -> Activity:
    kind = ActivityKind.MILESTONE if task["milestone"] and not task["dur_min"] else ActivityKind.TASK
    started = task.get("as") is not None
    return Activity(
        id=str(task["uid"]),
        title=str(task["uid"]),
        kind=ActivityKind.SUMMARY if task["summary"] else kind,
        parent=str(task["parent"]) if task["parent"] else None,
        calendar=str(task["cal"]) if task.get("cal") is not None else None,
        duration=Span(round(task["dur_min"]), Unit.MINUTE),
        progress=float(task.get("pct") or 0) / 100,
        actual_start=_moment(task.get("as")),
        actual_finish=_moment(task.get("af")),
        remaining=Span(round(task["rem_min"]), Unit.MINUTE) if started and task.get("rem_min") is not None else None,
        constraint=_constraint(task),
        deadline=_moment(task.get("deadline")),
    )


def _constraint(task: dict[str, Any]) -> Constraint | None:
    kind = ConstraintKind(task["constraint"].lower())
    if kind is ConstraintKind.ASAP:
        return None
    return Constraint(kind, None if kind is ConstraintKind.ALAP else moment(task["constraint_date"]))


def _stored(task: dict[str, Any]) -> Stored:
    return Stored(
        id=str(task["uid"]),
        early_start=_moment(task["es"]),
        early_finish=_moment(task["ef"]),
        late_start=_moment(task["ls"]),
        late_finish=_moment(task["lf"]),
        total_float=task["ts_min"],
        free_float=task["fs_min"],
        critical=task["critical"],
    )
