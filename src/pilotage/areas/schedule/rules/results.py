"""A forecast as one deflated block, and back: the finishes of every milestone, so that nothing is simulated twice."""

import zlib
from collections.abc import Mapping

import msgspec
import numpy as np
from numpy.typing import NDArray

from pilotage.plan.forecasting.costs import CostForecast
from pilotage.plan.forecasting.drivers import Driver, RiskEffect
from pilotage.plan.forecasting.forecasts import Forecast, Sensitivity
from pilotage.plan.forecasting.limits import limits
from pilotage.plan.forecasting.simulation import milestone_forecast
from pilotage.plan.scheduling.schedule import Schedule

_WEIGHT_STEPS = 1_000_000


class Insights(msgspec.Struct, frozen=True):
    """What moves the final milestone: the drivers of its P85, and the effect of each open risk."""

    milestone: str
    drivers: tuple[Driver, ...] = ()
    effects: Mapping[str, RiskEffect] = {}


class _Block(msgspec.Struct, frozen=True):
    """Finishes are sorted, so their differences are small; percentiles are minutes UTC; criticality in millionths.
    ``sensitivity`` is the columns of `Sensitivity`, and ``costs`` and ``cost_finishes`` are pairs; empty where unknown.
    """

    milestones: list[str]
    finishes: list[bytes]
    criticality: bytes
    finish_p50: bytes
    finish_p85: bytes
    sensitivity: tuple[bytes, ...] = ()
    costs: bytes = b""
    cost_finishes: bytes = b""
    tolerance: float | None = None


def pack_forecast(forecast: Forecast) -> bytes:
    block = _Block(
        milestones=list(forecast.milestones),
        finishes=[_steps(milestone.finishes) for milestone in forecast.milestones.values()],
        criticality=np.round(forecast.criticality * _WEIGHT_STEPS).astype("<i4").tobytes(),
        finish_p50=forecast.finish_p50.astype("<i8").tobytes(),
        finish_p85=forecast.finish_p85.astype("<i8").tobytes(),
        sensitivity=tuple(column.astype("<f4").tobytes() for column in _columns(forecast.sensitivity)),
        costs=forecast.cost.costs.astype("<f8").tobytes() if forecast.cost else b"",
        cost_finishes=forecast.cost.finishes.astype("<i8").tobytes() if forecast.cost else b"",
        tolerance=forecast.tolerance,
    )
    return zlib.compress(msgspec.msgpack.encode(block), 1)


def unpack_forecast(
    packed: bytes | memoryview, planned: Schedule, *, iterations: int, seed: int, model: str, inputs: str
) -> Forecast:
    """The forecast of ``planned``, the schedule of the very plan that it was made from."""
    block = msgspec.msgpack.decode(zlib.decompress(bytes(packed)), type=_Block)
    milestones = {
        name: milestone_forecast(planned, planned.index[name], _finishes(steps))
        for name, steps in zip(block.milestones, block.finishes, strict=True)
    }
    return Forecast(
        program=planned.program,
        schedule=planned,
        iterations=iterations,
        seed=seed,
        model=model,
        inputs=inputs,
        milestones=milestones,
        criticality=np.frombuffer(block.criticality, dtype="<i4") / _WEIGHT_STEPS,
        finish_p50=np.frombuffer(block.finish_p50, dtype="<i8").astype(np.int64),
        finish_p85=np.frombuffer(block.finish_p85, dtype="<i8").astype(np.int64),
        sensitivity=_sensitivity(block),
        cost=_cost(block, planned),
        tolerance=block.tolerance,
        problems=limits(planned),
    )


def _columns(sensitivity: Sensitivity | None) -> tuple[NDArray[np.float64], ...]:
    return (sensitivity.spread, sensitivity.index, sensitivity.cruciality) if sensitivity else ()


def _sensitivity(block: _Block) -> Sensitivity | None:
    if not block.sensitivity:
        return None
    return Sensitivity(*(np.frombuffer(column, dtype="<f4").astype(np.float64) for column in block.sensitivity))


def _cost(block: _Block, planned: Schedule) -> CostForecast | None:
    if not block.costs:
        return None
    return CostForecast(
        costs=np.frombuffer(block.costs, dtype="<f8").copy(),
        finishes=np.frombuffer(block.cost_finishes, dtype="<i8").astype(np.int64),
        currency=planned.program.currency,
        zone=planned.program.zone,
    )


def _steps(finishes: NDArray[np.int64]) -> bytes:
    return np.diff(finishes, prepend=0).astype("<i8").tobytes()


def _finishes(steps: bytes) -> NDArray[np.int64]:
    return np.cumsum(np.frombuffer(steps, dtype="<i8"), dtype=np.int64)
