"""Monte Carlo over a network: durations, risks and calendars in every iteration."""

from pilotage.engine.simulation.chunks import CHUNK, Job, Part, merge, prepare, rank, work
from pilotage.engine.simulation.commons import Commons
from pilotage.engine.simulation.inputs import (
    Branch,
    Correlation,
    Cost,
    Event,
    Factor,
    Model,
    Question,
    Runs,
    Stop,
    Uncertain,
)
from pilotage.engine.simulation.running import Farm, quantile_ranks, rerun, run

__all__ = [
    "CHUNK",
    "Branch",
    "Commons",
    "Correlation",
    "Cost",
    "Event",
    "Factor",
    "Farm",
    "Job",
    "Model",
    "Part",
    "Question",
    "Runs",
    "Stop",
    "Uncertain",
    "merge",
    "prepare",
    "quantile_ranks",
    "rank",
    "rerun",
    "run",
    "work",
]
