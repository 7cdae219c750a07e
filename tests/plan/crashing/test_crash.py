import datetime as dt
from decimal import Decimal
from itertools import combinations, product

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.plan.crashing.crash import Stop, crash
from pilotage.plan.scheduling.schedule import schedule
from pilotage.plan.vocabulary.activities import (
    Activity,
    ActivityKind,
    Assignment,
    Constraint,
    ConstraintKind,
    Dependency,
    DependencyKind,
)
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.calendars import STANDARD, Calendar, Shift
from pilotage.plan.vocabulary.program import Program
from tests.plan.stories import after, days, milestone, task

MONDAY = dt.datetime(2026, 9, 7, tzinfo=dt.UTC)


def priced(key: str, normal: float, least: float, cost: float, **fields: object) -> Activity:
    made = task(key, normal, crash_to=days(least), crash_cost=Decimal(str(cost)))
    return msgspec.structs.replace(made, **fields)


def program(activities: tuple[Activity, ...], dependencies: tuple[Dependency, ...], **fields: object) -> Program:
    return Program(
        id="p",
        title="P",
        start=MONDAY,
        activities=activities,
        dependencies=dependencies,
        **fields,  # type: ignore[arg-type]
    )


RELIABLE = {
    "a": (2, 1, 100, ""),
    "b": (4, 2, 50, "a"),
    "c": (10, 7, 80, "b"),
    "d": (6, 4, 40, "c"),
    "e": (4, 3, 160, "c"),
    "f": (5, 3, 40, "e"),
    "g": (7, 4, 40, "d"),
    "h": (9, 6, 60, "eg"),
    "i": (7, 5, 30, "c"),
    "j": (8, 6, 30, "fi"),
    "k": (4, 3, 40, "j"),
    "l": (5, 3, 50, "j"),
    "m": (2, 1, 100, "h"),
    "n": (6, 3, 60, "kl"),
}
"""Reliable Construction (Hillier and Lieberman, Introduction to Operations Research, ch. 10 or 22): normal and crash
time, thousands of dollars for each unit of time saved, predecessors."""


def reliable() -> Program:
    activities = [priced(key, normal, least, cost) for key, (normal, least, cost, _) in RELIABLE.items()]
    links = [link for key, row in RELIABLE.items() for before in row[3] for link in after(before, key)]
    return program((*activities, milestone("end")), (*links, *after("n", "end"), *after("m", "end")))


def test_published_optimum_of_the_reliable_construction_company() -> None:
    """From 44 to 40 for 140: J and F, two each. Total 4,550 + 140 = 4,690."""
    made = reliable()
    found = crash(made, "end", 4)
    assert (found.won, found.cost, found.stop) == (4.0, Decimal(140), Stop.REACHED)
    assert {each.id: each.days for each in found.bought} == {"j": 2, "f": 2}
    assert [each.cost_per_day for each in found.steps] == [30, 40]


def chase() -> Program:
    """Minimum-cost scheduling (Chase, Jacobs and Aquilano): A, then B and C, then D; 10 days for 26."""
    return program(
        (priced("a", 2, 1, 4), priced("b", 5, 2, 3), priced("c", 4, 3, 2), priced("d", 3, 1, 2), milestone("end")),
        (*after("a", "b", "d", "end"), *after("a", "c", "d")),
    )


def test_published_curve_of_costs() -> None:
    """Days won to cost: 1: 2, 2: 4, 3: 7, 4: 11, 5: 16, as in the textbook's table; then everything is at its limit."""
    curve = [crash(chase(), "end", won).cost for won in range(1, 6)]
    assert curve == [2, 4, 7, 11, 16]
    most = crash(chase(), "end", 6)
    assert (most.won, most.cost, most.stop) == (5.0, Decimal(16), Stop.HELD)
    assert most.held_by == ("a", "c", "d", "end")
    assert [(step.total_won, step.total_cost) for step in most.steps] == [
        (won, Decimal(cost)) for won, cost in ((2.0, 4), (3.0, 7), (4.0, 11), (5.0, 16))
    ]
    assert sorted(len(step.shortenings) for step in most.steps) == [1, 1, 1, 2]


def test_what_is_no_longer_needed_is_given_back() -> None:
    """Paths a-b-d and c-e with a bridge c-d: the dear last step cuts a and e, and returns the first purchase, d's
    bridge. The classical case where a greedy buyer pays too much.
    """
    made = program(
        (
            priced("u", 5, 1, 7),
            priced("v", 5, 1, 7),
            priced("x", 5, 1, 10),
            priced("y", 5, 1, 10),
            priced("bridge", 5, 1, 6),
            milestone("end"),
        ),
        (*after("u", "x", "end"), *after("v", "y", "end"), *after("u", "bridge", "y")),
    )
    found = crash(made, "end", 8)
    assert found.won == 8
    assert any(part.days < 0 for step in found.steps for part in step.shortenings)
    assert found.cost == brute_force(made, 8)


def brute_force(made: Program, wanted: int) -> Decimal | None:
    """The least cost of all ways to take whole days off, each scheduled."""
    first = schedule(made)
    ranges = [
        range(each.duration.minutes // 480 - each.crash_to.minutes // 480 + 1)
        if each.duration and each.crash_to and each.kind is ActivityKind.TASK
        else range(1)
        for each in made.activities
    ]
    best: Decimal | None = None
    for less in product(*ranges):
        cost = sum(
            (each.crash_cost * taken for each, taken in zip(made.activities, less, strict=True) if each.crash_cost),
            Decimal(0),
        )
        if best is not None and cost >= best:
            continue
        shorter = tuple(
            msgspec.structs.replace(each, duration=Span(each.duration.minutes - 480 * taken)) if each.duration else each
            for each, taken in zip(made.activities, less, strict=True)
        )
        finish = schedule(msgspec.structs.replace(made, activities=shorter)).at("end").early_finish
        if first.working_days(finish, first.at("end").early_finish) >= wanted:
            best = cost
    return best


@st.composite
def tiny(draw: st.DrawFn) -> Program:
    size = draw(st.integers(2, 5))
    activities = []
    for at in range(size):
        normal = draw(st.integers(1, 4))
        activities.append(
            priced(f"a{at}", normal, draw(st.integers(max(1, normal - 2), normal)), draw(st.integers(0, 9)))
        )
    links = [link for i, j in combinations(range(size), 2) if draw(st.booleans()) for link in after(f"a{i}", f"a{j}")]
    links += [link for at in range(size) for link in after(f"a{at}", "end")]
    return program((*activities, milestone("end")), tuple(links))


@settings(max_examples=60, deadline=None)
@given(tiny(), st.integers(1, 4))
def test_no_cheaper_way_exists_among_all(made: Program, wanted: int) -> None:
    found, least = crash(made, "end", wanted), brute_force(made, wanted)
    if least is None:
        assert found.stop is Stop.HELD
        assert found.won < wanted
        assert found.cost == brute_force(made, round(found.won))
    else:
        assert (found.stop, found.won, found.cost) == (Stop.REACHED, wanted, least)
    per_day = [step.cost_per_day for step in found.steps]
    assert per_day == sorted(per_day)


@st.composite
def four_kinds(draw: st.DrawFn) -> Program:
    """As `tiny`, with every kind of link and whole days of lag."""
    made = draw(tiny())
    links = tuple(
        Dependency(
            predecessor=each.predecessor,
            successor=each.successor,
            kind=draw(st.sampled_from(list(DependencyKind))),
            lag=days(draw(st.integers(-1, 2))),
        )
        if each.successor != "end"
        else each
        for each in made.dependencies
    )
    return msgspec.structs.replace(made, dependencies=links)


@settings(max_examples=120, deadline=None)
@given(four_kinds(), st.integers(1, 3))
def test_no_cheaper_way_exists_with_every_kind_of_link(made: Program, wanted: int) -> None:
    found, least = crash(made, "end", wanted), brute_force(made, wanted)
    if least is None:
        assert (found.stop, found.cost) == (Stop.HELD, brute_force(made, round(found.won)))
    else:
        assert (found.won, found.cost) == (wanted, least)


CALENDARS = (
    STANDARD,
    Calendar(id="long", week=((Shift(420, 1140),),) * 6 + ((),)),
    Calendar(id="always", week=((Shift(0, 1440),),) * 7),
)


@st.composite
def knotty(draw: st.DrawFn) -> Program:
    """Four kinds of links, lags, calendars, constraints."""
    size = draw(st.integers(2, 6))
    activities = []
    for at in range(size):
        normal = draw(st.integers(1, 6))
        constraint = None
        if draw(st.integers(0, 5)) == 0:
            not_earlier = ConstraintKind.START_NO_EARLIER_THAN, ConstraintKind.FINISH_NO_EARLIER_THAN
            kind = draw(st.sampled_from([*not_earlier, ConstraintKind.ALAP]))
            when = MONDAY + dt.timedelta(draw(st.integers(0, 9)))
            constraint = Constraint(kind, None if kind is ConstraintKind.ALAP else when)
        activities.append(
            priced(
                f"a{at}",
                normal,
                draw(st.integers(1, normal)),
                draw(st.integers(0, 9)),
                calendar=draw(st.sampled_from(["standard", "standard", "long", "always"])),
                constraint=constraint,
            )
        )
    links = [
        Dependency(
            predecessor=f"a{i}",
            successor=f"a{j}",
            kind=draw(st.sampled_from(list(DependencyKind))),
            lag=Span(draw(st.sampled_from([0, 0, 480, -240]))),
        )
        for i, j in combinations(range(size), 2)
        if draw(st.booleans())
    ]
    links += [link for at in range(size) for link in after(f"a{at}", "end")]
    return program((*activities, milestone("end")), tuple(links), calendars=CALENDARS)


@settings(max_examples=150, deadline=None)
@given(knotty(), st.integers(1, 6))
def test_every_gain_is_what_the_engine_finds(made: Program, wanted: int) -> None:
    found = crash(made, "end", wanted)
    before, after_ = schedule(made), schedule(found.program)
    won = before.working_days(after_.at("end").early_finish, before.at("end").early_finish)
    assert won == pytest.approx(found.won)
    assert won == pytest.approx(found.steps[-1].total_won if found.steps else 0)
    assert found.cost == (found.steps[-1].total_cost if found.steps else 0)
    assert (found.stop is Stop.REACHED) == (won >= wanted - 1e-9)
    for before_, now in zip(made.activities, found.program.activities, strict=True):
        if now.kind is ActivityKind.TASK:
            assert now.duration is not None
            assert before_.duration is not None
            assert before_.crash_to is not None
            assert before_.crash_to.minutes <= now.duration.minutes <= before_.duration.minutes


def test_the_low_estimate_is_the_limit_and_people_are_the_price() -> None:
    two = (Assignment("ada"), Assignment("bob", 0.5))
    made = program(
        (task("a", 5, low=3, high=9, assignments=two), task("b", 5, low=4, high=9), task("c", 2), milestone("end")),
        after("a", "b", "c", "end"),
    )
    found = crash(made, "end", 9)
    assert [(each.id, each.days, each.cost) for each in found.bought] == [
        ("a", 2.0, Decimal(3)),
        ("b", 1.0, Decimal(1)),
    ]
    assert (found.unit, found.unlimited, found.held_by) == ("person-days", ("c",), ("a", "b", "c", "end"))
    assert crash(made, "end", 1, day_rate=Decimal(700)).cost == 700
    assert crash(made, "end", 1, day_rate=Decimal(700)).unit == "EUR"


def test_without_a_crash_cost_a_day_costs_what_a_day_of_the_activity_costs() -> None:
    made = program(
        (task("a", 5, low=4, high=9, cost_per_day=Decimal(1200)), task("b", 5, low=2, high=9), milestone("end")),
        after("a", "b", "end"),
    )
    found = crash(made, "end", 3)
    assert (found.won, found.cost, found.unit, found.unpriced) == (1.0, Decimal(1200), "EUR", ("b",))
    assert crash(made, "end", 1, day_rate=Decimal(100)).cost == 100  # the rate prices B, cheaper than A


def test_a_plan_with_prices_offers_only_what_is_priced_unless_a_rate_is_given() -> None:
    made = program((priced("a", 5, 3, 900), task("b", 5, low=2, high=9), milestone("end")), after("a", "b", "end"))
    found = crash(made, "end", 4)
    assert (found.won, found.cost, found.unpriced) == (2.0, Decimal(1800), ("b",))
    both = crash(made, "end", 4, day_rate=Decimal(500))
    assert (both.won, both.cost, both.unpriced) == (4.0, Decimal(2400), ())


def test_a_date_that_holds_the_milestone_is_not_bought_away() -> None:
    held = Constraint(ConstraintKind.START_NO_EARLIER_THAN, dt.datetime(2026, 9, 14, tzinfo=dt.UTC))
    made = program(
        (priced("a", 5, 1, 1), priced("b", 3, 2, 50, constraint=held), milestone("end")), after("a", "b", "end")
    )
    found = crash(made, "end", 3)
    assert [(each.id, each.days) for each in found.bought] == [("b", 1)]
    assert (found.stop, found.held_by) == (Stop.HELD, ("b", "end"))


def test_started_work_keeps_its_share_and_loses_remaining_time() -> None:
    begun = dt.datetime(2026, 9, 7, 9, tzinfo=dt.UTC)
    made = program(
        (priced("a", 8, 4, 10, actual_start=begun, progress=0.5), milestone("end")),
        after("a", "end"),
        status_date=dt.date(2026, 9, 10),
    )
    found = crash(made, "end", 9)
    assert (found.won, found.cost) == (2.0, Decimal(20))
    assert found.program.activities[0].remaining == days(2)


def test_a_day_that_a_calendar_swallows_is_not_bought() -> None:
    """B works on Mondays only: A a day earlier changes nothing, however cheap; B one Monday less wins a week."""
    mondays = Calendar(id="mondays", week=((Shift(540, 1020),), *((),) * 6))
    made = program(
        (priced("a", 3, 2, 1), priced("b", 2, 1, 100, calendar="mondays"), milestone("end")),
        after("a", "b", "end"),
        calendars=(STANDARD, mondays),
    )
    found = crash(made, "end", 5)
    assert ([each.id for each in found.bought], found.won, found.cost) == (["b"], 5.0, Decimal(100))


def test_a_day_that_a_calendar_multiplies_is_bought_first() -> None:
    """A day off B saves a week of waiting for its Monday, and is cheaper by the day won than A at half the price."""
    mondays = Calendar(id="mondays", week=((Shift(540, 1020),), *((),) * 6))
    made = program(
        (priced("b", 2, 1, 10, calendar="mondays"), priced("a", 5, 3, 4), milestone("end")),
        after("b", "a", "end"),
        calendars=(STANDARD, mondays),
    )
    steps = crash(made, "end", 6).steps
    assert [(step.shortenings[0].id, step.won, step.cost_per_day) for step in steps] == [
        ("b", 5.0, Decimal(2)),
        ("a", 1.0, Decimal(4)),
    ]


def test_a_summary_is_a_milestone_too() -> None:
    inside = tuple(
        msgspec.structs.replace(each, parent="phase") for each in (priced("a", 4, 2, 5), priced("b", 3, 1, 2))
    )
    made = program((Activity(id="phase", title="Phase", kind=ActivityKind.SUMMARY), *inside), ())
    found = crash(made, "phase", 2)
    assert (found.won, {each.id: each.days for each in found.bought}) == (2, {"a": 2, "b": 1})


def test_nothing_to_win_is_refused() -> None:
    with pytest.raises(ValueError, match="positive"):
        crash(chase(), "end", 0)
    with pytest.raises(KeyError):
        crash(chase(), "nowhere", 1)


def test_what_a_calendar_swallows_beside_a_path_is_left_not_what_counts() -> None:
    """Two paths hold "join" on Monday. X ends on Friday night, so an hour less of it is worth nothing though it is the
    cheapest way to shorten its path: the day is bought from P and C together.
    """
    always = Calendar(id="always", week=((Shift(0, 1440),),) * 7)
    x = msgspec.structs.replace(priced("x", 1, 1, 2, calendar="always"), duration=Span(1800), crash_to=Span(1560))
    made = program(
        (priced("p", 4, 2, 10), x, priced("c", 5, 3, 1), task("join", 1), milestone("end")),
        (*after("p", "x", "join", "end"), *after("c", "join")),
        calendars=(STANDARD, always),
    )
    found = crash(made, "end", 1)
    assert ({each.id: each.days for each in found.bought}, found.won, found.cost) == ({"p": 1, "c": 1}, 1, Decimal(11))
