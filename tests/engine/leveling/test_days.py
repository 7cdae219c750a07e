"""People by the day against the definition, minute by minute."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.engine.leveling.days import staffing as kernel
from pilotage.engine.leveling.days.staffing import Staffing
from tests.engine.leveling import naive

DAYS, MINUTES = 12, 6


@st.composite
def staffed(draw: st.DrawFn) -> tuple[list[list[bool]], Staffing, list[int], int, int]:
    """Days of six minutes: which are worked, people, what of their time is left, a place and an amount of work."""
    works = [draw(st.lists(st.booleans(), min_size=MINUTES, max_size=MINUTES)) for _ in range(DAYS)]
    people = draw(st.integers(1, 3))
    units = [draw(st.sampled_from([250, 500, 600, 1000])) for _ in range(people)]
    capacity = [draw(st.sampled_from([0, 1500, 3000, 6000])) for _ in range(people * DAYS)]
    left = [draw(st.integers(-2, 6)) * each // 6 for each in capacity]
    edge = np.concatenate(([0], np.cumsum([sum(day) for day in works])))
    made = Staffing(
        days=DAYS,
        grain=1,
        edge=edge.astype(np.int64),
        first_need=np.array([0, people], np.int64),
        person=np.arange(people, dtype=np.int64),
        units=np.array(units, np.int64),
        kept=np.zeros(1, np.bool_),
        capacity=np.array(capacity, np.int64),
        left=np.array(left, np.int64),
        gain=1,
        first_other=np.zeros(people + 1, np.int64),
        other=np.zeros(0, np.int64),
        gives=np.zeros(people, np.bool_),
        splits=np.zeros(1, np.bool_),
        chosen=np.arange(people, dtype=np.int64),
        parts=np.zeros(1, np.int64),
        begin=np.zeros(kernel.PARTS, np.int64),
        length=np.zeros(kernel.PARTS, np.int64),
    )
    return works, made, left, draw(st.integers(0, int(edge[-1]))), draw(st.integers(1, 9))


@given(staffed())
@settings(max_examples=150, deadline=None)
def test_the_first_fit_is_the_first(drawn: tuple[list[list[bool]], Staffing, list[int], int, int]) -> None:
    works, made, left, at, rest = drawn
    people = range(len(made.units))
    units = {person: int(made.units[person]) for person in people}
    free = {person: left[person * DAYS : (person + 1) * DAYS] for person in people}
    has = {person: made.capacity[person * DAYS : (person + 1) * DAYS].tolist() for person in people}
    expected = naive.first_fit(works, units, free, has, at, rest)
    assert kernel.fit(made, made.left, 0, 0, at, rest, kernel.NOBODY) == expected


@given(staffed())
@settings(max_examples=60, deadline=None)
def test_what_fits_can_be_taken(drawn: tuple[list[list[bool]], Staffing, list[int], int, int]) -> None:
    works, made, left, at, rest = drawn
    found = kernel.fit(made, made.left, 0, 0, at, rest, kernel.NOBODY)
    free = made.left.copy()
    kernel.take(made, free, 0, 0, found, rest)
    day_of = [day for day, minutes in enumerate(works) for worked in minutes if worked]
    run = day_of[found : found + rest]
    for person, units in enumerate(made.units.tolist()):
        for day in range(DAYS):
            cell = person * DAYS + day
            asked = min(units * run.count(day), int(made.capacity[cell]))
            assert left[cell] - free[cell] == asked
            assert free[cell] >= 0 or not asked


@given(staffed(), st.sampled_from([2, 3]))
@settings(max_examples=60, deadline=None)
def test_a_coarser_grain_fits_too_and_no_earlier(
    drawn: tuple[list[list[bool]], Staffing, list[int], int, int], grain: int
) -> None:
    _works, made, _left, at, rest = drawn
    coarse = made._replace(grain=grain)
    found = kernel.fit(coarse, made.left, 0, 0, at, rest, kernel.NOBODY)
    assert found >= kernel.fit(made, made.left, 0, 0, at, rest, kernel.NOBODY)
    assert kernel.fit(made, made.left, 0, 0, found, rest, kernel.NOBODY) == found


def by_day(made: Staffing, left: list[int]) -> tuple[dict[int, int], dict[int, list[int]], dict[int, list[int]]]:
    """Units, what is free, and what there is on each day, of each person."""
    people = range(len(made.units))
    return (
        {person: int(made.units[person]) for person in people},
        {person: left[person * DAYS : (person + 1) * DAYS] for person in people},
        {person: made.capacity[person * DAYS : (person + 1) * DAYS].tolist() for person in people},
    )


@given(staffed(), st.integers(1, 72))
@settings(max_examples=150, deadline=None)
def test_parts_are_done_as_early_as_can_be_and_begun_as_late_as_that_allows(
    drawn: tuple[list[list[bool]], Staffing, list[int], int, int], by: int
) -> None:
    works, made, left, at, rest = drawn
    expected = naive.parts(works, *by_day(made, left), at, rest)
    found = kernel.part(made, made.left, 0, 0, at, rest, by)
    assert found == (expected is not None and len(expected) <= kernel.PARTS and expected[-1][1] <= by)
    if found and expected is not None:
        count = int(made.parts[0])
        begins, lengths = made.begin[:count].tolist(), made.length[:count].tolist()
        assert [(a, a + b) for a, b in zip(begins, lengths, strict=True)][::-1] == expected


@given(staffed(), st.integers(0, 4))
@settings(max_examples=150, deadline=None)
def test_who_takes_over_has_all_the_time_and_begins_first(
    drawn: tuple[list[list[bool]], Staffing, list[int], int, int], gain: int
) -> None:
    """The first person is named; each of the others may do it instead."""
    works, made, left, at, rest = drawn
    units, free, has = by_day(made, left)
    others = np.arange(1, len(units), dtype=np.int64)
    one = made._replace(
        gain=gain,
        first_need=np.array([0, 1], np.int64),
        first_other=np.array([0, len(others)], np.int64),
        other=others,
        gives=np.ones(1, np.bool_),
        chosen=np.zeros(1, np.int64),
    )
    named = naive.first_fit(works, {0: units[0]}, free, has, at, rest)
    much = {person: [1 << 40] * DAYS for person in has}  # never less than it asks
    latest = sum(sum(day) for day in works) - rest
    able = {
        person: begin
        for person in others.tolist()
        if (begin := naive.first_fit(works, {person: units[0]}, free, much, at, rest)) <= latest
    }
    best = min(able, key=lambda person: (able[person], person), default=0)
    wins = bool(able) and able[best] <= named - gain
    assert kernel.choose(one, made.left, 0, 0, at, rest) == (able[best] if wins else named)
    assert one.chosen.tolist() == [best if wins else 0]
