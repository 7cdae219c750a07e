"""Random small programs with chosen features; every one follows from its profile and its seed."""

import datetime as dt
import random
from dataclasses import dataclass

import msgspec

from pilotage import plan
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
from pilotage.plan.vocabulary.scheduling_rules import Behavior, FloatRule, LagCalendar, SchedulingRules

START = dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC)
HOUR = 60
_SPLIT_DAY = (Shift(8 * HOUR, 12 * HOUR), Shift(13 * HOUR, 17 * HOUR))
CALENDARS = (
    Calendar(
        id="standard",
        week=(_SPLIT_DAY,) * 5 + ((), ()),
        exceptions=(CalendarException(dt.date(2026, 1, 14), dt.date(2026, 1, 16)),),
    ),
    Calendar(id="six", week=((Shift(7 * HOUR, 15 * HOUR),),) * 6 + ((),)),
    Calendar(
        id="odd",
        week=(_SPLIT_DAY, (Shift(8 * HOUR, 12 * HOUR),), (), _SPLIT_DAY, _SPLIT_DAY, (), ()),
        exceptions=(CalendarException(dt.date(2026, 1, 18), dt.date(2026, 1, 19), _SPLIT_DAY),),
    ),
)
"""A standard week with two days off, six shorter days, and an odd week with a worked Sunday."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a network may have."""

    behavior: Behavior
    kinds: tuple[DependencyKind, ...] = (DependencyKind.FS,)
    lags: tuple[int, ...] = (0,)  # hours
    elapsed: bool = False
    percent: bool = False
    calendars: int = 1
    constraints: tuple[ConstraintKind, ...] = ()
    deadlines: bool = False
    milestones: bool = False
    progress: bool = False
    disorder: bool = False  # some finish before what they wait for
    second: bool = False  # a late date besides the constraint
    expected: bool = False


_ALL = tuple(DependencyKind)
_LAGS = (0, 0, 0, 4, 8, 16, -4, -8)
_SOFT = (ConstraintKind.START_NO_EARLIER_THAN, ConstraintKind.FINISH_NO_EARLIER_THAN)
_LATE = (ConstraintKind.START_NO_LATER_THAN, ConstraintKind.FINISH_NO_LATER_THAN)
_MUST = (ConstraintKind.MUST_START_ON, ConstraintKind.MUST_FINISH_ON)


def profiles() -> dict[str, Profile]:
    """By name: ``microsoft-lags`` and so on, from plain to everything."""
    found: dict[str, Profile] = {}
    for behavior in Behavior:
        microsoft = behavior is Behavior.MICROSOFT
        dates = (*_SOFT, *_LATE) if microsoft else (*_SOFT, *_LATE, ConstraintKind.START_ON, ConstraintKind.FINISH_ON)
        made = {
            "finish-start": Profile(behavior),
            "links": Profile(behavior, _ALL),
            "lags": Profile(behavior, _ALL, _LAGS),
            "milestones": Profile(behavior, _ALL, milestones=True),
            "calendars": Profile(behavior, calendars=3),
            "links-calendars": Profile(behavior, _ALL, calendars=3),
            "lags-calendars": Profile(behavior, lags=_LAGS, calendars=3),
            "constraints": Profile(behavior, constraints=dates, deadlines=microsoft),
            "must": Profile(behavior, constraints=_MUST),
            "late": Profile(behavior, constraints=(ConstraintKind.ALAP,)),
            "progress": Profile(behavior, progress=True),
        }
        if not microsoft:
            made["out-of-sequence"] = Profile(behavior, progress=True, disorder=True)
            made["second"] = Profile(behavior, constraints=_SOFT, second=True)
            made["expected"] = Profile(behavior, (DependencyKind.FS, DependencyKind.SS), expected=True)
            made["expected-progress"] = Profile(behavior, progress=True, expected=True)
        if microsoft:
            made["elapsed"] = Profile(behavior, lags=_LAGS, elapsed=True, percent=True)
        found |= {f"{behavior.value}-{name}": profile for name, profile in made.items()}
    return found


def program(profile: Profile, seed: int) -> Program:
    """A network of up to twelve activities of one to forty hours."""
    draw = random.Random(seed)
    size = draw.randint(2, 12)
    activities = tuple(_activity(draw, profile, row) for row in range(size))
    dependencies = [
        _dependency(draw, profile, i, j)
        for j in range(1, size)
        for i in draw.sample(range(j), k=min(j, draw.choice((0, 1, 1, 2))))
    ]
    microsoft = profile.behavior is Behavior.MICROSOFT
    made = Program(
        id=f"n{seed}",
        title=f"Network {seed}",
        start=START,
        calendars=CALENDARS,
        default_calendar=CALENDARS[0].id,
        activities=activities,
        dependencies=tuple(dependencies),
        rules=SchedulingRules(
            behavior=profile.behavior,
            honor_dates=microsoft,
            total_float=FloatRule.SMALLEST if microsoft else FloatRule.FINISH,
            lag_calendar=LagCalendar.SUCCESSOR if microsoft else LagCalendar.PREDECESSOR,
        ),
    )
    return made if not profile.progress else _progressed(draw, made, disorder=profile.disorder)


def _activity(draw: random.Random, profile: Profile, row: int) -> Activity:
    milestone = profile.milestones and draw.random() < 0.25
    constraint = None
    if profile.constraints and draw.random() < 0.3:
        kind = draw.choice(profile.constraints)
        at = None if kind is ConstraintKind.ALAP else _date(draw, finish="finish" in kind.value)
        constraint = Constraint(kind, at)
    made = Activity(
        id=f"a{row}",
        title=f"A{row}",
        kind=ActivityKind.MILESTONE if milestone else ActivityKind.TASK,
        calendar=CALENDARS[draw.randrange(profile.calendars)].id,
        duration=Span(0 if milestone else draw.randint(1, 40) * HOUR, Unit.HOUR),
        constraint=constraint,
        deadline=_date(draw, finish=True) if profile.deadlines and draw.random() < 0.15 else None,
    )
    if profile.second and constraint is not None:
        late = draw.choice(_LATE)
        second = Constraint(late, _date(draw, finish=late is ConstraintKind.FINISH_NO_LATER_THAN))
        made = msgspec.structs.replace(made, second_constraint=second)
    if profile.expected and draw.random() < 0.3:
        made = msgspec.structs.replace(made, expected_finish=_date(draw, finish=True))
    return made


def _date(draw: random.Random, *, finish: bool) -> dt.datetime:
    """A working day's start or end."""
    day = START + dt.timedelta(days=draw.randint(7, 30))
    while day.weekday() > 4 or dt.date(2026, 1, 14) <= day.date() < dt.date(2026, 1, 16):
        day += dt.timedelta(days=1)
    return day.replace(hour=17 if finish else 8)


def _dependency(draw: random.Random, profile: Profile, i: int, j: int) -> Dependency:
    hours = draw.choice(profile.lags)
    elapsed = profile.elapsed and draw.random() < 0.4
    percent = draw.choice((0.25, 0.5)) if profile.percent and draw.random() < 0.3 else None
    unit = Unit.ELAPSED_HOUR if elapsed else Unit.HOUR
    return Dependency(
        predecessor=f"a{i}",
        successor=f"a{j}",
        kind=draw.choice(profile.kinds),
        lag=Span(0) if percent is not None else Span(hours * HOUR, unit),
        lag_percent=percent,
    )


def _progressed(draw: random.Random, made: Program, *, disorder: bool) -> Program:
    """Report the first activities in their order as they were planned, up to a status date in the middle."""
    planned = tuple(msgspec.structs.replace(each, expected_finish=None) for each in made.activities)
    schedule = plan.schedule(msgspec.structs.replace(made, activities=planned))
    days = sorted({schedule.at(each.id).finish.date() for each in made.activities})
    status = days[len(days) // 2]
    limit = dt.datetime.combine(status + dt.timedelta(1), dt.time(), dt.UTC)
    rows = []
    for each in made.activities:
        at = schedule.at(each.id)
        if at.finish <= limit:
            each = msgspec.structs.replace(each, actual_start=at.start, actual_finish=at.finish, progress=1.0)
        elif at.start < limit and draw.random() < 0.8:
            done = schedule.working_minutes(int(at.start.timestamp() // 60), int(limit.timestamp() // 60), 0)
            left = at.duration - done
            each = msgspec.structs.replace(
                each, actual_start=at.start, progress=done / at.duration, remaining=Span(left, Unit.HOUR)
            )
        elif disorder and draw.random() < 0.4:
            finish = START + dt.timedelta(hours=9)
            each = msgspec.structs.replace(each, actual_start=START, actual_finish=finish, progress=1.0)
        rows.append(each)
    if made.rules.behavior is Behavior.MICROSOFT:
        return msgspec.structs.replace(made, activities=tuple(rows))  # Project moves nothing to its status date
    return msgspec.structs.replace(made, activities=tuple(rows), status_date=status)
