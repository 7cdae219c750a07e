"""The matrix and the burn-down, without a database."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.areas.risks.rules.burndown import Change, burndown
from pilotage.areas.risks.rules.matrix import LEVELS, Level, cell, expected_days, level
from pilotage.areas.risks.rules.register import new_code
from pilotage.plan.vocabulary.amounts import DayImpact
from pilotage.plan.vocabulary.risks import Response, Risk, RiskState, Strategy

TODAY = dt.date(2026, 3, 2)
WEEK = dt.timedelta(days=7)


def risk(probability: float, likely: float | None = 6, code: str = "R-01", **fields: object) -> Risk:
    impact = None if likely is None else DayImpact(likely, likely, likely)
    return Risk(id=code, title="", probability=probability, impact_days=impact, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("probability", "days", "expected"),
    [
        (0.40, 10, Level.SEVERE),
        (0.35, 5, Level.HIGH),
        (0.20, 5, Level.MEDIUM),
        (0.30, 4, Level.MEDIUM),
        (0.15, 10, Level.HIGH),
        (0.10, 5, Level.LOW),
        (1.0, 100, Level.SEVERE),
        (0.45, -2, Level.GAIN),
        (0.9, None, Level.LOW),
    ],
)
def test_levels(probability: float, days: float | None, expected: Level) -> None:
    assert level(risk(probability, days)) is expected


@given(st.floats(0, 1), st.floats(0.01, 500))
def test_every_threat_has_a_cell_and_more_is_never_less(probability: float, days: float) -> None:
    place = cell(risk(probability, days))
    assert place is not None
    order = list(Level)
    for row, column in ((place[0] + 1, place[1]), (place[0], place[1] + 1)):
        if row < 5 and column < 5:
            assert order.index(LEVELS[row][column]) >= order.index(LEVELS[place[0]][place[1]])


def test_the_mean_is_that_of_pert() -> None:
    assert expected_days(Risk(id="r", title="", probability=0.4, impact_days=DayImpact(5, 10, 20))) == pytest.approx(
        0.4 * (5 + 40 + 20) / 6
    )


def test_burndown_plans_with_the_responses_and_expects_only_those_to_come() -> None:
    overdue = risk(
        0.5,
        raised=TODAY - 2 * WEEK,
        response=Response(strategy=Strategy.MITIGATE, due=TODAY - WEEK, residual_probability=0.1),
    )
    coming = risk(
        0.5,
        code="R-02",
        raised=TODAY - 2 * WEEK,
        response=Response(strategy=Strategy.MITIGATE, due=TODAY + WEEK, residual_probability=0.1),
    )
    points = {point.date: point for point in burndown([overdue, coming], (), TODAY)}
    assert points[TODAY - 2 * WEEK].planned == 6.0
    assert points[TODAY].planned == pytest.approx(3.6)
    assert points[TODAY].actual == 6.0
    assert points[TODAY].expected == 6.0
    assert points[TODAY + WEEK].expected == pytest.approx(3.6)
    assert points[TODAY + WEEK].actual is None


def test_burndown_takes_later_changes_back() -> None:
    closed = risk(0.5, raised=TODAY - 4 * WEEK, state=RiskState.CLOSED, closed=TODAY - WEEK)
    changes = [
        Change(TODAY - 2 * WEEK, "R-01", {"probability": 1.0}, {"probability": 0.5}),
        Change(TODAY - WEEK, "R-01", {"state": "open", "closed": None}, {"state": "closed", "closed": "2026-02-23"}),
    ]
    actual = [point.actual for point in burndown([closed], changes, TODAY)]
    assert actual == [6.0, 6.0, 3.0, 0.0, 0.0]


@given(st.sets(st.from_regex(r"R-\d{1,3}|[a-z]{1,4}", fullmatch=True), max_size=20), st.text(max_size=10))
def test_a_new_id_is_free(taken: set[str], title: str) -> None:
    assert new_code(title, "R", taken) not in taken


def test_a_new_id_counts_on() -> None:
    assert new_code("Storm", "R", []) == "R-01"
    assert new_code("Storm", "R", ["R-07", "R-11"]) == "R-12"
    assert new_code("Storm at sea", "R", ["replica-lag"]) == "storm-at-sea"
