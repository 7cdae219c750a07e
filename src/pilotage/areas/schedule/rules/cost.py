"""How long a simulation will take, so that a short one is done at once and a long one by the worker.

Measured on a 2-core machine: 200 to 700 million activity samples a second, the percentiles of all rows included, and 10
ms for each re-simulation at least. Less than the slowest rate counts: an edit must not wait for a wrong guess.
"""

from pilotage.plan.forecasting.drivers import CANDIDATES, ITERATIONS
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import RiskState

ITERATIONS_BY_DEFAULT = 10_000
MOST_ITERATIONS = 200_000
EDIT_SECONDS = 0.25
"""What an edit may wait for its new forecast."""
READ_SECONDS = 1.0
"""What a page may wait for a forecast that is missing."""
MOST_OF_THE_TIME = 0.1
"""What simulations may take of the time of the web server, for one program."""
EXPLAIN_SECONDS = 15.0
"""What a person who asked for causes may wait. Really it is a fifth of that: the rate below is for the worst plans."""

_SAMPLES_PER_SECOND = 80e6
_LEAST_SECONDS = 0.01


def forecast_seconds(program: Program, iterations: int) -> float:
    """A forecast of all milestones."""
    return _LEAST_SECONDS + len(program.activities) * iterations / _SAMPLES_PER_SECOND


def driver_seconds(program: Program, iterations: int) -> float:
    """The drivers of one milestone."""
    return (1 + CANDIDATES) * forecast_seconds(program, min(iterations, ITERATIONS))


def insight_seconds(program: Program, iterations: int) -> float:
    """The drivers of one milestone and the effects of all open risks on it."""
    risks = sum(1 for risk in program.risks if risk.state is RiskState.OPEN and risk.impact_days is not None)
    runs = 2 + CANDIDATES + risks
    return runs * forecast_seconds(program, min(iterations, ITERATIONS))
