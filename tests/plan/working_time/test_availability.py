"""The share of a person's time on each day."""

import datetime as dt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pilotage.plan.vocabulary.people import Availability, Person
from pilotage.plan.working_time.availability import shares

FIRST = dt.date(2026, 3, 2)
DAY = dt.timedelta(1)
dates = st.dates(dt.date(2026, 1, 1), dt.date(2026, 6, 1))


def _one(person: Person, day: dt.date) -> float:
    """From the definition, a day at a time."""
    if (person.joins is not None and day < person.joins) or (person.leaves is not None and day > person.leaves):
        return 0.0
    said = [each.share for each in person.availability if each.start <= day < each.end]
    return said[-1] if said else person.capacity


@given(
    joins=st.none() | dates,
    leaves=st.none() | dates,
    periods=st.lists(st.tuples(dates, st.integers(1, 40), st.floats(0, 2)), max_size=3),
    first=dates,
    days=st.integers(0, 60),
)
def test_shares_follow_the_definition(
    joins: dt.date | None,
    leaves: dt.date | None,
    periods: list[tuple[dt.date, int, float]],
    first: dt.date,
    days: int,
) -> None:
    told = tuple(Availability(start, start + dt.timedelta(size), share) for start, size, share in periods)
    person = Person(id="ada", name="Ada", capacity=0.8, joins=joins, leaves=leaves, availability=told)
    expected = [_one(person, first + dt.timedelta(day)) for day in range(days)]
    assert shares(person, first, days).tolist() == expected


def test_the_first_and_the_last_day_count() -> None:
    person = Person(id="ada", name="Ada", joins=FIRST + DAY, leaves=FIRST + 2 * DAY)
    np.testing.assert_array_equal(shares(person, FIRST, 4), [0, 1, 1, 0])
