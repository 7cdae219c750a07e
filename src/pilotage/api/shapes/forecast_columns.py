"""What the forecast says of each row of the plan."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from pilotage.areas.schedule.rules.layout import Layout
from pilotage.plan.forecasting.forecasts import Forecast
from pilotage.plan.scheduling.schedule import Schedule, final_milestone
from pilotage.plan.vocabulary.history import ForecastRecord
from pilotage.plan.working_time.calendar_tables import minutes

NAMES = ("p50", "p85", "on_time", "criticality", "status")


def forecast_columns(
    schedule: Schedule,
    layout: Layout,
    forecast: Forecast | None,
    statuses: Mapping[str, str],
    last: Mapping[str, ForecastRecord],
) -> dict[str, list[Any]]:
    """One entry per display row. Percentiles are for milestones only; without a forecast of this plan, those issued
    last. The program's row shows the final milestone.
    """
    columns: dict[str, list[Any]] = {name: [None] * len(layout) for name in NAMES}
    if forecast is not None:
        real = layout.activity >= 0
        shares = np.zeros(len(layout))
        shares[real] = forecast.criticality[layout.activity[real]]
        known = np.round(shares, 4).tolist()
        columns["criticality"] = [share if row else None for row, share in zip(real.tolist(), known, strict=True)]
    for name, place in schedule.index.items():
        row = int(layout.row_of[place])
        columns["status"][row] = statuses.get(name)
        if forecast is not None and (future := forecast.milestones.get(name)) is not None:
            columns["p50"][row], columns["p85"][row] = minutes(future.p50), minutes(future.p85)
            columns["on_time"][row] = future.on_time
        elif forecast is None and (record := last.get(name)) is not None:
            columns["p50"][row], columns["p85"][row] = minutes(record.p50), minutes(record.p85)
            columns["on_time"][row] = record.on_time
    final = final_milestone(schedule.program)
    if final is not None and final in schedule.index:
        row = int(layout.row_of[schedule.index[final]])
        for name in ("p50", "p85", "on_time", "status"):
            columns[name][0] = columns[name][row]
    return columns
