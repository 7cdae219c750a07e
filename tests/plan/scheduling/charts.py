"""Schedules drawn as text, to set up and to assert.

::

    MTWTFSSMTWTFSS
    A XXX             a task of three days
    B    XX..X        two days, a weekend, one more
    C        <>       a milestone that stands at the finish of the day before it

The ruler's first column is Monday, 5 January 2026. A row's name, two spaces past the longest name, then one column a
day: ``X`` is worked, ``.`` lies between. Below the bars stand dependencies, ``A > B``, ``A > B SS+2d``, and settings.
A day is 09:00 to 17:00 UTC, Monday to Friday.
"""

import datetime as dt
from dataclasses import dataclass

import msgspec

from pilotage import plan
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Dependency, DependencyKind
from pilotage.plan.vocabulary.amounts import Span, Unit
from pilotage.plan.vocabulary.program import Program

MONDAY = dt.date(2026, 1, 5)
DAY = 480


@dataclass(frozen=True)
class Chart:
    names: tuple[str, ...]
    bars: dict[str, str]
    dependencies: tuple[Dependency, ...]


def chart(text: str) -> Chart:
    """Read a chart: its ruler, its bars, its dependencies."""
    ruler, *lines = [line for line in text.strip("\n").splitlines() if line.strip()]
    first = ruler.index("M")
    bars, dependencies = {}, []
    for line in lines:
        if ">" in line and "<>" not in line:
            dependencies.append(dependency(line.strip()))
        else:
            bars[line[:first].strip()] = line[first:].rstrip()
    return Chart(tuple(bars), bars, tuple(dependencies))


def dependency(text: str) -> Dependency:
    """``A > B FS+2d``: kind and lag may be left out; ``ed`` is an elapsed lag, ``%`` a share of A's duration."""
    names, _, link = text.partition(" > ")[2].partition(" ")
    before = text.partition(" > ")[0]
    kind = DependencyKind(link[:2]) if link else DependencyKind.FS
    amount = link[2:]
    if amount.endswith("%"):
        return Dependency(predecessor=before, successor=names, kind=kind, lag_percent=float(amount[:-1]) / 100)
    if amount.endswith("ed"):
        lag = Span(round(float(amount[:-2]) * 1440), Unit.ELAPSED_DAY)
    else:
        lag = Span(round(float(amount[:-1]) * DAY)) if amount else Span(0)
    return Dependency(predecessor=before, successor=names, kind=kind, lag=lag)


def program(text: str, **changes: dict[str, object]) -> Program:
    """The program a chart draws: durations from its bars, no dates. ``changes`` are by activity."""
    drawn = chart(text)
    activities = []
    for name in drawn.names:
        milestone = "<>" in drawn.bars[name]
        made = Activity(
            id=name,
            title=name,
            kind=ActivityKind.MILESTONE if milestone else ActivityKind.TASK,
            duration=Span(drawn.bars[name].count("X") * DAY),
        )
        activities.append(msgspec.structs.replace(made, **changes.get(name, {})))
    start = dt.datetime.combine(MONDAY, dt.time(), dt.UTC)
    return Program(
        id="chart", title="Chart", start=start, activities=tuple(activities), dependencies=drawn.dependencies
    )


def drawn(schedule: plan.Schedule, late: bool = False) -> dict[str, str]:
    """The bars of a schedule; ``late`` draws the late dates."""
    found = {}
    for activity in schedule.program.activities:
        row = schedule.at(activity.id)
        start, finish = (row.late_start, row.late_finish) if late else (row.start, row.finish)
        found[activity.id] = bar(start, finish)
    return found


def bar(start: dt.datetime, finish: dt.datetime) -> str:
    if start == finish:
        day = (start.date() - MONDAY).days + (1 if start.hour >= 17 else 0)
        return " " * day + "<>"
    first, last = (start.date() - MONDAY).days, ((finish - dt.timedelta(minutes=1)).date() - MONDAY).days
    days = "".join("." if (day % 7) > 4 else "X" for day in range(first, last + 1))
    return " " * first + days


def at(text: str) -> dt.datetime:
    """``w1 Tue`` or ``w2 Fri 17:00``: a moment of the chart's weeks; a day alone is its midnight."""
    week, day, *clock = text.split()
    days = (int(week[1:]) - 1) * 7 + ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].index(day)
    hour, minute = map(int, clock[0].split(":")) if clock else (0, 0)
    return dt.datetime.combine(MONDAY + dt.timedelta(days), dt.time(hour, minute), dt.UTC)


def check(text: str, *, status: dt.date | None = None, late: str = "", **changes: dict[str, object]) -> plan.Schedule:
    """Schedule a chart's activities, demand that the bars come out as drawn, and the late ones as ``late`` draws
    them.
    """
    made = msgspec.structs.replace(program(text, **changes), status_date=status)
    schedule = plan.schedule(made)
    assert drawn(schedule) == chart(text).bars
    if late:
        assert drawn(schedule, late=True) == chart(late).bars
    return schedule
