"""Geometry of a milestone's range strip: where its dates lie on the axis that all rows share, 0 to 1."""

import datetime as dt

import msgspec

from pilotage.plan.insight.milestones import MilestoneView
from pilotage.reports.model import Milestones


class Strip(msgspec.Struct, frozen=True, kw_only=True):
    """Positions as shares of the axis; None where the milestone has no such date."""

    p10: float | None
    p50: float | None
    p85: float | None
    p90: float | None
    target: float | None
    baseline: float | None
    commitment: float | None


class Tick(msgspec.Struct, frozen=True):
    """The first of a month on the axis."""

    at: float
    date: dt.date


def strip(section: Milestones, row: MilestoneView) -> Strip:
    """Positions of one row."""
    return Strip(
        p10=_at(section, row.p10),
        p50=_at(section, row.p50),
        p85=_at(section, row.p85),
        p90=_at(section, row.p90),
        target=_at(section, row.target),
        baseline=_at(section, row.baseline),
        commitment=_at(section, row.commitment),
    )


def ticks(section: Milestones) -> tuple[Tick, ...]:
    """Month starts inside the axis, thinned to at most eight."""
    months = []
    year, month = section.start.year, section.start.month
    while (first := dt.date(year, month, 1)) <= section.finish:
        if first > section.start:
            months.append(first)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    every = -(-len(months) // 8) or 1
    return tuple(Tick(_share(section, date), date) for date in months[::every])


def _at(section: Milestones, date: dt.date | None) -> float | None:
    return None if date is None else _share(section, date)


def _share(section: Milestones, date: dt.date) -> float:
    days = (section.finish - section.start).days or 1
    return min(1.0, max(0.0, (date - section.start).days / days))
