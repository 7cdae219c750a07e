"""Reads MPSPLIB schedules as Microsoft Project saved them: a header line, then one line for each task."""

import datetime as dt
import gzip
import json
from pathlib import Path
from typing import Any

from pilotage.plan.vocabulary.activities import (
    Activity,
    ActivityKind,
    Constraint,
    ConstraintKind,
    Dependency,
    DependencyKind,
)
from pilotage.plan.vocabulary.amounts import Span, Unit
from pilotage.plan.vocabulary.calendars import Calendar, Shift
from pilotage.plan.vocabulary.program import Program

DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")


def instant(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def read(path: Path) -> tuple[Program, list[dict[str, Any]]]:
    """The program without any computed date, and the tasks as stored."""
    with gzip.open(path, "rt") as lines:
        header, *tasks = [json.loads(line) for line in lines]
    program = Program(
        id=header["file"],
        title=header["file"],
        start=instant(header["start"]),
        hours_per_day=header["minutes_per_day"] / 60,
        calendars=tuple(_calendar(each) for each in header["calendars"]),
        default_calendar=str(header["default_calendar"]),
        activities=tuple(_activity(task) for task in tasks),
        dependencies=tuple(
            Dependency(
                predecessor=str(before),
                successor=str(task["uid"]),
                kind=DependencyKind(kind),
                lag=Span(round(lag), Unit.MINUTE),
            )
            for task in tasks
            for before, kind, lag, _unit in task["preds"]
        ),
    )
    return program, tasks


def _calendar(raw: dict[str, Any]) -> Calendar:
    assert not raw["exceptions"]
    week = tuple(tuple(Shift(_minute(a), _minute(b) or 1440) for a, b in raw["week"][day]) for day in DAYS)
    return Calendar(id=str(raw["id"]), title=raw["name"], week=week)


def _minute(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def _activity(task: dict[str, Any]) -> Activity:
    kind = ActivityKind.MILESTONE if task["milestone"] else ActivityKind.TASK
    return Activity(
        id=str(task["uid"]),
        title=str(task["uid"]),
        kind=ActivityKind.SUMMARY if task["summary"] else kind,
        parent=str(task["parent"]) if task["parent"] else None,
        duration=Span(round(task["dur_min"]), Unit.MINUTE),
        constraint=_constraint(task),
    )


def _constraint(task: dict[str, Any]) -> Constraint | None:
    kind = ConstraintKind(task["constraint"].lower())
    return None if kind is ConstraintKind.ASAP else Constraint(kind, instant(task["constraint_date"]))
