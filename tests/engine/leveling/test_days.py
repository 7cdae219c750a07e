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
    assert kernel.fit(made, made.left, 0, 0, at, rest) == expected


@given(staffed())
@settings(max_examples=60, deadline=None)
def test_what_fits_can_be_taken(drawn: tuple[list[list[bool]], Staffing, list[int], int, int]) -> None:
    works, made, left, at, rest = drawn
    found = kernel.fit(made, made.left, 0, 0, at, rest)
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
    found = kernel.fit(coarse, made.left, 0, 0, at, rest)
    assert found >= kernel.fit(made, made.left, 0, 0, at, rest)
    assert kernel.fit(made, made.left, 0, 0, found, rest) == found
