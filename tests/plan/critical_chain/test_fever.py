import datetime as dt
from collections.abc import Mapping

import msgspec
import pytest

from pilotage.plan.critical_chain import THIRDS, DurationBasis, Sizing, Zone, Zones, critical_chain, fever
from pilotage.plan.vocabulary.program import Program
from tests.plan.stories import after, days, estimate, milestone, task

MONDAY = dt.datetime(2026, 9, 7, tzinfo=dt.UTC)


def program() -> Program:
    """Chain of 4 + 6 aggressive days; the safety is 2 and 4, so half of it is a buffer of 3 days."""
    made = task("first", 4), task("second", 6)
    likely = ((4, 6), (6, 10))
    return Program(
        id="p",
        title="P",
        start=MONDAY,
        activities=(
            *(
                msgspec.structs.replace(each, duration=None, estimate=estimate(1, low, high))
                for each, (low, high) in zip(made, likely, strict=True)
            ),
            milestone("end"),
        ),
        dependencies=after("first", "second", "end"),
    )


def later(made: Program, status: dt.date, **changes: Mapping[str, object]) -> Program:
    activities = tuple(
        msgspec.structs.replace(each, **changes[each.id]) if each.id in changes else each for each in made.activities
    )
    return msgspec.structs.replace(made, status_date=status, activities=activities)


def begun(day: int) -> dt.datetime:
    return dt.datetime(2026, 9, day, 9, tzinfo=dt.UTC)


def test_points_over_the_life_of_a_chain() -> None:
    start = program()
    chain = critical_chain(start, "end", basis=DurationBasis.POINTS, sizing=Sizing.HALF_OF_SAFETY)
    assert (chain.length, chain.buffer) == (10, 3)
    first = {"actual_start": begun(7), "actual_finish": dt.datetime(2026, 9, 11, 17, tzinfo=dt.UTC)}
    states = [
        start,
        later(start, dt.date(2026, 9, 8), first={"actual_start": begun(7), "remaining": days(2)}),
        later(start, dt.date(2026, 9, 11), first=first),  # took 5 days instead of 4
        later(start, dt.date(2026, 9, 14), first=first, second={"actual_start": begun(14), "remaining": days(8)}),
    ]
    points = fever(chain, states)
    assert [(round(each.done, 3), each.days) for each in points] == [(0, 0), (0.2, 0), (0.4, 1), (0.2, 4)]
    assert [each.consumed for each in points] == pytest.approx([0, 0, 1 / 3, 4 / 3])
    assert [each.zone for each in points] == [Zone.GREEN, Zone.GREEN, Zone.GREEN, Zone.RED]
    assert [each.as_of for each in points][1:3] == [dt.date(2026, 9, 8), dt.date(2026, 9, 11)]


def test_a_side_chain_that_overruns_consumes_the_project_buffer_too() -> None:
    start = program()
    side = msgspec.structs.replace(task("side", 2), duration=None, estimate=estimate(1, 2, 3))
    start = msgspec.structs.replace(
        start, activities=(*start.activities, side), dependencies=(*start.dependencies, *after("side", "end"))
    )
    chain = critical_chain(start, "end", basis=DurationBasis.POINTS, sizing=Sizing.HALF_OF_SAFETY)
    late = later(start, dt.date(2026, 9, 7), side={"actual_start": begun(7), "remaining": days(11)})
    assert fever(chain, [late])[0].days == 2


def test_new_estimates_do_not_move_the_ruler() -> None:
    start = program()
    chain = critical_chain(start, "end", basis=DurationBasis.POINTS)
    bolder = later(start, dt.date(2026, 9, 6), first={"estimate": estimate(1, 9, 20)})
    assert fever(chain, [bolder])[0].days == 0


def test_a_chain_ahead_has_consumed_less_than_nothing() -> None:
    start = program()
    chain = critical_chain(start, "end", basis=DurationBasis.POINTS)
    ahead = later(
        start,
        dt.date(2026, 9, 8),
        first={"actual_start": begun(7), "actual_finish": dt.datetime(2026, 9, 8, 17, tzinfo=dt.UTC)},
    )
    point = fever(chain, [ahead])[0]
    assert (point.done, point.days, point.zone) == (0.4, -2, Zone.GREEN)


def test_without_a_buffer_there_is_nothing_to_measure_against() -> None:
    start = Program(
        id="p", title="P", start=MONDAY, activities=(task("a", 3), milestone("end")), dependencies=after("a", "end")
    )
    point = fever(critical_chain(start, "end"), [start])[0]
    assert (point.consumed, point.zone) == (None, Zone.GREY)


def test_zones_rise_with_the_work_done_or_stay_level() -> None:
    sloped = Zones()
    assert [sloped.of(done, 0.5) for done in (0.1, 0.5, 0.9)] == [Zone.RED, Zone.AMBER, Zone.GREEN]
    assert [THIRDS.of(0.9, each) for each in (0.3, 0.5, 0.7)] == [Zone.GREEN, Zone.AMBER, Zone.RED]
