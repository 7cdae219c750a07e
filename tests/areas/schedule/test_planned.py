"""A plan at one revision, also where it cannot be scheduled."""

import numpy as np

from pilotage.areas.schedule.rules.planned import SOME_START, StoredPlan, planned
from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.calendar_tables import minutes


def test_a_plan_without_any_date_is_shown_with_its_problem() -> None:
    activity = Activity(id="pile", title="Drive piles", duration=Span(480))
    program = Program(id="harbor", title="Harbor", activities=(activity,))
    ones = np.ones(1, dtype=np.int64)
    found = planned(1, StoredPlan(program, ones, ones, ones[:0]))
    assert [problem.id for problem in found.broken] == ["missing-start"]
    assert found.schedule.start[0] >= minutes(SOME_START)
    assert found.program is program
