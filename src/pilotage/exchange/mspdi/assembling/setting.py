"""What an activity is made in, besides its own record."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pilotage.exchange.mspdi.assembling.calendars import Calendars
from pilotage.exchange.mspdi.report import Report
from pilotage.plan.vocabulary.amounts import Unit


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What an activity is made in: ids of tasks and calendars, the zone, the key's prefix."""

    prefix: str
    ids: Mapping[int, str]
    parents: frozenset[int]  # tasks with children
    calendars: Calendars
    of_person: Mapping[str, str | None]  # calendar of each person
    aware: Callable[[dt.datetime], dt.datetime]
    work_unit: Unit
    report: Report
    currency: str = "EUR"
    minutes_per_day: int = 480
    rates: Mapping[str, float] = field(default_factory=dict)  # what an hour of each person costs
    must_gives_way: bool = False
