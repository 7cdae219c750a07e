"""The whole plan as columns: one list a field, one entry a row."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import numpy as np

from pilotage.api.shapes.activity_columns import Filled, Written
from pilotage.api.shapes.forecast_columns import forecast_columns
from pilotage.api.shapes.nonworking import Interval, nonworking
from pilotage.api.shapes.people import PersonShape, person
from pilotage.areas.risks.queries import Outlook, mark_of
from pilotage.areas.schedule.queries.forecasts import ForecastMark
from pilotage.areas.schedule.rules.amounts import lag_text, unit_minutes
from pilotage.areas.schedule.rules.computed import DRIVEN, Computed
from pilotage.areas.schedule.rules.planned import PlannedProgram
from pilotage.plan.insight.variance.comparison import plan_variance
from pilotage.plan.scheduling.schedule import final_milestone
from pilotage.plan.vocabulary.activities import Dependency
from pilotage.plan.vocabulary.amounts import Unit
from pilotage.plan.vocabulary.history import Baseline, ForecastRecord
from pilotage.plan.vocabulary.problems import Problem
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.calendar_tables import midnight, minutes, moment

MARGIN = dt.timedelta(days=14)
_NO_DAYS = (None, None, None)
COMPUTED = (
    "start",
    "finish",
    "late_start",
    "late_finish",
    "duration_days",
    "progress",
    "float_days",
    "free_float_days",
    "critical",
    "driver",
    "driven_by",
)


class BaselineHead(msgspec.Struct, frozen=True):
    id: str
    title: str
    taken: dt.date
    reason: str


class CalendarShape(msgspec.Struct, frozen=True):
    """``week``: the shifts of Monday to Sunday, ``[start, finish]`` in minutes after local midnight."""

    id: str
    title: str
    zone: str
    default: bool
    nonworking: tuple[Interval, ...]
    week: list[list[tuple[int, int]]]


class TeamShape(msgspec.Struct, frozen=True):
    id: str
    title: str
    calendar: str | None


class WorkstreamShape(msgspec.Struct, frozen=True):
    id: str
    title: str
    team: str | None


class PlanColumns(msgspec.Struct, frozen=True, kw_only=True):
    """See the REST contract. ``today_line`` is the end of the status date; instants are minutes UTC."""

    revision: int
    zone: str
    status_date: dt.date | None
    start: int
    finish: int
    today_line: int | None
    currency: str
    hours_per_day: float
    final: str | None
    final_path: list[int]
    fresh: bool
    baseline: BaselineHead | None
    baselines: list[BaselineHead]
    people: list[PersonShape]
    teams: list[TeamShape]
    workstreams: list[WorkstreamShape]
    calendars: list[CalendarShape]
    activities: dict[str, list[Any]]
    dependencies: dict[str, list[Any]]
    problems: tuple[Problem, ...]
    forecast: ForecastMark


def written_rows(outlook: Outlook, last: Filled | None) -> tuple[Written, Filled]:
    """What people wrote in the rows of the Plan screen; see `Written.fill`."""
    plan, program = outlook.whole.plan, outlook.whole.program
    written = Written(plan, program)
    places = plan.layout.activity.tolist()
    return written, written.fill([program.activities[place] if place >= 0 else None for place in places], last)


def plan_columns(
    outlook: Outlook,
    rows: tuple[Written, Filled],
    *,
    statuses: Mapping[str, str],
    last: Mapping[str, ForecastRecord],
    baseline: Baseline | None,
    baselines: tuple[Baseline, ...],
) -> PlanColumns:
    """Everything that the Plan screen draws. ``rows`` are `written_rows`."""
    plan, program = outlook.whole.plan, outlook.whole.program
    written, filled = rows
    activities = _activity_columns(outlook, filled, statuses, last, baseline)
    first, end = _window(plan, activities)
    zone = ZoneInfo(program.zone)
    return PlanColumns(
        revision=plan.revision,
        zone=program.zone,
        status_date=program.status_date,
        start=midnight(first, zone),
        finish=midnight(end, zone),
        today_line=midnight(program.status_date + dt.timedelta(1), zone) if program.status_date else None,
        currency=program.currency,
        hours_per_day=program.hours_per_day,
        final=final_milestone(program),
        final_path=_final_path(plan),
        fresh=outlook.fresh,
        baseline=_head(baseline) if baseline else None,
        baselines=[_head(each) for each in baselines],
        people=[person(each) for each in program.people],
        teams=[TeamShape(team.id, team.title, team.calendar) for team in program.teams],
        workstreams=[WorkstreamShape(stream.id, stream.title, stream.team) for stream in program.workstreams],
        calendars=_calendars(program, written, first, end),
        activities=activities,
        dependencies=_dependency_columns(plan),
        problems=plan.problems,
        forecast=mark_of(outlook),
    )


def computed_lists(columns: Computed) -> dict[str, list[Any]]:
    """The computed columns as plain lists."""
    lists: dict[str, list[Any]] = {name: getattr(columns, name).tolist() for name in COMPUTED}
    lists["driven_by"] = [DRIVEN[value] for value in lists["driven_by"]]
    return lists


def _activity_columns(
    outlook: Outlook,
    filled: Filled,
    statuses: Mapping[str, str],
    last: Mapping[str, ForecastRecord],
    baseline: Baseline | None,
) -> dict[str, list[Any]]:
    plan, layout = outlook.whole.plan, outlook.whole.plan.layout
    columns: dict[str, list[Any]] = {"id": layout.ids} | {name: each.copy() for name, each in filled.columns.items()}
    _fill_heads(columns, outlook, filled.rows)
    columns |= {
        "parent": layout.parent.tolist(),
        "level": layout.level.tolist(),
        "wbs": layout.wbs,
        "workstream": layout.workstream.tolist(),
    }
    columns |= computed_lists(plan.computed)
    columns |= forecast_columns(outlook.whole.schedule, layout, outlook.forecast, statuses, last)
    columns |= _baseline_columns(plan, baseline)
    versions = np.append(plan.stored.versions, 0)
    columns["version"] = versions[layout.activity].tolist()
    return columns


def _fill_heads(columns: dict[str, list[Any]], outlook: Outlook, rows: list[Any]) -> None:
    """The program's and the workstreams' own rows."""
    program, layout = outlook.whole.program, outlook.whole.plan.layout
    people = {each.id: place for place, each in enumerate(program.people)}
    teams = {each.id: place for place, each in enumerate(program.teams)}
    columns["title"][0], columns["kind"][0] = program.title, "program"
    columns["owner"][0] = people.get(program.owner or "", -1)
    for row in range(1, len(rows)):
        if rows[row] is None:
            stream = program.workstreams[int(layout.workstream[row])]
            columns["title"][row], columns["kind"][row] = stream.title, "workstream"
            columns["owner"][row] = people.get(stream.lead or "", -1)
            columns["team"][row] = teams.get(stream.team or "", -1)


def _baseline_columns(plan: PlannedProgram, baseline: Baseline | None) -> dict[str, list[Any]]:
    """The baseline's dates and how far the plan is from them; a plan that cannot be scheduled is nowhere."""
    entries = {entry.activity: entry for entry in baseline.entries} if baseline else {}
    days = plan_variance(plan.schedule, entries.values()) if entries and not plan.broken else {}
    found = [entries.get(code) for code in plan.layout.ids]
    varied = [days.get(code, _NO_DAYS) for code in plan.layout.ids]
    day = plan.program.hours_per_day * 60
    return {
        "baseline_start": [minutes(entry.start) if entry else None for entry in found],
        "baseline_finish": [minutes(entry.finish) if entry else None for entry in found],
        "baseline_duration_days": [entry.duration / day if entry else None for entry in found],
        "start_variance_days": [each[0] for each in varied],
        "finish_variance_days": [each[1] for each in varied],
        "duration_variance_days": [each[2] for each in varied],
    }


def _dependency_columns(plan: PlannedProgram) -> dict[str, list[Any]]:
    """All dependencies in stored order, so that ``driver`` can point at them; a dangling one has a row of -1."""
    program, schedule, layout = plan.program, plan.schedule, plan.layout
    links = program.dependencies
    driving = np.zeros(len(links) + 1, dtype=np.bool_)
    driving[schedule.driver] = True  # -1, no driver, falls on the spare last place
    row_of = dict(zip(schedule.index, layout.row_of.tolist(), strict=True))
    per_day = {unit: unit_minutes(Unit.ELAPSED_DAY if unit.elapsed else Unit.DAY, program) for unit in Unit}
    return {
        "id": [link.id for link in links],
        "predecessor": [row_of.get(link.predecessor, -1) for link in links],
        "successor": [row_of.get(link.successor, -1) for link in links],
        "kind": [link.kind.value for link in links],
        "lag_days": [_lag_days(link, per_day) for link in links],
        "lag_text": [lag_text(link.lag, link.lag_percent, program) for link in links],
        "driving": driving[:-1].tolist(),
        "version": plan.stored.dependency_versions.tolist(),
    }


def _lag_days(link: Dependency, per_day: Mapping[Unit, float]) -> float:
    return round(link.lag.minutes / per_day[link.lag.unit], 3) if link.lag.minutes else 0.0


def _final_path(plan: PlannedProgram) -> list[int]:
    final = final_milestone(plan.program)
    schedule = plan.schedule
    if final is None or final not in schedule.index:
        return []
    return [int(plan.layout.row_of[schedule.index[step]]) for step in schedule.chain(final)]


def _window(plan: PlannedProgram, activities: Mapping[str, list[Any]]) -> tuple[dt.date, dt.date]:
    """Days that hold every bar, whisker and baseline, with a margin."""
    zone = ZoneInfo(plan.program.zone)
    starts = [*activities["start"], *(at for at in activities["baseline_start"] if at is not None)]
    finishes = [
        *activities["finish"],
        *(at for name in ("p85", "baseline_finish", "deadline") for at in activities[name] if at is not None),
    ]
    return moment(min(starts), zone).date() - MARGIN, moment(max(finishes), zone).date() + MARGIN


def _calendars(program: Program, written: Written, first: dt.date, end: dt.date) -> list[CalendarShape]:
    named = [
        (calendar.id, calendar.title or calendar.id, written.working_time(calendar.id))
        for calendar in program.calendars
    ]
    own = [(f"own:{place}", owner, time) for place, (owner, time) in enumerate(written.own_calendars)]
    return [
        CalendarShape(
            id=code,
            title=title,
            zone=time.zone,
            default=code == program.default_calendar,
            nonworking=nonworking(time, first, end),
            week=[[(shift.start, shift.finish) for shift in shifts] for shifts in time.week],
        )
        for code, title, time in (*named, *own)
    ]


def _head(baseline: Baseline) -> BaselineHead:
    return BaselineHead(baseline.id, baseline.title, baseline.taken, baseline.reason)
