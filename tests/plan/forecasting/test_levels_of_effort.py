import datetime as dt
from decimal import Decimal

import msgspec
import numpy as np
import pytest

from pilotage import plan
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Constraint, ConstraintKind, Dependency
from pilotage.plan.vocabulary.activities import DependencyKind as Kind
from pilotage.plan.vocabulary.amounts import DayImpact, Distribution, Span, ThreePointEstimate
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Risk
from pilotage.plan.vocabulary.scheduling_rules import Behavior, SchedulingRules

DAY = 480
MONDAY = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)


def between(low: int, high: int) -> ThreePointEstimate:
    middle = (low + high) * DAY // 2
    return ThreePointEstimate(Span(low * DAY), Span(middle), Span(high * DAY), Distribution.UNIFORM)


def build() -> Program:
    """Two activities one after the other in a phase, and supervision at 1,000 a day for as long as the phase lasts."""
    return Program(
        id="p",
        title="P",
        start=MONDAY,
        activities=(
            Activity(id="phase", title="Phase", kind=ActivityKind.SUMMARY, target=dt.date(2026, 1, 23)),
            Activity(id="a", title="A", parent="phase", estimate=between(3, 7)),
            Activity(id="b", title="B", parent="phase", estimate=between(2, 8)),
            Activity(
                id="watch",
                title="Watch",
                kind=ActivityKind.LEVEL_OF_EFFORT,
                cost_per_day=Decimal(1000),
                duration=Span(0),
            ),
        ),
        dependencies=(
            Dependency(predecessor="a", successor="b"),
            Dependency(predecessor="phase", successor="watch", kind=Kind.SS),
            Dependency(predecessor="phase", successor="watch", kind=Kind.FF),
        ),
    )


def test_a_level_of_effort_lasts_as_long_as_the_summary_it_is_tied_to() -> None:
    planned = plan.schedule(build())
    row = planned.index["watch"]
    assert (planned.start[row], planned.finish[row]) == (planned.start[0], planned.finish[0])
    assert planned.at("watch").duration_days == 10


def test_supervision_costs_as_much_as_the_work_takes_in_every_run() -> None:
    forecast = plan.simulate(build(), iterations=2000)
    assert forecast.cost is not None
    zero = int(forecast.schedule.start[0])
    spent = [forecast.schedule.working_minutes(zero, int(at), 0) / DAY * 1000 for at in forecast.cost.finishes]
    assert forecast.cost.costs.tolist() == pytest.approx(spent)
    assert np.std(forecast.cost.costs) > 1000
    phase = forecast.milestones["phase"]
    assert phase.finishes.tolist() == np.sort(forecast.cost.finishes).tolist()
    assert forecast.finish_p85[3] == forecast.finish_p85[0] == phase.finishes[1699]


def test_a_summary_is_over_when_the_last_of_its_paths_is() -> None:
    beside = msgspec.structs.replace(build(), dependencies=build().dependencies[1:])
    finishes = plan.simulate(beside, iterations=4000).milestones["phase"].finishes
    planned = plan.schedule(beside)
    within = [planned.working_minutes(int(planned.start[0]), int(at), 0) <= 5 * DAY for at in finishes]
    assert np.mean(within) == pytest.approx(0.5 * 0.5, abs=0.03)  # uniform 3-7 and 2-8: each half, both a quarter


def test_what_is_as_late_as_possible_waits_for_its_planned_date_and_for_what_it_depends_on() -> None:
    for behavior in Behavior:
        late = Program(
            id="p",
            title="P",
            start=MONDAY,
            activities=(
                Activity(id="a", title="A", estimate=between(1, 19)),
                Activity(id="b", title="B", duration=Span(DAY), constraint=Constraint(ConstraintKind.ALAP)),
                Activity(id="c", title="C", duration=Span(20 * DAY)),
                Activity(id="end", title="End", kind=ActivityKind.MILESTONE, target=dt.date(2026, 2, 2)),
            ),
            dependencies=(
                Dependency(predecessor="a", successor="b"),
                Dependency(predecessor="b", successor="end"),
                Dependency(predecessor="c", successor="end"),
            ),
            rules=SchedulingRules(behavior=behavior),
            risks=(Risk(id="r", title="R", probability=0.5, impact_days=DayImpact(9, 9, 9), hits=("a",)),),
        )
        forecast = plan.simulate(late, iterations=1000)
        planned = forecast.schedule
        assert planned.at("b").start.date() == dt.date(2026, 1, 30)
        assert forecast.finish_p50[1] == planned.finish[1]
        ends = forecast.milestones["end"].finishes
        assert ends[0] == planned.finish[3]
        assert ends[-1] > planned.finish[3]
        assert np.mean(ends > ends[0]) == pytest.approx(0.5 * 0.5, abs=0.03)  # the risk, and A in the later half


def test_a_calendar_that_only_a_level_of_effort_names_is_known() -> None:
    build_ = build()
    named = msgspec.structs.replace(build_.dependencies[1], calendar="24h", lag=Span(DAY))
    planned = plan.schedule(msgspec.structs.replace(build_, dependencies=(build_.dependencies[0], named)))
    assert planned.at("watch").start == MONDAY + dt.timedelta(hours=8)
