"""Programs for hypothesis: well formed, but with the strangest names, texts and numbers that the vocabulary allows."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from pilotage.exchange.text.values.amounts import TAILS, estimate_of
from pilotage.plan.vocabulary.activities import (
    SECONDS,
    Activity,
    ActivityKind,
    Assignment,
    Constraint,
    ConstraintKind,
    Dependency,
    DependencyKind,
)
from pilotage.plan.vocabulary.amounts import (
    DayImpact,
    Distribution,
    EstimatePoint,
    MoneyImpact,
    Span,
    ThreePointEstimate,
    Unit,
)
from pilotage.plan.vocabulary.calendars import STANDARD, Calendar, CalendarException, ExceptionKind, Shift
from pilotage.plan.vocabulary.contracts import Confidence, Contract, Promise
from pilotage.plan.vocabulary.history import Baseline, BaselineEntry, ForecastRecord
from pilotage.plan.vocabulary.people import Person, Team, WayOfWorking, Workstream
from pilotage.plan.vocabulary.program import Ask, Program, ProgramKind
from pilotage.plan.vocabulary.risks import Response, Risk, RiskState, Strategy
from pilotage.plan.vocabulary.scheduling_rules import (
    Behavior,
    CriticalRule,
    FloatRule,
    LagCalendar,
    ProgressRule,
    SchedulingRules,
)
from pilotage.plan.vocabulary.uncertainty import Correlation, SharedFactor

ZONES = ("UTC", "Europe/Berlin", "Asia/Kolkata", "America/New_York", "America/Sao_Paulo", "Pacific/Apia")

_ODD = (
    "yes",
    "No",
    "on",
    "null",
    "~",
    "007",
    "1e3",
    "0x1F",
    "12:30:00",
    "2026-12-11",
    "a: b",
    "a #b",
    "# a",
    "- a",
    "-1",
    "[a",
    "a, b",
    "{x}",
    "\"q\" and 'r'",
    "*star",
    "&and",
    "!tag",
    "%",
    "@at",
    "`tick",
    "tail ",
    " head",
    "tail:",
    "a\nb",
    "a\n\n  b\n",
    "\ttab",
    "trailing\n\n",
    "Ünïcödé",
    "日本語",
    "\U0001f680",
    "\u00a0",
    "\u2028",
    "\x00",
    "---",
    "...",
    "=",
    "<<",
    "a::b",
    "50%",
    "mira 50%",
    "dual SS+3d",
    "x on y",
    "freeze 2026-12-19",
    "09:00-17:00",
    "|",
    ">",
    "\\",
    "?",
    "? x",
)
texts = st.one_of(st.sampled_from(_ODD), st.text(max_size=20), st.text("ab \n", max_size=12))
plain_names = st.from_regex(r"[a-z][a-z0-9-]{0,6}", fullmatch=True)
names = st.one_of(
    plain_names,
    plain_names,
    st.sampled_from([odd for odd in _ODD if "/" not in odd]),
    st.text(st.characters(exclude_characters="/", exclude_categories=["Cs"]), min_size=1, max_size=8),
)
"""Ids without a slash."""

_FIRST, _LAST = dt.datetime.fromisoformat("1990-01-01"), dt.datetime.fromisoformat("2099-01-01")
days = st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31))
units = st.sampled_from(Unit)
spans = st.builds(Span, st.integers(0, 1_000_000), units)
lags = st.builds(Span, st.integers(-100_000, 100_000), units)
shares = st.one_of(st.integers(0, 100).map(lambda percent: percent / 100), st.floats(0, 1))
money = st.decimals(Decimal(-(10**9)), Decimal(10**9), places=2).map(lambda d: Decimal(format(d.normalize(), "f")))


def optional(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.one_of(st.none(), strategy)


@st.composite
def moments(draw: st.DrawFn) -> dt.datetime:
    """In UTC; often the midnight of some zone."""
    if draw(st.booleans()):
        day = draw(days)
        zone = ZoneInfo(draw(st.sampled_from(ZONES)))
        return dt.datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(dt.UTC)
    exact = draw(st.datetimes(_FIRST, _LAST, timezones=st.just(dt.UTC)))
    return exact if draw(st.booleans()) else exact.replace(second=0, microsecond=0)


@st.composite
def estimates(draw: st.DrawFn) -> ThreePointEstimate:
    low, likely, high = sorted(draw(st.tuples(*[st.integers(0, 500_000)] * 3)))
    working = draw(st.booleans())
    unit = st.sampled_from([unit for unit in Unit if unit.elapsed is not working])
    kind = draw(st.sampled_from(Distribution))
    least, middle, most = spans_of = [Span(each, draw(unit)) for each in (low, likely, high)]
    if kind is Distribution.DISCRETE:
        first = draw(st.integers(1, 99))
        shared = zip((first / 100, 1 - first / 100), spans_of[:2], strict=True)
        return estimate_of(kind, tuple(EstimatePoint(share, span) for share, span in shared))
    if kind is Distribution.QUANTILES:
        at = sorted(draw(st.sets(st.integers(0, 100), min_size=3, max_size=3)))
        return estimate_of(kind, tuple(EstimatePoint(p / 100, span) for p, span in zip(at, spans_of, strict=True)))
    tail = 0.0 if kind is Distribution.LOGNORMAL else draw(st.sampled_from([0.0, 0.0, *TAILS.values()]))
    return ThreePointEstimate(least, middle, most, kind, tail)


@st.composite
def shifts(draw: st.DrawFn) -> tuple[Shift, ...]:
    cuts = draw(st.lists(st.integers(0, 1440), max_size=6, unique=True).map(sorted))
    return tuple(Shift(start, finish) for start, finish in zip(cuts[::2], cuts[1::2], strict=False))


weeks = st.tuples(*[shifts()] * 7)


@st.composite
def exceptions(draw: st.DrawFn) -> CalendarException:
    first = draw(days)
    end = first + dt.timedelta(days=draw(st.integers(1, 30)))
    return CalendarException(first, end, draw(shifts()), draw(texts), draw(st.sampled_from(ExceptionKind)))


@st.composite
def constraints(draw: st.DrawFn) -> Constraint:
    kind = draw(st.sampled_from(ConstraintKind))
    dateless = kind in (ConstraintKind.ASAP, ConstraintKind.ALAP)
    return Constraint(kind, None if dateless else draw(moments()))


@st.composite
def second_constraints(draw: st.DrawFn, first: Constraint | None) -> Constraint | None:
    """One that leaves room for the first, and the first for it."""
    if first is None or first.kind not in SECONDS:
        return None
    return Constraint(draw(st.sampled_from([kind for kind in SECONDS if kind is not first.kind])), draw(moments()))


def one_of_ids(ids: Sequence[str]) -> st.SearchStrategy:
    return optional(st.sampled_from(ids)) if ids else st.none()


@st.composite
def calendars(draw: st.DrawFn) -> tuple[Calendar, ...]:
    ids = draw(st.lists(st.one_of(names, st.just("default")), max_size=3, unique=True))
    return tuple(
        Calendar(
            id=name,
            title=draw(st.one_of(st.just(""), texts)),
            zone=draw(optional(st.sampled_from(ZONES))),
            base=draw(one_of_ids(ids)),
            week=draw(optional(weeks)),
            exceptions=tuple(draw(st.lists(exceptions(), max_size=3))),
            holidays=tuple(draw(st.lists(st.sampled_from(["DE", "DE-BE", "US-WA", "IN"]), max_size=2))),
        )
        for name in ids
        if name != STANDARD.id
    )


def _title(name: str) -> st.SearchStrategy:
    return st.one_of(st.just(name.capitalize()), texts)


@st.composite
def activities(draw: st.DrawFn, streams: Sequence[str], people: Sequence[str]) -> tuple[Activity, ...]:
    """Rows with ids, places and parents that fit together; a third of the time in another order than the text's."""
    found: list[Activity] = []
    for stream in (*streams, None):
        inner = draw(st.lists(names, max_size=4, unique=True))
        summaries: list[str] = []
        for name in inner:
            full = name if stream is None else f"{stream}/{name}"
            kind = draw(st.sampled_from(ActivityKind))
            parent = draw(one_of_ids(summaries))
            home = stream if stream is not None else draw(one_of_ids(streams))
            found.append(draw(activity(full, kind, home, parent, people)))
            if kind is ActivityKind.SUMMARY:
                summaries.append(full)
    if draw(st.integers(0, 2)) == 0:
        found = draw(st.permutations(found))
    return tuple({one.id: one for one in found}.values())


@st.composite
def activity(
    draw: st.DrawFn, name: str, kind: ActivityKind, stream: str | None, parent: str | None, people: Sequence[str]
) -> Activity:
    if draw(st.integers(0, 3)) == 0:
        return Activity(id=name, title=draw(_title(name)), kind=kind, workstream=stream, parent=parent)
    constraint = draw(optional(constraints()))
    return Activity(
        id=name,
        title=draw(_title(name)),
        kind=kind,
        workstream=stream,
        parent=parent,
        team=draw(optional(names)),
        owner=draw(one_of_ids(people)),
        assignments=tuple(
            Assignment(person, draw(st.one_of(st.just(1.0), st.floats(0, 5))), draw(texts))
            for person in draw(st.lists(names, max_size=2))
        ),
        calendar=draw(optional(names)),
        duration=draw(optional(spans)),
        estimate=draw(optional(estimates())),
        effort=draw(optional(spans)),
        progress=draw(shares),
        actual_start=draw(optional(moments())),
        actual_finish=draw(optional(moments())),
        remaining=draw(optional(spans)),
        constraint=constraint,
        second_constraint=draw(optional(second_constraints(constraint))),
        expected_finish=draw(optional(moments())),
        deadline=draw(optional(moments())),
        target=draw(optional(days)),
        commitment=draw(optional(days)),
        priority=draw(st.integers(0, 1000)),
        key=draw(optional(texts)),
        url=draw(optional(texts)),
        note=draw(texts),
        labels=tuple(draw(st.lists(texts, max_size=3))),
        crash_to=draw(optional(spans)),
        crash_cost=draw(optional(money)),
        probability=draw(shares),
        branch=draw(optional(texts)),
        cost=draw(optional(_money_impacts())),
        cost_per_day=draw(optional(money)),
        pauses=tuple(draw(st.lists(exceptions(), max_size=2))),
    )


@st.composite
def dependencies(draw: st.DrawFn, ids: Sequence[str]) -> tuple[Dependency, ...]:
    """In the order in which a text gives them: by the row of the successor."""
    found: dict[str, Dependency] = {}
    for successor in ids:
        for predecessor in draw(st.lists(st.sampled_from(ids), max_size=2)):
            percent = draw(optional(st.floats(-2, 2)))
            made = Dependency(
                predecessor=predecessor,
                successor=successor,
                kind=draw(st.sampled_from(DependencyKind)),
                lag=draw(lags) if percent is None else Span(0),
                lag_percent=percent,
                calendar=draw(optional(names)),
            )
            found.setdefault(made.id, made)
    return tuple(found.values())


@st.composite
def risks(draw: st.DrawFn, ids: Sequence[str]) -> tuple[Risk, ...]:
    return tuple(
        Risk(
            id=name,
            title=draw(_title(name)),
            cause=draw(texts),
            event=draw(texts),
            effect=draw(texts),
            probability=draw(shares),
            impact_days=draw(optional(_day_impacts())),
            impact_money=draw(optional(_money_impacts())),
            hits=tuple(draw(st.lists(st.sampled_from(ids), max_size=2, unique=True))) if ids else (),
            owner=draw(optional(names)),
            response=draw(optional(_responses)),
            trigger=draw(texts),
            state=draw(st.sampled_from(RiskState)),
            raised=draw(optional(days)),
            closed=draw(optional(days)),
            key=draw(optional(texts)),
        )
        for name in draw(st.lists(names, max_size=2, unique=True))
    )


@st.composite
def factors(draw: st.DrawFn, ids: Sequence[str]) -> tuple[SharedFactor, ...]:
    if not ids:
        return ()
    found = []
    for name in draw(st.lists(names, max_size=2, unique=True)):
        low, likely, high = sorted(draw(st.tuples(*[st.floats(0, 3)] * 3)))
        on = tuple(draw(st.lists(st.sampled_from(ids), min_size=1, max_size=2, unique=True)))
        chance = draw(shares)
        made = SharedFactor(
            id=name, title=draw(_title(name)), low=low, likely=likely, high=high, probability=chance, on=on
        )
        found.append(made)
    return tuple(found)


@st.composite
def correlations(draw: st.DrawFn, ids: Sequence[str]) -> tuple[Correlation, ...]:
    if not ids:
        return ()
    pairs = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=2))
    return tuple(Correlation(first, second, draw(st.floats(-1, 1))) for first, second in pairs)


@st.composite
def _day_impacts(draw: st.DrawFn) -> DayImpact:
    return DayImpact(*sorted(draw(st.tuples(*[st.floats(-1000, 1000)] * 3))))


@st.composite
def _money_impacts(draw: st.DrawFn) -> MoneyImpact:
    low, likely, high = sorted(draw(st.tuples(money, money, money)))
    return MoneyImpact(low, likely, high, draw(st.sampled_from(["EUR", "USD"])))


_responses = st.builds(
    Response,
    strategy=st.sampled_from(Strategy),
    text=texts,
    owner=optional(names),
    due=optional(days),
    done=st.booleans(),
    residual_probability=optional(shares),
    cost=optional(money),
)


@st.composite
def contracts(draw: st.DrawFn, ids: Sequence[str], teams: Sequence[str]) -> tuple[Contract, ...]:
    if not teams:
        return ()
    return tuple(
        Contract(
            id=name,
            what=draw(_title(name)),
            provider=draw(st.sampled_from(teams)),
            consumer=draw(st.sampled_from(teams)),
            delivers=draw(one_of_ids(ids)),
            needed_by_activity=draw(one_of_ids(ids)),
            asked=draw(optional(days)),
            needed=draw(days),
            promises=tuple(draw(st.lists(st.builds(Promise, days, days), max_size=3))),
            confidence=draw(st.sampled_from(Confidence)),
            escalates=draw(optional(days)),
            delivered=draw(optional(days)),
            note=draw(texts),
            acceptance=draw(texts),
        )
        for name in draw(st.lists(names, max_size=2, unique=True))
    )


@st.composite
def baselines(draw: st.DrawFn, ids: Sequence[str]) -> tuple[Baseline, ...]:
    return tuple(
        Baseline(
            id=name,
            title=draw(_title(name)),
            taken=draw(days),
            reason=draw(texts),
            entries=tuple(
                BaselineEntry(row, draw(moments()), draw(moments()), draw(st.integers(0, 100_000)))
                for row in draw(st.lists(st.sampled_from(ids), max_size=3, unique=True))
            )
            if ids
            else (),
        )
        for name in draw(st.lists(names, max_size=2, unique=True))
    )


forecasts = st.builds(
    ForecastRecord,
    made=moments(),
    milestone=names,
    plan_finish=moments(),
    p10=moments(),
    p50=moments(),
    p85=moments(),
    p90=moments(),
    target=optional(days),
    on_time=optional(shares),
    commitment=optional(days),
    kept=optional(shares),
    iterations=st.integers(0, 10**6),
    seed=st.integers(0, 2**62),
    inputs=texts,
    model=texts,
)


@st.composite
def people(draw: st.DrawFn) -> tuple[Person, ...]:
    return tuple(
        Person(
            id=name,
            name=draw(_title(name)),
            email=draw(texts),
            team=draw(optional(names)),
            calendar=draw(optional(names)),
            capacity=draw(st.one_of(st.just(1.0), st.floats(0, 2))),
            external=draw(st.booleans()),
            off=tuple(draw(st.lists(exceptions(), max_size=2))),
            skills=tuple(draw(st.lists(texts, max_size=2))),
        )
        for name in draw(st.lists(names, max_size=3, unique=True))
    )


@st.composite
def scheduling_rules(draw: st.DrawFn) -> SchedulingRules:
    return SchedulingRules(
        behavior=draw(st.sampled_from(Behavior)),
        progress=draw(st.sampled_from(ProgressRule)),
        lag_calendar=draw(st.sampled_from(LagCalendar)),
        critical=draw(st.sampled_from(CriticalRule)),
        critical_float=draw(st.sampled_from([Span(0), Span(480), Span(90, Unit.HOUR)])),
        near_critical_float=draw(st.sampled_from([Span(2400), Span(480)])),
        total_float=draw(st.sampled_from(FloatRule)),
        honor_dates=draw(st.booleans()),
        open_ends_critical=draw(st.booleans()),
        from_finish=draw(st.booleans()),
        finish=draw(optional(moments())),
    )


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """A well-formed program: references hold, rows of a text come in its order of dependencies."""
    found = draw(calendars())
    default = draw(st.sampled_from([STANDARD.id, *(calendar.id for calendar in found)]))
    if default == STANDARD.id:
        found = (STANDARD, *found)
    teams = tuple(
        Team(
            id=n,
            title=draw(_title(n)),
            lead=draw(optional(names)),
            calendar=draw(optional(names)),
            location=draw(texts),
        )
        for n in draw(st.lists(names, max_size=3, unique=True))
    )
    team_ids = [team.id for team in teams]
    streams = tuple(
        Workstream(
            id=n,
            title=draw(_title(n)),
            team=draw(one_of_ids(team_ids)),
            lead=draw(optional(names)),
            way=draw(st.sampled_from(WayOfWorking)),
        )
        for n in draw(st.lists(names, max_size=3, unique=True))
    )
    persons = draw(people())
    rows = draw(activities([stream.id for stream in streams], [person.id for person in persons]))
    ids = [row.id for row in rows]
    return Program(
        id=draw(names),
        title=draw(texts),
        kind=draw(st.sampled_from(ProgramKind)),
        owner=draw(optional(names)),
        summary=draw(texts),
        zone=draw(st.sampled_from(ZONES)),
        currency=draw(st.sampled_from(["EUR", "USD", "INR"])),
        start=draw(optional(moments())),
        status_date=draw(optional(days)),
        final=draw(one_of_ids(ids)),
        hours_per_day=draw(st.sampled_from([8.0, 7.5, 7.6, 6.0, 24.0])),
        days_per_week=draw(st.sampled_from([5.0, 4.5, 7.0])),
        default_calendar=default,
        calendars=found,
        people=persons,
        teams=teams,
        workstreams=streams,
        activities=rows,
        dependencies=draw(dependencies(ids)) if ids else (),
        risks=draw(risks(ids)),
        factors=draw(factors(ids)),
        correlations=draw(correlations(ids)),
        contracts=draw(contracts(ids, team_ids)),
        asks=tuple(
            Ask(text=draw(texts), to=draw(optional(names)), by=draw(optional(days)), if_not=draw(texts))
            for _each in range(draw(st.integers(0, 2)))
        ),
        baselines=draw(baselines(ids)),
        forecasts=tuple(draw(st.lists(forecasts, max_size=2))),
        rules=draw(st.one_of(st.just(SchedulingRules()), scheduling_rules())),
    )
