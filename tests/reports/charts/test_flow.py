"""The charts of flow: whole, in named styles, and drawn."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest

from pilotage.plan.flow.measures import Flow, flow
from pilotage.plan.flow.measures.durations import MOST_POINTS
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem
from pilotage.reports.charts.drawing import svg
from pilotage.reports.charts.flow import flow_charts
from pilotage.reports.charts.model import Chart
from pilotage.reports.charts.theme import STYLES, Theme, config
from tests.plan.flow.measures.tracked import TODAY, ago, at, deployed, tracked

IDS = ["throughput", "cycle-scatter", "ageing", "cfd", "arrivals", "cfd-states", "time-in-states", "sprints"]
RANGES = {"category", "ordinal", "ramp", "heatmap", "diverging", "work", "pace"}


@pytest.fixture(scope="module")
def measured() -> Flow:
    return flow("Core", tracked(), as_of=TODAY, weeks=26, deployments=deployed())


@pytest.fixture(scope="module")
def charts(measured: Flow) -> dict[str, Chart]:
    return {chart.id: chart for chart in flow_charts(measured)}


def plain(count: int) -> list[WorkItem]:
    """Items of which only creation and finish are known; the last ones are open."""
    return [
        WorkItem(
            key=f"P-{n}",
            title=f"<b>{n}</b>",
            status_category=StatusCategory.DONE if n % 5 else StatusCategory.TODO,
            created=at(ago(n % 160 + 5)),
            resolved=at(ago(n % 160 + 5 - n % 5)) if n % 5 else None,
        )
        for n in range(count)
    ]


def walk(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from walk(each)
    elif isinstance(value, list):
        for each in value:
            yield from walk(each)


def words(drawn: str) -> str:
    return " ".join(text for each in ElementTree.fromstring(drawn).iter() for text in [each.text or ""] if text.strip())


def test_all_of_them_in_order(charts: dict[str, Chart]) -> None:
    assert list(charts) == [*IDS, "sprint-burn", "dora"]


def test_each_is_said_and_has_its_table(charts: dict[str, Chart]) -> None:
    for chart in charts.values():
        assert chart.title.endswith("?"), chart.id
        assert chart.subtitle, chart.id
        assert chart.said.endswith("."), chart.id
        assert chart.rows, chart.id
        assert {len(row) for row in chart.rows} == {len(chart.columns)}, chart.id
        assert "{" not in chart.title + chart.subtitle + chart.said, chart.id


def test_no_chart_has_a_color_of_its_own(charts: dict[str, Chart]) -> None:
    for chart in charts.values():
        assert "#" not in str({**(chart.spec or {}), "$schema": ""}), chart.id
        for part in walk(chart.spec):
            if "style" in part:
                styles = [part["style"]] if isinstance(part["style"], str) else part["style"]
                assert set(styles) <= set(STYLES), chart.id
            if isinstance(part.get("range"), str):
                assert part["range"] in RANGES & set(config(Theme.LIGHT)["range"]), chart.id


@pytest.mark.parametrize("theme", Theme)
def test_each_can_be_drawn_narrow_and_nothing_sticks_out(charts: dict[str, Chart], theme: Theme) -> None:
    for chart in charts.values():
        root = ElementTree.fromstring(svg(chart, theme, width=560))
        assert root.attrib["width"] == "560", chart.id
        assert chart.spec is not None
        assert float(root.attrib["height"]) == chart.spec["height"], chart.id


def test_drawings_carry_their_labels(charts: dict[str, Chart], measured: Flow) -> None:
    assert measured.control is not None
    assert "mean" in words(svg(charts["throughput"]))
    assert "85 % ≤" in words(svg(charts["cycle-scatter"]))
    assert measured.ageing[0].key in words(svg(charts["ageing"]))
    for state in ("In Progress", "In Review", "Waiting", "In Test"):
        assert state in words(svg(charts["ageing"])).replace(" ", " ")
    assert f"Done {measured.cumulative.done[-1]}" in words(svg(charts["cfd"]))
    assert "came in" in words(svg(charts["arrivals"]))
    assert measured.sprints is not None
    assert measured.sprints.sprints[-1].name in words(svg(charts["sprints"]))
    assert "Lead time" in words(svg(charts["dora"]))


def test_what_the_tracker_does_not_keep_is_absent() -> None:
    found = [chart.id for chart in flow_charts(flow("", plain(200), as_of=TODAY, weeks=26))]
    assert found == ["throughput", "cycle-scatter", "ageing", "cfd", "arrivals"]


def test_nothing_to_draw_says_what_is_missing() -> None:
    old = WorkItem(key="O", title="", status_category=StatusCategory.DONE, created=at(ago(900)), resolved=at(ago(800)))
    for chart in flow_charts(flow("", [old], as_of=TODAY, weeks=4)):
        assert (chart.spec is None) == bool(chart.empty), chart.id
    empty = {chart.id: chart.empty for chart in flow_charts(flow("", [old], as_of=TODAY, weeks=4))}
    assert empty["throughput"] == "Nothing was finished in these 4 weeks."
    assert empty["ageing"] == "Nothing is in progress."


def test_many_items_are_thinned_and_it_is_said() -> None:
    found = flow("", plain(25_000), as_of=TODAY, weeks=26)
    charts = {chart.id: chart for chart in flow_charts(found)}
    assert found.points.items == 20_000
    assert len(found.points.points) <= MOST_POINTS
    assert f"one in {found.points.every} of the others are drawn" in charts["cycle-scatter"].subtitle
    assert "the oldest 50 and one in" in charts["ageing"].subtitle
    assert len(charts["ageing"].rows) <= 400
    assert len(msgspec.json.encode(list(charts.values()))) < 1_500_000


def test_the_slowest_are_all_there_when_thinned() -> None:
    made = plain(25_000)
    slow = [
        msgspec.structs.replace(each, key=f"S-{n}", created=at(ago(200 + n)))
        for n, each in enumerate(made[:300])
        if each.resolved is not None
    ]
    found = flow("", [*made, *slow], as_of=TODAY, weeks=26).points
    assert {each.key for each in slow} <= {each.key for each in found.points}


def test_a_backlog_that_towers_is_told_not_drawn() -> None:
    backlog = [WorkItem(key=f"B-{n}", title="", created=at(ago(300))) for n in range(3_000)]
    (chart,) = [
        each for each in flow_charts(flow("", [*tracked(), *backlog], as_of=TODAY, weeks=8)) if each.id == "cfd"
    ]
    assert "the backlog of 3,0" in chart.subtitle
    assert "To do" not in words(svg(chart))
    assert "To do" in chart.columns


def test_days_are_drawn_where_they_are_in_every_time_zone(charts: dict[str, Chart]) -> None:
    for chart in charts.values():
        times = [part for part in walk(chart.spec) if part.get("type") == "temporal"]
        assert {part["scale"]["type"] for part in times if "scale" in part} == ({"utc"} if times else set()), chart.id
    assert charts["throughput"].rows[-1][0] == TODAY.isoformat()
    assert dt.date.fromisoformat(str(charts["throughput"].rows[0][0])) == ago(7 * 25)


def test_text_of_items_stays_text() -> None:
    hostile = [
        msgspec.structs.replace(each, key=f"<script>{each.key}", title="</svg><script>", status='a"];alert(1)//')
        for each in tracked()
    ]
    for chart in flow_charts(flow("<i>", hostile, as_of=TODAY, weeks=26)):
        if chart.spec is not None:
            assert not [each for each in ElementTree.fromstring(svg(chart)).iter() if each.tag.endswith("script")]
