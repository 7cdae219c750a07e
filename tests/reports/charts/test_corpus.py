"""Flow of real trackers: measured whole, told in bounds, drawn."""

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from pilotage import exchange
from pilotage.plan.flow.items.cleaning import clean
from pilotage.plan.flow.items.history import known_then
from pilotage.plan.flow.measures import Flow, flow
from pilotage.reports.charts.drawing import svg
from pilotage.reports.charts.flow import flow_charts

pytestmark = pytest.mark.corpus

SETS = {
    "titanium-jira/issues.jsonl.gz": dt.date(2016, 6, 1),
    "duraspace-jira/issues_with_changelog.jsonl.gz": dt.date(2013, 6, 1),
}


def measured(corpus: Path, name: str, weeks: int) -> Flow:
    cleaned = clean(exchange.read(corpus / name).work_items)
    then = list(known_then(cleaned.items, SETS[name]))
    return flow("", then, as_of=SETS[name], weeks=weeks, bulk=cleaned.bulk)


@pytest.mark.parametrize("name", SETS)
def test_real_trackers_are_counted_whole_and_drawn(corpus: Path, name: str) -> None:
    found = measured(corpus, name, 26)
    told = found.cumulative
    came, gone = (sum(getattr(week, field) for week in found.weeks) for field in ("arrived", "finished"))
    gone += sum(week.swept for week in found.weeks)
    assert told.todo[-1] + told.doing[-1] == found.open
    assert told.done[-1] == gone
    assert told.todo[0] + told.doing[0] + told.done[0] <= found.open - came + gone + found.weeks[0].arrived
    charts = flow_charts(found)
    assert all(chart.said for chart in charts)
    assert len(msgspec.json.encode(charts)) < 1_000_000
    for chart in charts:
        if chart.spec is not None:
            assert svg(chart, width=560).startswith("<svg ")


def test_the_sprints_of_titanium(corpus: Path) -> None:
    """They have dates, but nothing tells when an item was put in."""
    found = measured(corpus, "titanium-jira/issues.jsonl.gz", 26).sprints
    assert found is not None
    assert found.sprints[-1].name == "2016 Sprint 11 SDK"
    assert not any(each.dated for each in found.sprints)
    assert all(each.done + each.carried <= each.committed + each.added for each in found.sprints)


def test_the_states_of_duraspace(corpus: Path) -> None:
    found = measured(corpus, "duraspace-jira/issues_with_changelog.jsonl.gz", 52)
    assert {"Open", "In Progress", "In Review"} <= {state.name for state in found.cumulative.states}
    for at, (todo, doing) in enumerate(zip(found.cumulative.todo, found.cumulative.doing, strict=True)):
        assert sum(state.counts[at] for state in found.cumulative.states) == todo + doing
    assert found.reopened is not None
    assert found.reopened.times > 0
