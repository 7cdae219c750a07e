"""What people wrote in each row of the plan, as the columns of the REST contract."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pilotage.areas.schedule.rules.planned import PlannedProgram
from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import RiskState
from pilotage.plan.working_time.book import CalendarBook
from pilotage.plan.working_time.calendar_tables import WorkingTime, minutes

ELAPSED_DAY = 1440
LONGEST_NOTE = 120
"""Of the first line of a note: the rest is in the activity's form."""
_OF_NO_ACTIVITY = {"elapsed": False, "team": -1, "owner": -1, "calendar": 0, "risks": "", "note": ""}
_OF_OTHERS = frozenset({"calendar", "risks"})
"""Columns whose values are made of more than an activity and what `Filled.around` holds."""


@dataclass(frozen=True, eq=False, slots=True)
class Filled:
    """Columns with the rows that they were read from. ``around`` is what else the values were made of."""

    around: tuple[object, ...]
    rows: list[Activity | None]
    columns: dict[str, list[Any]]


class Written:
    """Values of one activity by column name; the same for one row and for ten thousand."""

    def __init__(self, plan: PlannedProgram, program: Program) -> None:
        self._program = program
        self._day = program.hours_per_day * 60
        self._people = {person.id: place for place, person in enumerate(program.people)}
        self._teams = {team.id: place for place, team in enumerate(program.teams)}
        self._streams = {stream.id: place for place, stream in enumerate(program.workstreams)}
        self._stream_teams = {stream.id: stream.team for stream in program.workstreams}
        self._book = CalendarBook(program)
        self._numbers = {self._book.named(calendar.id): place for place, calendar in enumerate(program.calendars)}
        self.own_calendars: list[tuple[str, WorkingTime]] = []
        """Calendars that no one named: those of people with days off, after the named ones."""
        self._risks = _risks_by_activity(program)
        self._plan = plan
        self.columns: Mapping[str, Callable[[Activity], Any]] = {
            "title": lambda activity: activity.title,
            "kind": _drawn_as,
            "workstream": lambda activity: self._streams.get(activity.workstream or "", -1),
            "team": self._team,
            "owner": lambda activity: self._people.get(activity.owner or "", -1),
            "calendar": self._calendar,
            "elapsed": lambda activity: activity.duration is not None and activity.duration.elapsed,
            "low": lambda activity: self._days(activity.estimate.low) if activity.estimate else None,
            "likely": lambda activity: self._days(activity.estimate.likely) if activity.estimate else None,
            "high": lambda activity: self._days(activity.estimate.high) if activity.estimate else None,
            "actual_start": lambda activity: instant(activity.actual_start),
            "actual_finish": lambda activity: instant(activity.actual_finish),
            "deadline": lambda activity: instant(activity.deadline),
            "target": lambda activity: activity.target,
            "commitment": lambda activity: activity.commitment,
            "constraint": lambda activity: activity.constraint.kind.value if activity.constraint else None,
            "constraint_at": lambda activity: instant(activity.constraint.at) if activity.constraint else None,
            "remaining_days": lambda activity: self._days(activity.remaining) if activity.remaining else None,
            "cost": lambda activity: float(activity.cost.likely) if activity.cost else None,
            "cost_per_day": lambda activity: float(activity.cost_per_day) if activity.cost_per_day else None,
            "note": lambda activity: activity.note.strip().partition("\n")[0][:LONGEST_NOTE],
            "risks": lambda activity: self._risks.get(activity.id, ""),
        }

    def row(self, activity: Activity) -> dict[str, Any]:
        """All written columns of one activity, with its version."""
        values = {name: read(activity) for name, read in self.columns.items()}
        values["version"] = int(self._plan.stored.versions[self._plan.schedule.index[activity.id]])
        return values

    def fill(self, rows: list[Activity | None], last: Filled | None) -> Filled:
        """All columns of ``rows``; None is a row that is no activity. Values of activities that are the same objects as
        in ``last`` are taken from there.
        """
        program = self._program
        around = (program.people, program.teams, program.workstreams, program.hours_per_day)
        known = last if last is not None and len(last.rows) == len(rows) and _same(last.around, around) else None
        changed = None if known is None else [at for at, row in enumerate(rows) if row is not known.rows[at]]
        columns = {}
        for name, read in self.columns.items():
            default = _OF_NO_ACTIVITY.get(name)
            if known is None or changed is None or name in _OF_OTHERS:
                columns[name] = [default if row is None else read(row) for row in rows]
                continue
            column = known.columns[name].copy()
            for at in changed:
                row = rows[at]
                column[at] = default if row is None else read(row)
            columns[name] = column
        return Filled(around, rows, columns)

    def _days(self, span: Span) -> float:
        return round(span.minutes / (ELAPSED_DAY if span.elapsed else self._day), 3)

    def _team(self, activity: Activity) -> int:
        team = activity.team or self._stream_teams.get(activity.workstream or "")
        return self._teams.get(team or "", -1)

    def _calendar(self, activity: Activity) -> int:
        number = self._book.of(activity)
        place = self._numbers.get(number)
        if place is None:
            place = len(self._program.calendars) + len(self.own_calendars)
            self._numbers[number] = place
            owner = next((person.name for person in self._program.people if person.id == activity.owner), "")
            self.own_calendars.append((owner, self._book.times[number]))
        return place

    def working_time(self, calendar: str) -> WorkingTime:
        return self._book.working_time(calendar)


def _same(these: tuple[object, ...], those: tuple[object, ...]) -> bool:
    """Whether they are the same objects, or numbers that are alike."""
    return all(
        one is other or (isinstance(one, float) and one == other) for one, other in zip(these, those, strict=True)
    )


def instant(at: dt.datetime | None) -> int | None:
    return None if at is None else minutes(at)


def _risks_by_activity(program: Program) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for risk in program.risks:
        if risk.state is RiskState.OPEN:
            for hit in risk.hits:
                found.setdefault(hit, []).append(risk.id)
    return {activity: " ".join(risks) for activity, risks in found.items()}


def _drawn_as(activity: Activity) -> str:
    """A level of effort is a bar like that of a task."""
    kind = activity.kind
    return ActivityKind.TASK.value if kind is ActivityKind.LEVEL_OF_EFFORT else kind.value
