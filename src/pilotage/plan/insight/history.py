"""How the forecast of a milestone moved: its issued forecasts as days."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

import msgspec

from pilotage.plan.forecasting.forecasts import MilestoneForecast
from pilotage.plan.language.wording import last_day
from pilotage.plan.vocabulary.history import ForecastRecord

MOST_POINTS: Final = 26
"""Half a year of weeks."""


class ForecastPoint(msgspec.Struct, frozen=True):
    """The forecast of a milestone as it was made on a day. Days, in the program's zone."""

    made: dt.date
    plan: dt.date | None
    p50: dt.date
    p85: dt.date
    target: dt.date | None


def forecast_points(records: Sequence[ForecastRecord]) -> tuple[ForecastPoint, ...]:
    """The newest points of one milestone, oldest first."""
    return tuple(
        ForecastPoint(
            made=record.made.date(),
            plan=last_day(record.plan_finish),
            p50=last_day(record.p50),
            p85=last_day(record.p85),
            target=record.target,
        )
        for record in records[-MOST_POINTS:]
    )


def with_today(
    points: Sequence[ForecastPoint], future: MilestoneForecast | None, made: dt.date
) -> tuple[ForecastPoint, ...]:
    """Those points, and the forecast of ``made`` after them."""
    earlier = [point for point in points if point.made < made]
    if future is None:
        return tuple(earlier)
    now = ForecastPoint(made, last_day(future.plan_finish), last_day(future.p50), last_day(future.p85), future.target)
    return (*earlier, now)[-MOST_POINTS:]
