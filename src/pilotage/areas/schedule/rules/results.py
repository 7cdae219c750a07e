"""A forecast as one deflated block, and back: the finishes of every milestone, so that nothing is simulated twice."""

import zlib
from collections.abc import Mapping

import msgspec
import numpy as np
from numpy.typing import NDArray

from pilotage.plan.forecasting.drivers import Driver, RiskEffect
from pilotage.plan.forecasting.forecasts import Forecast
from pilotage.plan.forecasting.simulation import milestone_forecast
from pilotage.plan.scheduling.schedule import Schedule

_WEIGHT_STEPS = 1_000_000


class Insights(msgspec.Struct, frozen=True):
    """What moves the final milestone: the drivers of its P85, and the effect of each open risk."""

    milestone: str
    drivers: tuple[Driver, ...] = ()
    effects: Mapping[str, RiskEffect] = {}


class _Block(msgspec.Struct, frozen=True):
    """Finishes are sorted, so their differences are small; percentiles are minutes UTC; criticality in millionths."""

    milestones: list[str]
    finishes: list[bytes]
    criticality: bytes
    finish_p50: bytes
    finish_p85: bytes


def pack_forecast(forecast: Forecast) -> bytes:
    block = _Block(
        milestones=list(forecast.milestones),
        finishes=[_steps(milestone.finishes) for milestone in forecast.milestones.values()],
        criticality=np.round(forecast.criticality * _WEIGHT_STEPS).astype("<i4").tobytes(),
        finish_p50=forecast.finish_p50.astype("<i8").tobytes(),
        finish_p85=forecast.finish_p85.astype("<i8").tobytes(),
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
    )


def _steps(finishes: NDArray[np.int64]) -> bytes:
    return np.diff(finishes, prepend=0).astype("<i8").tobytes()


def _finishes(steps: bytes) -> NDArray[np.int64]:
    return np.cumsum(np.frombuffer(steps, dtype="<i8"), dtype=np.int64)
