"""Coarse time: quarters, and years where quarters would say more than is known."""

import datetime as dt

from pilotage.plan.language.messages import _
from pilotage.plan.roadmap.model import RoadmapPeriod

_FINE_QUARTERS = 6
"""Further ahead than this a quarter promises more than anybody knows: the year is named."""


def period_of(day: dt.date, today: dt.date) -> RoadmapPeriod:
    """The period that ``day`` lies in: its quarter, or its year where it is far ahead of ``today``."""
    ahead = (day.year - today.year) * 4 + (day.month - 1) // 3 - (today.month - 1) // 3
    if ahead > _FINE_QUARTERS:
        return RoadmapPeriod(str(day.year), dt.date(day.year, 1, 1), dt.date(day.year, 12, 31))
    quarter = (day.month - 1) // 3
    name = _("Q{quarter} {year}").format(quarter=quarter + 1, year=day.year)
    return RoadmapPeriod(name, dt.date(day.year, quarter * 3 + 1, 1), month_end(dt.date(day.year, quarter * 3 + 3, 1)))


def month_start(day: dt.date) -> dt.date:
    return day.replace(day=1)


def month_end(day: dt.date) -> dt.date:
    following = (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return following - dt.timedelta(days=1)
