"""How a forecast moved, drawn: the same days in the drawing, the table and the sentence."""

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.plan.insight.history import ForecastPoint
from pilotage.reports.charts.drawing import svg
from pilotage.reports.charts.history import history_chart
from pilotage.reports.charts.theme import STYLES

FRIDAY = dt.date(2026, 7, 24)
TARGET = dt.date(2026, 12, 11)


def points(*p85: int, target: dt.date | None = TARGET) -> list[ForecastPoint]:
    """A forecast each week; its P85 so many days after the target, its P50 ten days earlier."""
    return [
        ForecastPoint(
            FRIDAY + dt.timedelta(weeks=week),
            None,
            TARGET + dt.timedelta(days=days - 10),
            TARGET + dt.timedelta(days=days),
            target,
        )
        for week, days in enumerate(p85)
    ]


def layers(spec: dict[str, Any] | None, style: str) -> list[dict[str, Any]]:
    assert spec is not None
    return [layer for layer in spec["layer"] if layer["mark"]["style"] == style]


def test_the_table_has_what_is_drawn_and_the_sentence_its_ends() -> None:
    chart = history_chart("GA", points(5, 12, 33))
    assert chart.columns == ("Made", "P50", "P85", "Target", "Plan")
    assert chart.rows[0] == ("2026-07-24", "2026-12-06", "2026-12-16", "2026-12-11", None)
    assert chart.said == (
        "In 3 forecasts since 24 Jul, the P85 of GA moved from 16 Dec to 13 Jan, its P50 from 6 Dec to 3 Jan. "
        "The target is 11 Dec."
    )


def test_later_is_up_and_a_forecast_holds_until_the_next() -> None:
    spec = history_chart("GA", points(5, 12, 33)).spec
    p85 = next(each for each in layers(spec, "accent") if each["mark"].get("strokeWidth") == 2)
    assert p85["mark"]["interpolate"] == "step-after"
    heights = [row["p85"] for row in p85["data"]["values"]]
    assert [b - a for a, b in pairwise(heights)] == [7, 21, 0]
    assert p85["data"]["values"][-1]["made"] > p85["data"]["values"][-2]["made"]


def test_without_a_target_there_is_no_line_for_it() -> None:
    assert layers(history_chart("GA", points(5, 12, 33)).spec, "signal")
    assert not layers(history_chart("GA", points(5, 12, 33, target=None)).spec, "signal")


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_forecasts_are_told_in_words(count: int) -> None:
    chart = history_chart("GA", points(*range(count)))
    assert chart.spec is None
    noun = "forecast" if count == 1 else "forecasts"
    assert chart.empty == chart.said == f"{count} {noun} so far; the chart begins with the third."
    assert len(chart.rows) == count


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(-400, 400), min_size=3, max_size=26))
def test_every_history_can_be_drawn_in_styles_that_the_theme_has(p85: list[int]) -> None:
    chart = history_chart("GA <b>", points(*p85))
    assert chart.spec is not None
    assert {layer["mark"]["style"] for layer in chart.spec["layer"]} <= {*STYLES, "halo"}
    assert svg(chart).startswith("<svg")
