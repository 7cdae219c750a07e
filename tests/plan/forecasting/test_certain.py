"""What is certain is simulated as it is scheduled, whatever the rules."""

from hypothesis import given, settings

from pilotage import plan
from pilotage.plan.vocabulary.errors import Unschedulable
from pilotage.plan.vocabulary.program import Program
from tests.plan.forecasting.drawn import programs


@settings(max_examples=120, deadline=None)
@given(programs())
def test_without_uncertainty_every_run_is_the_schedule(program: Program) -> None:
    try:
        planned = plan.schedule(program)
    except Unschedulable:
        return
    forecast = plan.simulate(program, iterations=3)
    assert forecast.finish_p50.tolist() == planned.finish.tolist()
    assert forecast.finish_p85.tolist() == planned.finish.tolist()
    for name, milestone in forecast.milestones.items():
        assert set(milestone.finishes.tolist()) == {int(planned.finish[planned.index[name]])}
