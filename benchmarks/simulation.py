"""Monte Carlo in this process: ``python -m benchmarks simulation [--quick]``.

Plain, and with everything: 20 risks on five activities each, five shared factors on a tenth of the activities each, and
50 activities that are correlated with each other. Criticality is always counted. Bounds are what 10,000 iterations may
take on two free cores; on a busy machine look at the processor time, which both cores share.
"""

import resource
from dataclasses import replace
from functools import partial

import msgspec
import numpy as np

from benchmarks.networks import program
from benchmarks.running.figures import Figure, measured
from pilotage import plan
from pilotage.engine.sampling import PERT, Shape
from pilotage.engine.simulation import Correlation, Event, Factor, Model, Question, prepare
from pilotage.engine.simulation import run as simulate
from pilotage.plan.forecasting.drivers import risk_effects
from pilotage.plan.forecasting.model import model_of
from pilotage.plan.vocabulary.amounts import DayImpact
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Risk

ITERATIONS = 10_000
PLAIN, FULL = 600e6, 300e6
"""Activity samples a second that are promised."""
_LARGE = {100_000: (3_000.0, 8_000.0)}
_RISKS = 11
_RUNS = {1_000: 31, 10_000: 7, 100_000: 3}
"""More where a run is short: on a shared machine one of 20 ms varies by half."""


def run(*, quick: bool = False) -> list[Figure]:
    sizes = (1_000,) if quick else (1_000, 10_000, 100_000)
    engine = [figure for size in sizes for calendars in (1, 4) for figure in _engine(size, calendars, _RUNS[size])]
    return [*engine, effects(1_000 if quick else 10_000, 1)]


def everything(model: Model, seed: int = 1) -> Model:
    """``model`` with risks, shared factors and correlations."""
    random = np.random.default_rng(seed)
    rows = [each.node for each in model.uncertain]

    def some(count: int) -> tuple[int, ...]:
        return tuple(int(row) for row in random.choice(rows, count, replace=False))

    matrix = np.full((50, 50), 0.4)
    np.fill_diagonal(matrix, 1.0)
    return replace(
        model,
        events=[Event(f"r{number}", 0.3, Shape(PERT, 1.0, 3.0, 8.0), some(5)) for number in range(20)],
        factors=[Factor(f"f{number}", Shape(PERT, 0.9, 1.0, 1.4), some(len(rows) // 10)) for number in range(5)],
        correlations=[Correlation(some(50), matrix)],
    )


def _engine(size: int, calendars: int, runs: int) -> list[Figure]:
    base = model_of(plan.schedule(program(size, calendars=calendars)))
    question = Question(watched=[size], root=size, iterations=ITERATIONS, seed=1)
    frame = prepare(everything(base), question).frame
    found = []
    for name, model, rate, bound in (
        ("plain", base, PLAIN, _LARGE.get(size, (None, None))[0]),
        ("with everything", everything(base), FULL, _LARGE.get(size, (None, None))[1]),
    ):
        figure = measured(
            f"{size:,} activities, {calendars} calendars, {name}", partial(simulate, model, question, frame=frame), runs
        )
        samples = size * ITERATIONS
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        note = f"{samples / figure.least / 1e3:,.0f} M/s; by processor time {2e-3 * samples / (figure.cpu or 1):,.0f}"
        note = f"{note} M/s; peak {peak:,.0f} MB"
        found.append(replace(figure, bound=bound if bound is not None else samples / rate * 1e3, note=note))
    return found


def effects(size: int, runs: int) -> Figure:
    """What each of eleven risks adds to the P85 of the last milestone."""
    made = _risky(program(size, calendars=4))
    forecast = plan.simulate(made, iterations=ITERATIONS)
    call = partial(risk_effects, made, forecast, "end")
    return measured(f"{size:,} activities, {_RISKS} risks: effect of each", call, runs, note="4,096 iterations each")


def _risky(made: Program) -> Program:
    impact = DayImpact(2, 5, 15)
    risks = tuple(
        Risk(id=f"r{number}", title=f"Risk {number}", probability=0.3, impact_days=impact, hits=(f"a{17 * number}",))
        for number in range(_RISKS)
    )
    return msgspec.structs.replace(made, risks=risks)
