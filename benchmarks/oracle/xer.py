"""Primavera's XER read without MPXJ: the plan from its inputs, and what P6 had computed. Only what scheduling needs."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.oracle.cases import Case, Stored, Unreadable
from benchmarks.oracle.xer_calendars import ALWAYS_OPEN, calendar
from pilotage.plan.vocabulary.activities import (
    Activity,
    ActivityKind,
    Constraint,
    ConstraintKind,
    Dependency,
    DependencyKind,
)
from pilotage.plan.vocabulary.amounts import Span, Unit
from pilotage.plan.vocabulary.calendars import Calendar, CalendarException
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.scheduling_rules import (
    Behavior,
    CriticalRule,
    FloatRule,
    LagCalendar,
    ProgressRule,
    SchedulingRules,
)

Row = dict[str, str]
Tables = dict[str, list[Row]]

_CONSTRAINTS = {
    "CS_ALAP": ConstraintKind.ALAP,
    "CS_MSO": ConstraintKind.START_ON,
    "CS_MSOA": ConstraintKind.START_NO_EARLIER_THAN,
    "CS_MSOB": ConstraintKind.START_NO_LATER_THAN,
    "CS_MEO": ConstraintKind.FINISH_ON,
    "CS_MEOA": ConstraintKind.FINISH_NO_EARLIER_THAN,
    "CS_MEOB": ConstraintKind.FINISH_NO_LATER_THAN,
    "CS_MANDSTART": ConstraintKind.MUST_START_ON,
    "CS_MANDFIN": ConstraintKind.MUST_FINISH_ON,
}
_KINDS = {
    "PR_FS": DependencyKind.FS,
    "PR_SS": DependencyKind.SS,
    "PR_FF": DependencyKind.FF,
    "PR_SF": DependencyKind.SF,
}
_ACTIVITIES = {
    "TT_Mile": ActivityKind.MILESTONE,
    "TT_FinMile": ActivityKind.MILESTONE,
    "TT_LOE": ActivityKind.LEVEL_OF_EFFORT,
}
_LAGS = {
    "rcal_Predecessor": LagCalendar.PREDECESSOR,
    "rcal_Successor": LagCalendar.SUCCESSOR,
    "rcal_24Hour": LagCalendar.CLOCK,
    "rcal_ProjDefault": LagCalendar.PROGRAM,
}
_FLOATS = {"FT_SF": FloatRule.START, "FT_FF": FloatRule.FINISH, "FT_SMALL": FloatRule.SMALLEST}


def read(path: Path) -> Iterator[Case]:
    """One case for each project in the file that has activities. Raises Unreadable."""
    tables = _tables(path)
    if not tables.get("PROJECT") or "TASK" not in tables:
        raise Unreadable("the file holds no project with activities")
    cases = []
    for project in tables["PROJECT"]:
        rows = [row for row in tables["TASK"] if row.get("proj_id") == project.get("proj_id")]
        if rows:
            name = path.name if len(tables["PROJECT"]) == 1 else f"{path.name}:{project.get('proj_short_name', '')}"
            try:
                cases.append(_case(name, project, rows, tables))
            except (ValueError, LookupError) as error:
                raise Unreadable(f"{type(error).__name__}: {error}") from error
    yield from cases


def _tables(path: Path) -> Tables:
    content = path.read_bytes()
    if not content.startswith(b"ERMHDR"):
        raise Unreadable("not an XER file")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    tables: Tables = {}
    rows: list[Row] = []
    names: list[str] = []
    for line in text.split("\n"):
        mark, *cells = line.rstrip("\r").split("\t")
        if mark == "%T" and cells:
            rows = tables.setdefault(cells[0], [])
        elif mark == "%F":
            names = cells
        elif mark == "%R":
            rows.append(dict(zip(names, cells, strict=False)))
    return tables


def _case(name: str, project: Row, rows: list[Row], tables: Tables) -> Case:
    options = next((o for o in tables.get("SCHEDOPTIONS", ()) if o.get("proj_id") == project["proj_id"]), {})
    rules = _rules(project, options)
    people = _calendars_of_people(tables)
    known = {row["task_id"] for row in rows}
    program = Program(
        id=project.get("proj_short_name") or "xer",
        title=name,
        start=_start(project),
        status_date=_status(project),
        calendars=(*(calendar(row, tables.get("CALENDAR", [])) for row in tables.get("CALENDAR", ())), ALWAYS_OPEN),
        default_calendar=project.get("clndr_id") or ALWAYS_OPEN.id,
        activities=tuple(_activity(row, people, options) for row in rows if row.get("task_type") != "TT_WBS"),
        dependencies=tuple(
            _dependency(row)
            for row in tables.get("TASKPRED", ())
            if row["task_id"] in known and row["pred_task_id"] in known
        ),
        rules=rules,
    )
    default: Calendar | None = next((c for c in program.calendars if c.id == program.default_calendar), None)
    if default is None:
        raise Unreadable(f"the project's calendar {program.default_calendar} is not in the file")
    critical = _critical(rules, project)
    stored = tuple(_stored(row, critical) for row in rows if row.get("task_type") != "TT_WBS")
    return Case(name, program, stored, tuple(_remarks(rows, options)))


def _rules(project: Row, options: Row) -> SchedulingRules:
    progress = ProgressRule.RETAINED_LOGIC
    if options.get("sched_progress_override") == "Y":
        progress = ProgressRule.PROGRESS_OVERRIDE
    elif options.get("sched_retained_logic") == "N":
        progress = ProgressRule.ACTUAL_DATES
    longest = project.get("critical_path_type") == "CT_DrivPath"
    return SchedulingRules(
        behavior=Behavior.PRIMAVERA,
        progress=progress,
        lag_calendar=_LAGS.get(options.get("sched_calendar_on_relationship_lag", ""), LagCalendar.PREDECESSOR),
        critical=CriticalRule.LONGEST_PATH if longest else CriticalRule.TOTAL_FLOAT,
        critical_float=_hours(project.get("critical_drtn_hr_cnt")) or Span(0),
        total_float=_FLOATS.get(options.get("sched_float_type", ""), FloatRule.FINISH),
        open_ends_critical=options.get("sched_open_critical_flag") == "Y",
        finish=_moment(project.get("plan_end_date")),
    )


def _start(project: Row) -> dt.datetime | None:
    """The data date, or the planned start where that is on a later day."""
    planned, data_date = _moment(project.get("plan_start_date")), _moment(project.get("last_recalc_date"))
    if planned is None or data_date is None:
        return planned or data_date
    return planned if planned.date() > data_date.date() else data_date


def _status(project: Row) -> dt.date | None:
    """The day before the data date where that is a midnight; else the start, which counts the hours, says it."""
    at = _moment(project.get("last_recalc_date"))
    return None if at is None else at.date() - dt.timedelta(1)


def _calendars_of_people(tables: Tables) -> dict[str, str]:
    """Calendar of each activity's first resource: that of the work of a resource-dependent activity."""
    of_resource = {row["rsrc_id"]: row.get("clndr_id", "") for row in tables.get("RSRC", ())}
    found: dict[str, str] = {}
    for row in tables.get("TASKRSRC", ()):
        name = of_resource.get(row.get("rsrc_id", ""), "")
        if name:
            found.setdefault(row["task_id"], name)
    return found


def _activity(row: Row, people: dict[str, str], options: Row) -> Activity:
    kind = row.get("task_type", "")
    started, finished = _moment(row.get("act_start_date")), _moment(row.get("act_end_date"))
    return Activity(
        id=row["task_id"],
        title=row.get("task_code") or row["task_id"],
        kind=_ACTIVITIES.get(kind, ActivityKind.TASK),
        calendar=(people.get(row["task_id"]) if kind == "TT_Rsrc" else None) or row.get("clndr_id"),
        duration=_duration(row, started),
        progress=0.0 if started is None else 1.0 if finished is not None else 0.0,
        actual_start=started,
        actual_finish=finished,
        remaining=_hours(row.get("remain_drtn_hr_cnt")) if finished is None and started is not None else None,
        pauses=tuple(_pauses(row)),
        expected_finish=_moment(row.get("expect_end_date"))
        if options.get("sched_use_expect_end_flag") == "Y"
        else None,
        **_constraints(row, alone=options.get("sched_outer_depend_type") == "SD_None"),
    )


def _duration(row: Row, started: dt.datetime | None) -> Span:
    """P6 schedules what remains; of a started activity the planned duration gives lags in percent their measure."""
    planned, remaining = _hours(row.get("target_drtn_hr_cnt")), _hours(row.get("remain_drtn_hr_cnt"))
    return (planned if started is not None or remaining is None else remaining) or Span(0)


def _constraints(row: Row, *, alone: bool) -> dict[str, Any]:
    """Both constraints; what other projects impose is a constraint and a deadline, unless they are left ``alone``."""
    given = [_constraint(row.get("cstr_type"), row.get("cstr_date"))]
    given.append(_constraint(row.get("cstr_type2"), row.get("cstr_date2")))
    outside = None if alone else _moment(row.get("external_early_start_date"))
    if outside is not None:
        given.append(Constraint(ConstraintKind.START_NO_EARLIER_THAN, outside))
    found: dict[ConstraintKind, Constraint] = {}
    for each in (each for each in given if each is not None):
        other = found.get(each.kind)
        if other is None or other.at is None or (each.at is not None and each.at > other.at):
            found[each.kind] = each
    fields: dict[str, Any] = dict(zip(("constraint", "second_constraint"), found.values(), strict=False))
    if not alone:
        fields["deadline"] = _moment(row.get("external_late_end_date"))
    return fields


def _constraint(kind: str | None, at: str | None) -> Constraint | None:
    known, moment = _CONSTRAINTS.get(kind or ""), _moment(at)
    if known is None or (moment is None and known is not ConstraintKind.ALAP):
        return None
    return Constraint(known, None if known is ConstraintKind.ALAP else moment)


def _pauses(row: Row) -> Iterator[CalendarException]:
    """The days of a suspension; P6 suspends and resumes at the beginning of a day."""
    ends = [_moment(row.get(name)) for name in ("suspend_date", "resume_date")]
    days = [at.date() + dt.timedelta(days=at.hour >= 12) for at in ends if at is not None]
    if len(days) == len(ends) and days[0] < days[1]:
        yield CalendarException(days[0], days[1])


def _dependency(row: Row) -> Dependency:
    return Dependency(
        predecessor=row["pred_task_id"],
        successor=row["task_id"],
        kind=_KINDS[row["pred_type"]],
        lag=_hours(row.get("lag_hr_cnt")) or Span(0),
    )


def _critical(rules: SchedulingRules, project: Row) -> float | None:
    """Float in minutes up to which P6 shows an activity as critical; it does not store the flag."""
    del project
    return rules.critical_float.minutes if rules.critical is CriticalRule.TOTAL_FLOAT else None


def _stored(row: Row, critical: float | None) -> Stored:
    total = _number(row.get("total_float_hr_cnt"))
    flag: bool | None = row.get("driving_path_flag") == "Y"
    if critical is not None:
        flag = None if total is None else total <= critical
    finished = row.get("status_code") == "TK_Complete"
    dates = (None,) * 4 if finished else tuple(_moment(row.get(name)) for name in _DATES)
    free = _number(row.get("free_float_hr_cnt"))
    return Stored(
        id=row["task_id"],
        name=row.get("task_code", ""),
        early_start=dates[0],
        early_finish=dates[1],
        late_start=dates[2],
        late_finish=dates[3],
        total_float=None if total is None else total * 60,
        free_float=None if free is None else free * 60,
        critical=False if finished else flag,
        of_remaining_work=row.get("status_code") == "TK_Active",
        reason=_reason(row),
    )


_DATES = ("early_start_date", "early_end_date", "late_start_date", "late_end_date")


def _reason(row: Row) -> str:
    if row.get("suspend_date") and not row.get("resume_date"):
        return "it was suspended, and the file does not say until when"
    return ""


def _remarks(rows: list[Row], options: Row) -> Iterator[str]:
    if not options:
        yield "no scheduling options in the file: P6's defaults are taken"
    if not any(row.get("early_start_date") for row in rows):
        yield "no computed dates in the file: it was never scheduled"


def _moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC) if text else None


def _number(text: str | None) -> float | None:
    return float(text.replace(",", ".")) if text else None


def _hours(text: str | None) -> Span | None:
    hours = _number(text)
    return None if hours is None else Span(round(hours * 60), Unit.HOUR)
