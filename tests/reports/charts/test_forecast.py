"""Charts of forecasts and of how they held: they draw, they say it in words, and they hide nothing."""

import datetime as dt
from typing import Any

import pytest

from pilotage.plan.flow.calibration.track_record import Trained, train
from pilotage.plan.flow.forecasts import sentences
from pilotage.plan.flow.forecasts.forecast import Question, forecast
from pilotage.plan.flow.forecasts.joint import forecast_together
from pilotage.plan.flow.forecasts.milestones import forecast_milestone, milestone_histories, train_milestones
from pilotage.plan.flow.forecasts.what_if import supposition, what_if
from pilotage.plan.flow.items.history import histories
from pilotage.reports.charts.drawing import svg
from pilotage.reports.charts.forecast import Curve, forecast_chart, joint_chart, milestone_chart
from pilotage.reports.charts.held import pit_chart, track_record_chart
from pilotage.reports.charts.model import Chart
from pilotage.reports.charts.theme import STYLES
from tests.plan.flow.forecasts import test_milestones as milestones
from tests.plan.flow.forecasts.test_forecast import ITEMS, TODAY
from tests.plan.flow.made import START, team_items

ASKED = histories(ITEMS).asked
UNTIL = TODAY + dt.timedelta(weeks=9)


@pytest.fixture(scope="module")
def trained() -> Trained:
    return train(ASKED)


def rows(chart: Chart, kind: str, style: str) -> list[list[dict[str, Any]]]:
    assert chart.spec is not None
    drawn = [each for each in chart.spec["layer"] if (each["mark"]["type"], each["mark"]["style"]) == (kind, style)]
    return [each["data"]["values"] for each in drawn]


def all_charts(trained: Trained) -> list[Chart]:
    question = Question(as_of=TODAY, items=40, until=UNTIL)
    found = forecast(ASKED[0], trained, question)
    other = what_if(ASKED[0], trained, question, [supposition("drop 10")])[0]
    many = forecast(ASKED[0], trained, Question(as_of=TODAY, until=UNTIL))
    joint = forecast_together([(each, 40) for each in ASKED], trained, as_of=TODAY, until=UNTIL)
    day = milestones.day(60 * 38 + 40)
    named = milestone_histories(milestones.ITEMS, as_of=day)
    milestone = forecast_milestone(milestones.named(named, "v38"), train_milestones(named), as_of=day)
    return [
        forecast_chart(found, [Curve.of("drop 10", other.forecast)]),
        forecast_chart(many),
        joint_chart(joint),
        milestone_chart(milestone),
        track_record_chart(trained.pooled),
        pit_chart(trained.pooled),
    ]


def test_every_chart_draws_in_styles_of_the_theme_and_says_what_it_shows(trained: Trained) -> None:
    for chart in all_charts(trained):
        assert chart.spec is not None
        assert {each["mark"]["style"] for each in chart.spec["layer"]} <= set(STYLES)
        assert "color" not in str(chart.spec)
        assert "<svg" in svg(chart)
        assert chart.said
        assert chart.rows
        assert all(len(row) == len(chart.columns) for row in chart.rows)


def test_the_curve_goes_through_the_dates_that_are_told(trained: Trained) -> None:
    found = forecast(ASKED[0], trained, Question(as_of=TODAY, items=40, until=UNTIL))
    chart = forecast_chart(found)
    curve = {row["day"]: row["chance"] for row in rows(chart, "line", "accent")[0]}
    for each in found.when:
        assert curve[each.date.isoformat()] >= each.level / 100
    assert list(curve.values()) == sorted(curve.values())
    assert [row["day"] for row in rows(chart, "rule", "signal")[0]] == [UNTIL.isoformat()]
    assert chart.rows == tuple((each.level, each.date.isoformat()) for each in found.when)
    assert chart.said == sentences.answer(found)


def test_other_curves_are_drawn_thinly_beside(trained: Trained) -> None:
    joint = forecast_together([(each, 40) for each in ASKED], trained, as_of=TODAY)
    assert len(rows(joint_chart(joint), "line", "neutral")) == 3
    assert joint_chart(joint).said == sentences.joint_answer(joint)
    assert "is the last in" in joint_chart(joint).said


def test_a_history_too_thin_is_an_empty_chart_that_says_why(trained: Trained) -> None:
    young = histories(team_items("new", weeks=12)).asked[0]
    found = forecast(young, trained, Question(as_of=START.date() + dt.timedelta(weeks=12), items=10))
    chart = forecast_chart(found)
    assert (chart.spec, chart.rows) == (None, ())
    assert "26 are needed" in chart.empty


def test_percentiles_beyond_the_horizon_are_not_drawn(trained: Trained) -> None:
    found = forecast(ASKED[0], trained, Question(as_of=TODAY, items=40))
    known = [
        row["chance"]
        for row in rows(forecast_chart(found, [Curve("cut", (1.0, 2.0, 3.0, 3.0), cut=True)]), "line", "neutral")[0]
    ]
    assert known == [0.01, 0.02]


def test_shares_stand_beside_what_was_promised(trained: Trained) -> None:
    chart = track_record_chart(trained.pooled)
    assert trained.pooled is not None
    points = rows(chart, "point", "accent")[0]
    assert [row["promised"] for row in points] == [0.5, 0.7, 0.85, 0.95]
    assert [row["held"] for row in points] == [each.share for each in trained.pooled.ours.coverage]
    bars = rows(chart, "rule", "accent")[0]
    assert all(bar["low"] <= bar["held"] <= bar["high"] for bar in bars)
    assert len(rows(chart, "line", "neutral")) == 1  # the plain bootstrap


def test_tenths_add_up(trained: Trained) -> None:
    assert sum(row["share"] for row in rows(pit_chart(trained.pooled), "bar", "neutral")[0]) == pytest.approx(1.0)


def test_without_a_record_nothing_is_drawn() -> None:
    for chart in (track_record_chart(None), pit_chart(None)):
        assert chart.spec is None
        assert chart.empty == "No earlier forecast could be scored yet."
