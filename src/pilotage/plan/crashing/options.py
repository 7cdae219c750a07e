"""What can be bought: by how much each activity can be shortened, and what a day of that costs."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pilotage.engine import network as columns
from pilotage.plan.network.columns import whole_duration
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.activities import Activity

PERSON_DAYS = "person-days"
"""The unit of cost where the plan holds no prices."""


@dataclass(frozen=True, slots=True)
class Option:
    """Row ``row`` can lose ``most`` of its remaining minutes at ``price`` a day of ``day`` minutes."""

    row: int
    id: str
    title: str
    most: int
    price: Decimal
    day: int

    def cost(self, minutes: int) -> Decimal:
        """What ``minutes`` less cost; negative for minutes given back."""
        return self.price * minutes / self.day


@dataclass(frozen=True, slots=True)
class Options:
    """Options by row, the unit of their prices (a currency or `PERSON_DAYS`), and the ids of activities that cannot be
    bought: ``unlimited`` because the plan does not tell how short they could be, ``unpriced`` for want of a price.
    """

    by_row: Mapping[int, Option]
    unit: str
    unlimited: tuple[str, ...]
    unpriced: tuple[str, ...]


def options_of(planned: Schedule, day_rate: Decimal | None) -> Options:
    """What the plan offers.

    The limit is ``crash_to``, else the low estimate. The price of a day is ``crash_cost``, else ``cost_per_day`` (a day
    won costs one more day of those who do the work), else ``day_rate`` for each person assigned (one where nobody is).
    Without a rate, a plan that has prices offers what is priced; one that has none is counted in person-days.
    """
    program = planned.program
    limits = {row: most for row in range(len(program.activities)) if (most := _most(planned, row)) is not None}
    priced = any(_own_price(program.activities[row]) is not None for row in limits)
    unit = program.currency if priced or day_rate is not None else PERSON_DAYS
    rate = day_rate if day_rate is not None else None if priced else Decimal(1)
    found: dict[int, Option] = {}
    unpriced = []
    for row, most in limits.items():
        activity = program.activities[row]
        own = _own_price(activity)
        price = own if own is not None else _price(activity, rate)
        if price is None:
            unpriced.append(activity.id)
        elif most > 0 and price >= 0:
            found[row] = Option(row, activity.id, activity.title, most, price, day_of(planned, row))
    unlimited = tuple(program.activities[row].id for row in _working(planned) if row not in limits)
    return Options(found, unit, unlimited, tuple(unpriced))


def _own_price(activity: Activity) -> Decimal | None:
    return activity.crash_cost if activity.crash_cost is not None else activity.cost_per_day


def _price(activity: Activity, rate: Decimal | None) -> Decimal | None:
    if rate is None:
        return None
    units = sum((Decimal(str(each.units)) for each in activity.assignments), Decimal(0))
    return rate * (units or 1)


def _working(planned: Schedule) -> list[int]:
    """Rows of unfinished activities with work left."""
    network, rows = planned.compiled.network, range(len(planned.program.activities))
    return [
        row
        for row in rows
        if row not in planned.logic.children and network.state[row] != columns.FINISHED and network.remaining[row] > 0
    ]


def _most(planned: Schedule, row: int) -> int | None:
    """Minutes that can be taken off; a started activity keeps the same share of what is left. None: no limit known."""
    activity, network = planned.program.activities[row], planned.compiled.network
    remaining = int(network.remaining[row])
    if row in planned.logic.children or network.state[row] == columns.FINISHED or remaining <= 0:
        return None
    shortest = activity.crash_to or (activity.estimate.low if activity.estimate is not None else None)
    whole, elapsed = whole_duration(planned.program, activity)
    if shortest is None or shortest.elapsed != elapsed or whole <= 0:
        return None
    share = min(1.0, max(0, shortest.minutes) / whole)
    return remaining - round(share * remaining)


def day_of(planned: Schedule, row: int) -> int:
    """Minutes of an activity's day: a working day, or 24 hours for what runs on the clock."""
    compiled = planned.compiled
    on_the_clock = compiled.network.calendar[row] == compiled.book.always()
    return 1440 if on_the_clock else round(planned.program.hours_per_day * 60)
