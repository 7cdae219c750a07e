"""Hypothesis strategies: small programs with every rule and every kind of date that a schedule honors."""

import datetime as dt

import msgspec
from hypothesis import strategies as st

from pilotage.plan.vocabulary.activities import (
    SECONDS,
    Activity,
    ActivityKind,
    Constraint,
    ConstraintKind,
    Dependency,
    DependencyKind,
)
from pilotage.plan.vocabulary.amounts import Distribution, EstimatePoint, Span, ThreePointEstimate, Unit
from pilotage.plan.vocabulary.calendars import Calendar, CalendarException, Shift
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.scheduling_rules import Behavior, LagCalendar, ProgressRule, SchedulingRules

START = dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC)
_DAY = (Shift(480, 720), Shift(780, 1020))
CALENDARS = (
    Calendar(id="office", week=(_DAY,) * 5 + ((), ())),
    Calendar(id="six", week=((Shift(420, 900),),) * 6 + ((),)),
    Calendar(id="odd", week=(_DAY, (Shift(480, 720),), (), _DAY, _DAY, (), ())),
)
UNDATED = (ConstraintKind.ASAP, ConstraintKind.ALAP)

moments = st.integers(-3, 30 * 4).map(lambda at: START + dt.timedelta(hours=6 * at))


pauses = st.integers(0, 20).map(
    lambda at: (CalendarException((START + dt.timedelta(at)).date(), (START + dt.timedelta(at + 4)).date()),)
)


@st.composite
def rules(draw: st.DrawFn) -> SchedulingRules:
    return SchedulingRules(
        behavior=draw(st.sampled_from(Behavior)),
        progress=draw(st.sampled_from(ProgressRule)),
        lag_calendar=draw(st.sampled_from(LagCalendar)),
        honor_dates=draw(st.booleans()),
        open_ends_critical=draw(st.booleans()),
        from_finish=draw(st.booleans()),
        finish=draw(st.none() | moments),
    )


@st.composite
def activities(draw: st.DrawFn, row: int, above: str | None) -> Activity:
    kind = draw(
        st.sampled_from(
            [
                ActivityKind.TASK,
                ActivityKind.TASK,
                ActivityKind.TASK,
                ActivityKind.MILESTONE,
                ActivityKind.LEVEL_OF_EFFORT,
            ]
        )
    )
    constraint = None
    if draw(st.booleans()):
        named = draw(st.sampled_from(ConstraintKind))
        constraint = Constraint(named, None if named in UNDATED else draw(moments))
    minutes = 0 if kind is ActivityKind.MILESTONE else 60 * draw(st.integers(0, 20))
    duration = Span(minutes, draw(st.sampled_from([Unit.HOUR, Unit.HOUR, Unit.ELAPSED_HOUR])))
    estimate = draw(st.none() | st.sampled_from(Distribution).map(lambda named: _certain(duration, named)))
    made = Activity(
        id=f"a{row}",
        title=f"A{row}",
        kind=kind,
        parent=above,
        calendar=draw(st.sampled_from([each.id for each in CALENDARS])),
        duration=None if estimate else duration,
        estimate=estimate,
        constraint=constraint,
        second_constraint=draw(_second(constraint)),
        deadline=draw(st.none() | moments),
        expected_finish=draw(st.none() | st.none() | moments),
        pauses=draw(st.just(()) | pauses),
    )
    return draw(reported(made)) if kind is not ActivityKind.LEVEL_OF_EFFORT else made


@st.composite
def _second(draw: st.DrawFn, first: Constraint | None) -> Constraint | None:
    if first is None or first.kind not in SECONDS or draw(st.booleans()):
        return None
    return Constraint(draw(st.sampled_from([each for each in SECONDS if each is not first.kind])), draw(moments))


def _certain(duration: Span, distribution: Distribution) -> ThreePointEstimate:
    """An estimate without any spread."""
    points: tuple[EstimatePoint, ...] = ()
    if distribution is Distribution.DISCRETE:
        points = (EstimatePoint(1.0, duration),)
    elif distribution is Distribution.QUANTILES:
        points = (EstimatePoint(0.1, duration), EstimatePoint(0.9, duration))
    return ThreePointEstimate(duration, duration, duration, distribution, points=points)


@st.composite
def reported(draw: st.DrawFn, activity: Activity) -> Activity:
    """An activity, perhaps with progress, in any state and order."""
    state = draw(st.sampled_from(["waiting", "waiting", "waiting", "started", "finished", "told"]))
    if state == "waiting":
        return activity
    if state == "told":
        return msgspec.structs.replace(activity, progress=draw(st.sampled_from([0.25, 0.5, 1.0])))
    began = draw(moments)
    if state == "started":
        left = draw(st.none() | st.integers(0, 10).map(lambda hours: Span(60 * hours, Unit.HOUR)))
        return msgspec.structs.replace(activity, actual_start=began, progress=0.5, remaining=left)
    ended = began + dt.timedelta(hours=draw(st.integers(0, 40)))
    return msgspec.structs.replace(activity, actual_start=began, actual_finish=ended, progress=1.0)


@st.composite
def dependencies(draw: st.DrawFn, before: str, after: str) -> Dependency:
    return Dependency(
        predecessor=before,
        successor=after,
        kind=draw(st.sampled_from(DependencyKind)),
        lag=Span(
            60 * draw(st.sampled_from([0, 0, 4, 8, 30, -4, -9])), draw(st.sampled_from([Unit.HOUR, Unit.ELAPSED_HOUR]))
        ),
        lag_percent=draw(st.sampled_from([None, None, 0.25, 0.5, -0.5])),
        calendar=draw(st.sampled_from([None, None, *(each.id for each in CALENDARS)])),
    )


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """Up to six rows, of which the first may be a summary of the next two; links run down the rows."""
    size = draw(st.integers(1, 6))
    rows = [draw(activities(row, None)) for row in range(size)]
    if size > 3 and draw(st.booleans()):
        rows[0] = msgspec.structs.replace(
            rows[0], kind=ActivityKind.SUMMARY, duration=None, actual_start=None, actual_finish=None, progress=0.0
        )
        rows[1:3] = [msgspec.structs.replace(each, parent="a0") for each in rows[1:3]]
    pairs = [(i, j) for j in range(size) for i in range(j) if rows[j].parent != rows[i].id]
    links = [draw(dependencies(rows[i].id, rows[j].id)) for i, j in pairs if draw(st.booleans())]
    return Program(
        id="p",
        title="P",
        start=START,
        status_date=draw(st.none() | st.integers(0, 12).map(lambda at: (START + dt.timedelta(at)).date())),
        calendars=CALENDARS,
        default_calendar="office",
        activities=tuple(rows),
        dependencies=tuple(links),
        rules=draw(rules()),
    )
