"""Estimates with their distribution, costs, and work that may not be done, from tables."""

from decimal import Decimal
from typing import Any

import pytest

from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from pilotage.plan.vocabulary.amounts import Distribution, EstimatePoint, MoneyImpact, Span, ThreePointEstimate
from tests.exchange.tabular.tables import ids, mapping_of, program_of, read_csv

DAY = 480


def three(form: Distribution = Distribution.PERT, tail: float = 0.0) -> ThreePointEstimate:
    return ThreePointEstimate(Span(5 * DAY), Span(8 * DAY), Span(20 * DAY), form, tail)


def first(text: str, **more: Any) -> Activity:
    result = read_csv(text, **more)
    assert ids(result) == []
    return program_of(result).activities[0]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("5d/8d/20d", (Distribution.PERT, 0.0)),
        ("5/8/20d Triangular", (Distribution.TRIANGULAR, 0.0)),
        ("5 / 8 / 20 days  uniform", (Distribution.UNIFORM, 0.0)),
        ("5d/8d/20d log-normal", (Distribution.LOGNORMAL, 0.0)),
        ("5d/8d/20d Beta PERT P10-P90", (Distribution.PERT, 0.1)),
        ("5d/8d/20d p5-p95", (Distribution.PERT, 0.05)),
    ],
)
def test_an_estimate_names_its_distribution(said: str, expected: tuple[Distribution, float]) -> None:
    assert first(f"Title,Estimate\nBuild,{said}\n").estimate == three(*expected)
    amounts, _blank, named = said.rpartition("d ") if "d " in said else (said, "", "")
    if named and "days" not in said:
        row = f"Title,Low,Likely,High,Distribution\nBuild,5,8,20,{named}\n"
        assert first(row).estimate == three(*expected), amounts


def test_points_are_estimates_too() -> None:
    low, high = Span(5 * DAY), Span(8 * DAY)
    points = (EstimatePoint(0.6, low), EstimatePoint(0.4, high))
    found = first('Title,Estimate\nBuild,"discrete 5d 60%, 8d 40%"\n').estimate
    assert found == ThreePointEstimate(low, low, high, Distribution.DISCRETE, 0.0, points)
    quantiles = first('Title,Estimate\nBuild,"quantiles 10% 5d, 60% 8d"\n').estimate
    assert quantiles is not None
    assert quantiles.points == (EstimatePoint(0.1, low), EstimatePoint(0.6, high))


@pytest.mark.parametrize(
    "said",
    [
        "5d/8d/20d gamma",
        "20d/8d/5d",
        "discrete 5d 60%, 8d 30%",
        "quantiles 50% 8d, 10% 5d",
        "quantiles 50% 8d",
        "discrete 5d",
    ],
)
def test_what_is_no_estimate_is_a_problem(said: str) -> None:
    result = read_csv(f'Title,Estimate\nBuild,"{said}"\n')
    assert ids(result) == ["unreadable-value"]
    assert program_of(result).activities[0].estimate is None


def test_a_distribution_that_is_not_known_is_a_problem_and_pert_is_taken() -> None:
    result = read_csv("Title,Low,Likely,High,Distribution\nBuild,5,8,20,gamma\n")
    assert ids(result) == ["unknown-distribution"]
    assert program_of(result).activities[0].estimate == three()


def test_costs_and_existence_are_read_by_a_mapping() -> None:
    mapping = mapping_of(
        '[program]\ncurrency = "USD"\n[activities]\ntitle = "Task"\nlow = "Min"\nlikely = "ML"\nhigh = "Max"\n'
        'distribution = "Dist"\ncost_low = "C1"\ncost_likely = "C2"\ncost_high = "C3"\ncost_per_day = "Rate"\n'
        'probability = "Exists"\nbranch = "Option"\n'
    )
    head = "Task,Min,ML,Max,Dist,C1,C2,C3,Rate,Exists,Option\n"
    found = first(head + 'Build,5,8,20,triangular,"1,000",2000,4000,$ 900.50,40%,test/a\n', mapping=mapping)
    assert found.estimate == three(Distribution.TRIANGULAR)
    assert found.cost == MoneyImpact(Decimal("1000"), Decimal("2000"), Decimal("4000"), "USD")
    assert (found.cost_per_day, found.probability, found.branch) == (Decimal("900.5"), 0.4, "test/a")
    amount = Decimal(12000)
    told = read_csv("Title,Duration,Cost,Currency\nBuild,5d,12000,chf\n")
    assert program_of(told).activities[0].cost == MoneyImpact(amount, amount, amount, "CHF")
    assert ids(told) == ["cost-in-other-currency"]


@pytest.mark.parametrize("said", ["level_of_effort", "Level of effort", "Hammock"])
def test_supervision_stays_a_level_of_effort(said: str) -> None:
    found = first(f"Title,Kind,Cost per day,Target,ID\nWatch,{said},500,2026-12-01,w\n")
    assert (found.kind, found.cost_per_day) == (ActivityKind.LEVEL_OF_EFFORT, Decimal(500))
