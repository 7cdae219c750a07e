"""Forecasts as JSON."""

from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pilotage.plan.flow.calibration.track_record import TrackRecord
    from pilotage.plan.flow.forecasts.forecast import FlowForecast, When
    from pilotage.plan.flow.forecasts.milestones import MilestoneForecast


def numbers(found: "FlowForecast | MilestoneForecast") -> dict[str, Any]:
    """All of a forecast but its track records."""
    told: dict[str, Any] = msgspec.to_builtins(found)
    kept = {key: value for key, value in told.items() if key not in ("held", "held_all")}
    if "how_many" in kept:
        kept["how_many"] = {f"p{each['level']}": each["items"] for each in kept["how_many"]}
    return {**kept, "when": dates(found.when)}


def dates(when: "Sequence[When]") -> dict[str, Any]:
    return {f"p{each.level}": {"date": each.date, "weeks": each.weeks, "beyond": each.beyond} for each in when}


def recorded(record: "TrackRecord | None") -> dict[str, Any] | None:
    """How often dates have held."""
    if record is None:
        return None
    return {
        "forecasts": record.forecasts,
        "effective": record.effective,
        "coverage": {f"p{each.level}": each.share for each in record.ours.coverage},
        "interval": {f"p{each.level}": [each.low, each.high] for each in record.ours.coverage},
    }
