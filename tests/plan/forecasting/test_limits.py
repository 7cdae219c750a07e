import datetime as dt

import msgspec
import pytest

from pilotage import plan
from pilotage.plan.vocabulary.activities import ActivityKind, Constraint, ConstraintKind
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.scheduling_rules import SchedulingRules
from tests.plan.stories import shop

ON = dt.datetime(2026, 9, 21, 9, tzinfo=dt.UTC)


def changed(row: int, **fields: object) -> Program:
    made = shop()
    rows = list(made.activities)
    rows[row] = msgspec.structs.replace(rows[row], **fields)
    return msgspec.structs.replace(made, activities=tuple(rows), rules=SchedulingRules(honor_dates=True))


@pytest.mark.parametrize(
    ("program", "told"),
    [
        (changed(1), []),
        (changed(1, constraint=Constraint(ConstraintKind.START_NO_EARLIER_THAN, ON)), []),
        (changed(1, constraint=Constraint(ConstraintKind.MUST_START_ON, ON)), ["simulated-fixed-date"]),
        (changed(1, constraint=Constraint(ConstraintKind.FINISH_NO_LATER_THAN, ON)), ["simulated-fixed-date"]),
        (changed(1, expected_finish=ON), ["simulated-expected-finish"]),
        (changed(1, kind=ActivityKind.LEVEL_OF_EFFORT), ["simulated-level-of-effort"]),
    ],
)
def test_a_result_says_what_the_plan_keeps_it_from_showing(program: Program, told: list[str]) -> None:
    problems = plan.simulate(program, iterations=100).problems
    assert [(each.id, each.entity) for each in problems] == [(name, "build") for name in told]


def test_what_is_expected_to_be_over_on_a_date_takes_so_long_in_every_run() -> None:
    planned = plan.schedule(changed(1, expected_finish=ON))
    design = dt.timedelta(0)
    assert planned.at("build").finish + design <= ON
    late = plan.simulate(changed(1, expected_finish=ON), iterations=400)
    assert late.sensitivity is not None
    assert late.sensitivity.spread[1] > 0  # the risk on it alone
    calm = msgspec.structs.replace(changed(1, expected_finish=ON), risks=())
    forecast = plan.simulate(calm, iterations=400)
    assert forecast.sensitivity is not None
    assert forecast.sensitivity.spread[1] == 0
