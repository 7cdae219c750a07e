import datetime as dt

import msgspec
import numpy as np
import pytest

from pilotage import plan
from pilotage.plan.forecasting.forecasts import wilson
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Dependency
from pilotage.plan.vocabulary.amounts import DayImpact, Span, ThreePointEstimate
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Response, Risk, RiskState, Strategy

DAY = 480


def estimate(low: int, likely: int, high: int) -> ThreePointEstimate:
    return ThreePointEstimate(Span(low * DAY), Span(likely * DAY), Span(high * DAY))


def two_paths() -> Program:
    return Program(
        id="p",
        title="P",
        start=dt.datetime(2026, 1, 5, tzinfo=dt.UTC),
        activities=(
            Activity(id="wide", title="Wide", estimate=estimate(5, 8, 20)),
            Activity(id="narrow", title="Narrow", estimate=estimate(4, 5, 6)),
            Activity(
                id="end",
                title="End",
                kind=ActivityKind.MILESTONE,
                target=dt.date(2026, 1, 16),
                commitment=dt.date(2026, 1, 30),
            ),
        ),
        dependencies=(
            Dependency(predecessor="wide", successor="end"),
            Dependency(predecessor="narrow", successor="end"),
        ),
        risks=(
            Risk(
                id="r",
                title="R",
                probability=0.5,
                impact_days=DayImpact(2, 3, 5),
                hits=("wide",),
                response=Response(strategy=Strategy.MITIGATE, residual_probability=0.1),
            ),
        ),
    )


def test_percentiles_are_ordered_and_probabilities_count_iterations() -> None:
    seen: list[tuple[int, int]] = []
    forecast = plan.simulate(two_paths(), progress=lambda done, of: seen.append((done, of)))
    end = forecast.milestones["end"]
    assert end.plan_finish <= end.p50
    assert end.p10 <= end.p50 <= end.p85 <= end.p90
    assert end.p85_interval is not None
    assert end.p85_interval[0] <= end.p85 <= end.p85_interval[1]
    assert end.on_time == end.probability(dt.date(2026, 1, 16))
    assert end.on_time is not None
    assert end.kept is not None
    assert 0 < end.on_time < end.kept <= 1
    assert end.on_time_interval is not None
    assert end.on_time_interval[0] < end.on_time < end.on_time_interval[1]
    assert end.probability(end.p85.date()) >= 0.85
    assert (np.diff(end.finishes) >= 0).all()
    assert forecast.criticality[0] > 0.9
    assert forecast.finish_p85[2] == end.finishes[8499]
    assert seen[-1] == (10_000, 10_000)


def test_the_same_plan_and_seed_give_the_same_forecast() -> None:
    first, again = (plan.simulate(two_paths(), iterations=500) for _ in range(2))
    assert (first.milestones["end"].finishes == again.milestones["end"].finishes).all()
    assert first.inputs == again.inputs
    assert plan.simulate(two_paths(), iterations=500, seed=2).milestones["end"].p50 != first.milestones["end"].p50


def test_what_is_done_no_longer_varies_and_closed_risks_do_not_hit() -> None:
    made = two_paths()
    wide = msgspec.structs.replace(
        made.activities[0],
        actual_start=dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC),
        actual_finish=dt.datetime(2026, 1, 20, 17, tzinfo=dt.UTC),
    )
    done = msgspec.structs.replace(made, activities=(wide, *made.activities[1:]))
    end = plan.simulate(done, iterations=300).milestones["end"]
    assert end.finishes[0] == end.finishes[-1]
    closed = msgspec.structs.replace(made, risks=(msgspec.structs.replace(made.risks[0], state=RiskState.CLOSED),))
    without = msgspec.structs.replace(made, risks=())
    a, b = (plan.simulate(each, iterations=300).milestones["end"].finishes for each in (closed, without))
    assert (a == b).all()


def test_the_remaining_estimate_shrinks_with_progress() -> None:
    made = two_paths()
    half = msgspec.structs.replace(
        made.activities[0], actual_start=dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC), progress=0.5
    )
    started = msgspec.structs.replace(
        made, activities=(half, *made.activities[1:]), status_date=dt.date(2026, 1, 8), risks=()
    )
    forecast = plan.simulate(started)
    finishes = forecast.milestones["end"].finishes
    status = dt.datetime(2026, 1, 9, tzinfo=dt.UTC)
    spent = [forecast.schedule.working_minutes(int(status.timestamp() // 60), int(t), 0) for t in finishes]
    assert min(spent) >= 2.5 * DAY
    assert max(spent) <= 10 * DAY


def test_drivers_are_re_simulations_with_one_input_settled() -> None:
    forecast = plan.simulate(two_paths(), iterations=4000)
    found = plan.drivers(forecast, "end")
    assert [each.id for each in found][:2] == ["wide", "r"]
    off = plan.simulate(msgspec.structs.replace(two_paths(), risks=()), iterations=4000)
    expected = forecast.schedule.working_days(off.milestones["end"].p85, forecast.milestones["end"].p85)
    assert next(each.days for each in found if each.id == "r") == pytest.approx(expected)


def test_risk_effects_tell_now_and_after_the_response() -> None:
    forecast = plan.simulate(two_paths(), iterations=4000)
    effect = plan.risk_effects(two_paths(), forecast, "end")["r"]
    assert effect.days_after_response is not None
    assert effect.days_now > effect.days_after_response > 0
    assert effect.days_now == pytest.approx(next(each.days for each in plan.drivers(forecast, "end") if each.id == "r"))


def test_wilson_interval_of_the_textbook() -> None:
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
