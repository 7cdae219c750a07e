"""A forecast as it is stored whole, so that its chart can be drawn again. Its track records are not: they grow."""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from pilotage.areas.flow.rules.answers import Question
from pilotage.areas.flow.rules.making import Found
from pilotage.plan.flow.forecasts.forecast import FlowForecast
from pilotage.plan.flow.forecasts.joint import JointForecast
from pilotage.plan.flow.forecasts.milestones import MilestoneForecast


def packed(found: Found) -> dict[str, Any]:
    """Plain JSON, without the percentiles: they have a column of their own."""
    if isinstance(found, FlowForecast):
        bare: Found = replace(found, held=None, held_all=None, percentiles=())
    elif isinstance(found, MilestoneForecast):
        bare = replace(found, held=None, percentiles=())
    else:
        parts = [replace(each, forecast=replace(each.forecast, held=None, held_all=None)) for each in found.parts]
        bare = replace(found, parts=tuple(parts), percentiles=())
    plain: dict[str, Any] = msgspec.to_builtins(bare, str_keys=True)
    return plain


def unpacked(question: Question, body: dict[str, Any], percentiles: Sequence[float]) -> Found | None:
    """None for a forecast of an older version, whose parts were others."""
    kind: Any = MilestoneForecast if question.milestone is not None else FlowForecast
    try:
        found: Found = msgspec.convert(body, JointForecast if question.teams else kind, str_keys=True)
    except msgspec.ValidationError:
        return None
    return replace(found, percentiles=tuple(percentiles))
