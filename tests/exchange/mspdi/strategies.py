"""Plans that hold only what an MSPDI file can carry, so that reading what was written must give them back."""

import datetime as dt
import string
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from pilotage.plan.vocabulary.activities import (
    Activity,
    ActivityKind,
    Assignment,
    Constraint,
    ConstraintKind,
    Dependency,
    DependencyKind,
)
from pilotage.plan.vocabulary.amounts import Distribution, MoneyImpact, Span, ThreePointEstimate, Unit
from pilotage.plan.vocabulary.calendars import Calendar, CalendarException, ExceptionKind, Shift
from pilotage.plan.vocabulary.history import Baseline, BaselineEntry
from pilotage.plan.vocabulary.people import Person, Team, Workstream
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.scheduling_rules import SchedulingRules

SLUGS = st.text(string.ascii_lowercase, min_size=1, max_size=8)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)
TITLES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
DATES = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))
MOMENTS = st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2035, 12, 31)).map(  # noqa: DTZ001  # made aware here
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=dt.UTC)
)
UNITS = st.sampled_from(Unit)
SPANS = st.builds(Span, st.integers(1, 100_000), UNITS)


@st.composite
def days(draw: st.DrawFn) -> tuple[Shift, ...]:
    edges = sorted(draw(st.sets(st.integers(0, 1440), max_size=6)))
    return tuple(Shift(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False))


@st.composite
def exceptions(draw: st.DrawFn, kind: ExceptionKind | None = None) -> tuple[CalendarException, ...]:
    edges = sorted(draw(st.sets(DATES, max_size=6)))
    made = []
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        shifts = () if kind else draw(days())
        said = kind or (ExceptionKind.WORKING if shifts else ExceptionKind.HOLIDAY)
        made.append(CalendarException(start, end, shifts, draw(TITLES), said))
    return tuple(made)


@st.composite
def calendars(draw: st.DrawFn) -> tuple[Calendar, ...]:
    names = draw(st.lists(SLUGS, min_size=1, max_size=3, unique=True))
    weeks = st.tuples(*[days()] * 7)
    return tuple(Calendar(id=n, title=n.upper(), week=draw(weeks), exceptions=draw(exceptions())) for n in names)


@st.composite
def people(draw: st.DrawFn, teams: tuple[Team, ...], others: tuple[str, ...]) -> tuple[Person, ...]:
    return tuple(
        Person(
            id=name,
            name=draw(TITLES),
            email=draw(st.just("") | st.just(f"{name}@example.org")),
            team=_id(draw, teams),
            calendar=draw(st.sampled_from([None, *others])),
            capacity=draw(st.sampled_from([1.0, 0.5, 0.25, 2.0])),
            off=draw(exceptions(ExceptionKind.TIME_OFF)),
        )
        for name in draw(st.lists(SLUGS, max_size=3, unique=True))
    )


def _id(draw: st.DrawFn, teams: tuple[Team, ...]) -> str | None:
    return draw(st.sampled_from([None, *(team.id for team in teams)]))


@st.composite
def estimates(draw: st.DrawFn, shortest: int) -> ThreePointEstimate:
    elapsed = draw(st.booleans())
    unit = st.sampled_from([u for u in Unit if u.elapsed is elapsed])
    low, likely, high = sorted(draw(st.lists(st.integers(shortest, 100_000), min_size=3, max_size=3)))
    points = [Span(minutes, draw(unit)) for minutes in (low, likely, high)]
    return ThreePointEstimate(
        points[0], points[1], points[2], draw(st.sampled_from(Distribution)), draw(st.sampled_from([0.0, 0.1, 0.05]))
    )


WRITTEN = [
    kind
    for kind in ConstraintKind
    if kind not in (ConstraintKind.START_ON, ConstraintKind.FINISH_ON, ConstraintKind.FIXED_START)
]
"""Constraints that come back as they went, where the file says that dates are honored."""


@st.composite
def constraints(draw: st.DrawFn) -> Constraint | None:
    kind = draw(st.sampled_from(WRITTEN))
    if kind is ConstraintKind.ASAP:
        return None
    return Constraint(kind, None if kind is ConstraintKind.ALAP else draw(MOMENTS))


@st.composite
def progress(draw: st.DrawFn, length: int) -> dict[str, Any]:
    state = draw(st.sampled_from(["waiting", "started", "behind", "finished"]))
    if state == "waiting":
        return {}
    if state == "finished":
        return {"progress": 1.0, "actual_start": draw(MOMENTS), "actual_finish": draw(MOMENTS)}
    done = draw(st.integers(0, 99)) / 100
    made: dict[str, Any] = {"progress": done, "actual_start": draw(MOMENTS)}
    left = draw(st.integers(0, 200_000))
    if state == "behind" and left != round((1 - done) * length):
        made["left"] = left
    return made


@st.composite
def activities(
    draw: st.DrawFn, people_: tuple[Person, ...], others: tuple[str, ...], shortest: int
) -> tuple[Activity, ...]:
    """An outline of up to eight rows, children right below their summaries."""
    count = draw(st.integers(0, 8))
    levels = [1]
    for _row in range(count - 1):
        levels.append(draw(st.integers(1, levels[-1] + 1)))
    names = draw(st.lists(SLUGS, min_size=count, max_size=count, unique=True))
    made: list[Activity] = []
    above: list[str] = []
    for row, (name, level) in enumerate(zip(names, levels, strict=False)):
        summary = row + 1 < count and levels[row + 1] > level
        parent = above[level - 2] if level > 1 else None
        above[level - 1 :] = [name]
        made.append(draw(_activity(name, parent, summary, people_, others, shortest)))
    return tuple(made)


@st.composite
def costs(draw: st.DrawFn) -> MoneyImpact:
    low, likely, high = sorted(Decimal(draw(st.integers(0, 10**9))) / 100 for _part in range(3))
    return MoneyImpact(low, likely, high, draw(st.sampled_from(["EUR", "USD"])))


@st.composite
def _activity(
    draw: st.DrawFn,
    name: str,
    parent: str | None,
    summary: bool,
    people_: tuple[Person, ...],
    others: tuple[str, ...],
    shortest: int,
) -> Activity:
    assigned = draw(st.lists(st.sampled_from([p.id for p in people_]), unique=True, max_size=2)) if people_ else []
    common: dict[str, Any] = {
        "id": name,
        "title": draw(TITLES),
        "parent": parent,
        "workstream": draw(st.none() | SLUGS),
        "team": draw(st.sampled_from([None, *(p.team for p in people_)])),
        "owner": draw(st.sampled_from([None, *(p.id for p in people_)])),
        "assignments": tuple(Assignment(p, draw(st.sampled_from([1.0, 0.5, 0.75]))) for p in assigned),
        "calendar": draw(st.sampled_from(others)) if others else None,
        "constraint": draw(constraints()),
        "deadline": draw(st.none() | MOMENTS),
        "target": draw(st.none() | DATES),
        "commitment": draw(st.none() | DATES),
        "priority": draw(st.integers(0, 1000)),
        "key": draw(st.sampled_from(["jira/ABC-1", "xer/A1000"])),
        "url": draw(st.none() | st.just("https://example.org/a?b=1&c=2#d")),
        "note": draw(st.just("") | TITLES.map(lambda text: f"{text}\nand more")),
        "labels": tuple(draw(st.lists(SLUGS, max_size=3, unique=True))),
        "cost": draw(st.none() | costs()),
        "cost_per_day": draw(st.none() | st.integers(1, 10**7).map(lambda cents: Decimal(cents) / 100)),
        "probability": draw(st.sampled_from([1.0, 0.4, 0.125])),
        "branch": draw(st.sampled_from([None, "retest/small"])),
    }
    if not others and len(assigned) > 1:
        common["assignments"] = ()  # several people on calendars of their own would get a common one
    if summary:
        return Activity(kind=ActivityKind.SUMMARY, **common)
    duration = draw(SPANS)
    estimate = draw(st.none() | estimates(shortest))
    if estimate is not None:
        duration = draw(st.just(estimate.likely) | st.just(duration))
    moved = draw(progress(duration.minutes))
    left = moved.pop("left", None)
    if not moved and estimate is None and draw(st.booleans()):
        return Activity(kind=ActivityKind.MILESTONE, duration=draw(st.none() | SPANS), **common)
    return Activity(
        kind=ActivityKind.TASK,
        duration=None if estimate and estimate.likely == duration else duration,
        estimate=estimate,
        effort=draw(st.none() | st.integers(1, 100_000).map(lambda minutes: Span(minutes, Unit.HOUR))),
        remaining=None if left is None else Span(left, duration.unit),
        **common,
        **moved,
    )


@st.composite
def dependencies(draw: st.DrawFn, ids: list[str]) -> tuple[Dependency, ...]:
    """In the order of their successors, as a file keeps them."""
    if len(ids) < 2:
        return ()
    pairs = st.tuples(st.sampled_from(ids), st.sampled_from(ids), st.sampled_from(DependencyKind))
    chosen = draw(st.lists(pairs.filter(lambda pair: pair[0] != pair[1]), max_size=8, unique=True))
    chosen.sort(key=lambda pair: ids.index(pair[1]))
    spans = st.builds(Span, st.integers(-50_000, 50_000), UNITS)
    percents = st.integers(-200, 200).filter(bool).map(lambda percent: percent / 100)
    lags: SearchStrategy[dict[str, Any]] = spans.map(lambda lag: {"lag": lag}) | percents.map(
        lambda share: {"lag_percent": share}
    )
    return tuple(Dependency(predecessor=a, successor=b, kind=kind, **draw(lags)) for a, b, kind in chosen)


@st.composite
def programs(draw: st.DrawFn, shortest: int = 0) -> Program:
    """``shortest`` is the least of an estimate's three durations, in minutes."""
    calendars_ = draw(calendars())
    default, others = calendars_[0].id, tuple(c.id for c in calendars_[1:])
    teams = tuple(Team(id=name, title=name.title()) for name in draw(st.lists(SLUGS, max_size=2, unique=True)))
    people_ = draw(people(teams, others))
    used = tuple(dict.fromkeys(p.team for p in people_ if p.team))
    rows = draw(activities(people_, others, shortest))
    ids = [row.id for row in rows]
    start = draw(MOMENTS)
    return Program(
        id=draw(SLUGS),
        title=draw(TITLES),
        summary=draw(st.just("") | TITLES),
        currency=draw(st.sampled_from(["EUR", "USD", "PLN"])),
        start=start,
        status_date=draw(st.none() | DATES),
        hours_per_day=draw(st.sampled_from([8.0, 7.5, 6.0])),
        days_per_week=draw(st.sampled_from([5.0, 4.0])),
        default_calendar=default,
        calendars=calendars_,
        people=people_,
        teams=tuple(team for name in used for team in teams if team.id == name),
        workstreams=tuple(Workstream(id=w, title=w) for w in dict.fromkeys(r.workstream for r in rows) if w),
        activities=rows,
        dependencies=draw(dependencies(ids)),
        baselines=draw(baselines(ids, start.date())),
        rules=SchedulingRules(honor_dates=True),
    )


@st.composite
def baselines(draw: st.DrawFn, ids: list[str], taken: dt.date) -> tuple[Baseline, ...]:
    """Taken on the day the program starts, for lack of a better date in the file."""
    if not ids:
        return ()
    numbers = sorted(draw(st.sets(st.integers(0, 10), max_size=3)))
    return tuple(
        Baseline(
            id=f"baseline-{number}" if number else "baseline",
            title=f"Baseline {number}" if number else "Baseline",
            taken=taken,
            entries=tuple(
                BaselineEntry(name, draw(MOMENTS), draw(MOMENTS), draw(st.integers(0, 10_000)))
                for name in ids
                if name == ids[0] or draw(st.booleans())
            ),
        )
        for number in numbers
    )
