import datetime as dt
from decimal import Decimal

import msgspec
import numpy as np
import pytest

from pilotage import plan
from pilotage.plan.checking.correlations import contradictions, groups, nearest, possible
from pilotage.plan.forecasting.costs import CostForecast
from pilotage.plan.forecasting.drivers import mitigation
from pilotage.plan.forecasting.merging import merge_bias
from pilotage.plan.insight.uncertainty import uncertainty
from pilotage.plan.language.text import plain
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Dependency
from pilotage.plan.vocabulary.amounts import (
    DayImpact,
    Distribution,
    EstimatePoint,
    MoneyImpact,
    Span,
    ThreePointEstimate,
)
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Response, Risk, Strategy
from pilotage.plan.vocabulary.uncertainty import Correlation, SharedFactor

DAY = 480
MONEY = MoneyImpact(Decimal(1000), Decimal(1000), Decimal(1000), "EUR")


def often_late(share: float) -> ThreePointEstimate:
    points = (EstimatePoint(share, Span(5 * DAY)), EstimatePoint(1 - share, Span(9 * DAY)))
    return ThreePointEstimate(Span(5 * DAY), Span(5 * DAY), Span(9 * DAY), Distribution.DISCRETE, 0.0, points)


def joined(**changes: object) -> Program:
    """Three independent activities of a week join at a milestone that is due on Friday."""
    rows = [Activity(id=name, title=name.upper(), estimate=often_late(0.85)) for name in "abc"]
    end = Activity(id="end", title="End", kind=ActivityKind.MILESTONE, target=dt.date(2026, 1, 9))
    made = Program(
        id="p",
        title="P",
        start=dt.datetime(2026, 1, 5, tzinfo=dt.UTC),
        activities=(*rows, end),
        dependencies=tuple(Dependency(predecessor=name, successor="end") for name in "abc"),
    )
    return msgspec.structs.replace(made, **changes)


def test_three_paths_at_85_percent_are_in_time_together_with_61() -> None:
    forecast = plan.simulate(joined(), iterations=20_480)
    assert forecast.milestones["end"].on_time == pytest.approx(0.85**3, abs=0.01)
    found = merge_bias(forecast, "end")
    assert found is not None
    assert (found.count, found.by) == (3, dt.date(2026, 1, 9))
    assert found.product == pytest.approx(0.614, abs=0.02)
    assert found.simulated == pytest.approx(found.product, abs=0.02)
    assert "3 paths join at End" in plain(found.sentence)


def test_paths_that_are_late_together_beat_the_product() -> None:
    pairs = tuple(Correlation(a, b, 0.9) for a, b in ("ab", "bc", "ac"))
    found = merge_bias(plan.simulate(joined(correlations=pairs), iterations=4096), "end")
    assert found is not None
    assert found.simulated > found.product + 0.05
    assert "late together" in plain(found.sentence)


def test_a_lone_path_is_followed_back_to_where_paths_join() -> None:
    made = joined()
    beyond = Activity(id="party", title="Party", kind=ActivityKind.MILESTONE)
    link = Dependency(predecessor="end", successor="party")
    made = msgspec.structs.replace(made, activities=(*made.activities, beyond), dependencies=(*made.dependencies, link))
    found = merge_bias(plan.simulate(made, iterations=2048), "party")
    assert found is not None
    assert found.at == "end"


def test_joint_confidence_counts_iterations_and_its_frontier_keeps_it() -> None:
    random = np.random.default_rng(1)
    costs, finishes = random.normal(100, 10, 5000), 29_000_000 + random.integers(0, 40 * 1440, 5000)
    cost = CostForecast(costs=costs, finishes=finishes, currency="EUR")
    by = dt.datetime.fromtimestamp(int(np.median(finishes)) * 60, dt.UTC).date()
    joint = cost.joint(105.0, by)
    midnight = dt.datetime.combine(by + dt.timedelta(1), dt.time(), dt.UTC).timestamp() / 60
    assert joint.both == pytest.approx(((costs <= 105) & (finishes <= midnight)).mean())
    assert joint.both <= min(joint.within_cost, joint.on_time)
    before = np.inf
    for finish, amount in cost.frontier(0.7):
        assert ((costs <= amount) & (finishes <= finish.timestamp() / 60)).mean() >= 0.7 - 1e-9
        assert amount <= before
        before = amount
    low, high = cost.quantile_interval(0.85)
    assert low < cost.quantile(0.85) < high


def test_time_and_things_and_risks_cost_money_and_lateness_costs_more() -> None:
    rows = joined().activities
    paid = msgspec.structs.replace(rows[0], cost=MONEY, cost_per_day=Decimal(100))
    risk = Risk(id="r", title="R", probability=0.5, impact_money=MONEY)
    forecast = plan.simulate(joined(activities=(paid, *rows[1:]), risks=(risk,)), iterations=20_480)
    assert forecast.cost is not None
    assert forecast.cost.mean == pytest.approx(1000 + 100 * (0.85 * 5 + 0.15 * 9) + 500, rel=0.005)
    assert np.corrcoef(forecast.cost.costs, forecast.cost.finishes)[0, 1] > 0.1
    view = uncertainty(forecast)
    assert view.cost is not None
    assert [each.percent for each in view.cost.percentiles] == sorted(each.percent for each in view.cost.percentiles)
    assert all(each.low <= each.cost <= each.high for each in view.cost.percentiles)


def test_a_shared_factor_works_on_a_workstream_and_joins_its_activities() -> None:
    factor = SharedFactor(id="f", low=0.5, likely=1.0, high=2.0, on=("a", "b", "c"))
    alone = plan.simulate(joined(), iterations=4096).milestones["end"]
    together = plan.simulate(joined(factors=(factor,)), iterations=4096).milestones["end"]
    assert together.finishes.std() > alone.finishes.std()


def test_what_may_not_be_done_takes_no_time_where_it_is_not() -> None:
    rows = list(joined().activities)
    rows[0] = msgspec.structs.replace(rows[0], probability=0.0)
    with_b_and_c = plan.simulate(joined(activities=tuple(rows)), iterations=20_480).milestones["end"]
    assert with_b_and_c.on_time == pytest.approx(0.85**2, abs=0.01)


def test_responses_together_bring_the_date_to_between_now_and_no_risk() -> None:
    response = Response(strategy=Strategy.MITIGATE, residual_probability=0.05)
    risks = tuple(
        Risk(id=name, title=name, probability=0.4, impact_days=DayImpact(2, 4, 8), hits=(name,), response=response)
        for name in "ab"
    )
    forecast = plan.simulate(joined(risks=risks), iterations=4096)
    found = mitigation(forecast, "end")
    assert found.now[1] > found.after_responses[1] >= found.without_risks[1]
    assert 0 < found.days_won <= found.days_of_risks
    spared = tuple(msgspec.structs.replace(risk, probability=0.05) for risk in risks)
    again = plan.simulate(joined(risks=spared), iterations=4096).milestones["end"]
    assert found.after_responses[1] == int(again.p85.timestamp() // 60)


def test_contradicting_correlations_are_found_and_mended() -> None:
    pairs = (Correlation("a", "b", 0.9), Correlation("b", "c", 0.9), Correlation("a", "c", -0.9))
    known = dict.fromkeys("abc")
    (found,) = contradictions(pairs, known)
    assert {found.first, found.second} <= set("abc")
    (group,) = groups(pairs, known)
    assert not possible(group)
    mended = nearest(group)
    assert possible(type(group)(group.names, mended))
    assert np.diag(mended) == pytest.approx(1)
    assert not contradictions(pairs[:1], known)
    assert contradictions(pairs[:2], known)  # the pair that is not given counts as 0
    made = joined(correlations=pairs)
    (problem,) = [each for each in plan.check(made) if each.id == "correlations-contradict"]
    assert "possible" in problem.hint
    assert plan.simulate(made, iterations=64).iterations == 64


def test_problems_of_costs_branches_and_factors_are_told() -> None:
    dollars = MoneyImpact(Decimal(1), Decimal(2), Decimal(3), "USD")
    rows = list(joined().activities)
    rows[0] = msgspec.structs.replace(rows[0], cost=dollars, branch="x/a", probability=0.7)
    rows[1] = msgspec.structs.replace(rows[1], branch="x/b", probability=0.6)
    made = joined(
        activities=tuple(rows),
        factors=(SharedFactor(id="f", low=2, likely=1, high=1, on=("nobody",)),),
        correlations=(Correlation("a", "end", 0.5),),
    )
    assert {problem.id for problem in plan.check(made)} >= {
        "cost-in-other-currency",
        "branches-above-100-percent",
        "factor-out-of-order",
        "missing-reference",
        "correlation-without-estimate",
    }
    assert plan.simulate(made, iterations=64).cost is None


def test_percentiles_never_go_back_and_enclose_their_intervals() -> None:
    milestone = plan.simulate(joined(), iterations=2048).milestones["end"]
    quantiles = [milestone.quantile(p / 100) for p in range(1, 100)]
    assert quantiles == sorted(quantiles)
    for p in (0.1, 0.5, 0.85):
        low, high = milestone.quantile_interval(p)
        assert low <= milestone.quantile(p) <= high


def test_a_forecast_may_stop_when_it_is_sure_enough() -> None:
    wide = ThreePointEstimate(Span(5 * DAY), Span(10 * DAY), Span(60 * DAY))
    made = joined(activities=(Activity(id="a", title="A", estimate=wide), joined().activities[-1]), dependencies=())
    made = msgspec.structs.replace(made, dependencies=(Dependency(predecessor="a", successor="end"),))
    forecast = plan.simulate(made, iterations=200_000, tolerance=0.02)
    assert forecast.iterations < 200_000
    assert forecast.iterations == len(forecast.milestones["end"].finishes)
    with pytest.raises(ValueError, match="tolerance"):
        plan.simulate(made, tolerance=0.0)
