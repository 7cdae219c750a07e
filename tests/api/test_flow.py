"""Flow, forecasts and their track record through the API."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pilotage.areas.actor import Actor
from pilotage.areas.flow.operations import renew
from pilotage.areas.flow.queries.items import memory
from pilotage.areas.programs.models import Program
from tests.api.documented import Documented
from tests.areas.flow.tracker import LAST, no_memory, store, tracked, tracker

__all__ = ["no_memory", "tracked"]

FLOW = "/api/programs/harbor/flow"


@pytest.fixture
def api(browser: Callable[[Actor | None], Client], viewer: Actor, tracked: Program) -> Documented:
    return Documented(browser(viewer))


@pytest.fixture
def forecast(api: Documented) -> Callable[..., Any]:
    def ask(status: int = 201, **question: Any) -> Any:
        return api.post(f"{FLOW}/forecasts", question, status=status)

    return ask


@pytest.fixture
def worker() -> Iterator[None]:
    """There is a worker, who does nothing."""
    memory().enqueue = lambda _program: None
    yield
    memory().enqueue = None


def test_how_work_flows(api: Documented) -> None:
    found = api.get(FLOW)
    assert (found["as_of"], found["known"], found["name"]) == ("2026-02-22", "2026-02-22", "")
    assert [each["name"] for each in found["names"]] == ["Core", "Quay"]
    assert all(each["items"] == each["done"] + each["open"] for each in found["names"])
    assert len(found["measures"]["weeks"]) == 26
    assert found["findings"][0].endswith("a week.")
    assert {"cfd", "throughput", "ageing"} <= {chart["id"] for chart in found["charts"]}
    assert all(chart["spec"] or chart["empty"] for chart in found["charts"])
    assert found["score"] == pytest.approx(100)


def test_a_part_of_it(api: Documented) -> None:
    whole = api.get(FLOW)
    team = api.get(FLOW, by="team", name="Core", weeks="13", milestone="Core 14", kind="Story")
    assert len(team["measures"]["weeks"]) == 13
    assert 0 < team["measures"]["items"] < whole["names"][0]["items"]
    earlier = api.get(FLOW, as_of="2025-06-30")
    assert earlier["as_of"] == "2025-06-30"
    assert earlier["known"] == "2026-02-22"


def test_two_periods_are_compared(api: Documented) -> None:
    found = api.get(FLOW, weeks="12", against="2025-11-30")
    assert found["before"]["as_of"] == "2025-11-30"
    assert found["changes"]


def test_rules_are_chosen(api: Documented, browser: Callable[[Actor | None], Client], viewer: Actor) -> None:
    usual = api.get(FLOW)["measures"]["control"]["rules"]
    answer = browser(viewer).get(f"{FLOW}?rules=two_of_three_far&rules=fifteen_close&rules=fifteen_close").json()
    assert usual == ["beyond_limits", "eight_on_one_side"]
    assert answer["measures"]["control"]["rules"] == ["two_of_three_far", "fifteen_close"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("weeks=521", 422),
        ("weeks=0", 422),
        ("as_of=2099-01-01", 422),
        ("as_of=never", 422),
        ("as_of=0001-01-01", 422),
        ("against=0001-01-01", 422),
        ("against=2026-02-20", 422),
        ("rules=mine", 422),
        ("by=moon", 422),
        ("name=Crew", 404),
        ("name=" + "x" * 400, 422),
    ],
)
def test_what_it_refuses(api: Documented, query: str, status: int) -> None:
    assert api.refused(status, "get", f"{FLOW}?{query}")["status"] == status


def test_states_are_shown_and_chosen(api: Documented, browser: Callable[[Actor | None], Client], editor: Actor) -> None:
    before = api.get(f"{FLOW}/states")
    assert {state["name"]: state["category"] for state in before["states"]} == {"Open": "todo", "Done": "done"}
    chosen = {"version": before["version"], "chosen": {"Open": "doing"}}
    api.refused(403, "put", f"{FLOW}/states", chosen)
    after = Documented(browser(editor)).put(f"{FLOW}/states", chosen)
    assert after["version"] == before["version"] + 1
    assert next(state for state in after["states"] if state["name"] == "Open")["category"] == "doing"
    stale = Documented(browser(editor)).refused(409, "put", f"{FLOW}/states", chosen | {"chosen": {"Open": "done"}})
    assert stale["conflict"]["fields"]["Open"] == {"yours": "done", "theirs": "doing"}
    assert Documented(browser(editor)).refused(422, "put", f"{FLOW}/states", {"version": 2, "chosen": {"Open": "x"}})


def test_deployments_are_set_shown_and_taken_away(
    api: Documented, browser: Callable[[Actor | None], Client], editor: Actor
) -> None:
    table = "deployed,failed\n2026-02-03T10:00:00Z,yes\n2026-02-05T10:00:00Z,no\nsoon,no\n"
    path, writer = f"{FLOW}/deployments", Documented(browser(editor))
    assert api.get(path) == {"version": 0, "deployments": 0, "first": None, "last": None, "problems": []}
    api.refused(403, "put", path, {"version": 0, "csv": table})
    found = writer.put(path, {"version": 0, "csv": table})
    assert (found["deployments"], found["first"], found["last"]) == (2, "2026-02-03", "2026-02-05")
    assert {"unreadable-time", "deployment-without-time"} == {each["id"] for each in found["problems"]}
    assert api.get(path) == found | {"problems": []}
    flow = api.get(FLOW)
    assert flow["measures"]["delivery"]["fail_rate"] == 0.5
    assert "dora" in {chart["id"] for chart in flow["charts"]}
    assert writer.refused(409, "put", path, {"version": 0, "csv": "deployed\n2026-02-03\n"})["conflict"]
    api.refused(403, "delete", path)
    assert writer.delete(path)["deployments"] == 0
    assert api.get(FLOW)["measures"]["delivery"] is None


@pytest.mark.parametrize(
    "table",
    ["", "deployed\n", "deployed\nsoon\n", "key,title\nA-1,x\n", "PK\x03\x04", "\x1f\x8b\x00", "[" * 9000, "\ud800"],
)
def test_a_table_without_deployments_changes_nothing(
    browser: Callable[[Actor | None], Client], editor: Actor, tracked: Program, table: str
) -> None:
    api, path = Documented(browser(editor)), f"{FLOW}/deployments"
    api.put(path, {"version": 0, "csv": "deployed\n2026-02-03\n"})
    assert api.refused(422, "put", path, {"version": 1, "csv": table})["detail"]
    assert api.get(path)["deployments"] == 1


def test_a_forecast_with_its_record_and_charts(forecast: Callable[..., Any], api: Documented) -> None:
    found = forecast(items=40, names=["Core"], until="2026-05-01")
    assert found["answer"].startswith("40 more items of Core are done by ")
    assert found["issued"]["number"] == 1
    assert found["issued"]["lesson"] == "own"
    assert found["learning"]["state"] == "ready"
    assert [chart["id"] for chart in found["charts"]] == ["forecast", "held"]
    assert found["charts"][0]["spec"]
    assert found["held"]["history"] == "Core"
    assert found["held_all"]["forecasts"] > found["held"]["forecasts"]
    assert "held" in found["track"]
    assert api.get(f"{FLOW}/forecasts/1") == found
    again = forecast(200, items=40, names=["Core"], until="2026-05-01")
    assert again["issued"]["number"] == 1


def test_how_many_by_a_day(forecast: Callable[..., Any]) -> None:
    found = forecast(until="2026-04-30")
    many = {each["level"]: each["items"] for each in found["issued"]["how_many"]}
    assert many[50] >= many[85] > 0
    assert found["charts"][0]["id"] == "forecast"


def test_teams_that_must_all_finish(forecast: Callable[..., Any]) -> None:
    found = forecast(items=20, names=["Core", "Quay"])
    parts = forecast(200, teams=[{"name": "Core", "items": 20}, {"name": "Quay", "items": 20}])
    assert parts["issued"]["number"] == found["issued"]["number"]
    alone = forecast(items=20, names=["Quay"])
    sure = {each["level"]: each["date"] for each in found["issued"]["when"]}
    assert sure[85] >= {each["level"]: each["date"] for each in alone["issued"]["when"]}[85]


def test_a_supposition(forecast: Callable[..., Any]) -> None:
    found = forecast(items=40, what_if={"people": {"now": 4, "then": 6, "ramp": 0}, "limit": 3}, until="2026-04-01")
    assert found["moved"]["85"] < 0
    assert found["chance_moved"] > 0
    assert found["issued"]["question"]["what_if"]["people"]["then"] == 6
    assert forecast(items=40, what_if={"split": 10})["first"]


def test_a_milestone_of_the_tracker(forecast: Callable[..., Any], api: Documented) -> None:
    found = api.get(f"{FLOW}/milestones")
    names = [each["name"] for each in found["milestones"]]
    assert found["as_of"] == "2026-02-22"
    assert not found["milestones"][0]["done"]
    name = next(name for name in names if name == "Core 14")
    told = forecast(milestone=name, until="2026-03-30")
    assert told["charts"][0]["title"] == "When is Core 14 done, and how sure is that?"
    after = {each["name"]: each for each in api.get(f"{FLOW}/milestones")["milestones"]}
    assert after[name]["latest"]["number"] == told["issued"]["number"]
    history = api.get(f"{FLOW}/history", milestone=name)
    assert [point["as_of"] for point in history["points"]] == ["2026-02-22"]
    assert history["charts"][0]["empty"]


def test_the_ledger_page_by_page(forecast: Callable[..., Any], api: Documented) -> None:
    for items in (5, 6, 7):
        forecast(items=items)
    page = api.get(f"{FLOW}/forecasts", offset="1", limit="1")
    assert (page["total"], [each["number"] for each in page["forecasts"]]) == (3, [2])
    assert api.get(f"{FLOW}/forecasts", resolved="true")["total"] == 0


def test_the_track_record(forecast: Callable[..., Any], api: Documented, tracked: Program, now: dt.datetime) -> None:
    forecast(items=30, as_of="2025-10-05")
    renew(program_id=tracked.pk, now=now)
    found = api.get(f"{FLOW}/track-record")
    assert found["learning"]["state"] == "ready"
    assert found["backtest"]["pooled"]["forecasts"] > 5
    assert {each["history"] for each in found["backtest"]["histories"]} == {"Core", "Quay"}
    assert found["throughput"]["resolved"] == 1
    assert not found["throughput"]["enough"]
    assert found["network"] == {
        "issued": 0,
        "resolved": 0,
        "forecasts": 0,
        "effective": 0.0,
        "enough": False,
        "coverage": [],
        "said": "No date of a forecast issued here has come yet.",
    }
    assert [chart["id"] for chart in found["charts"]] == ["held", "pit"]


def test_the_track_record_while_it_is_learned(
    browser: Callable[[Actor | None], Client], viewer: Actor, tracked: Program, worker: None
) -> None:
    answer = browser(viewer).get(f"{FLOW}/track-record")
    assert answer.status_code == 202
    assert answer.json()["learning"]["state"] == "learning"
    assert answer.json()["backtest"] is None


@pytest.mark.parametrize(
    "question",
    [
        {},
        {"items": 0},
        {"items": 1_000_001},
        {"items": 5, "names": ["x"] * 41},
        {"items": 5, "seed": -1},
        {"items": 5, "until": "2026-02-22"},
        {"items": 5, "until": "2099-01-01"},
        {"items": 5, "milestone": "Core 14"},
        {"items": 5, "names": ["Core", "Core"]},
        {"items": 5, "what_if": {"pace": 0}},
        {"items": 5, "what_if": {"drop": 5}},
        {"milestone": "x" * 701},
        {"items": 5, "as_of": "2099-01-01"},
        {"items": 5, "as_of": "0001-01-01"},
    ],
)
def test_questions_that_are_refused(api: Documented, question: dict[str, Any]) -> None:
    assert api.refused(422, "post", f"{FLOW}/forecasts", question)["detail"]
    assert api.get(f"{FLOW}/forecasts")["total"] == 0


def test_unknown_names_are_not_found(api: Documented) -> None:
    assert "“Crew”" in api.refused(404, "post", f"{FLOW}/forecasts", {"items": 5, "names": ["Crew"]})["detail"]
    assert "“Crew”" in api.refused(404, "post", f"{FLOW}/forecasts", {"milestone": "Crew"})["detail"]
    assert api.refused(404, "get", f"{FLOW}/history?milestone=Crew")
    assert api.refused(404, "get", f"{FLOW}/history?activity=Crew")
    assert api.refused(422, "get", f"{FLOW}/history")
    assert api.refused(404, "get", f"{FLOW}/forecasts/99")
    assert api.refused(404, "get", f"{FLOW}/forecasts/99999999999999999999")


def test_a_program_without_items_says_so(
    browser: Callable[[Actor | None], Client], viewer: Actor, program: Program
) -> None:
    api = Documented(browser(viewer))
    for path in ("", "/milestones"):
        assert "Import" in api.refused(409, "get", FLOW + path)["detail"]
    assert "Import" in api.refused(409, "post", f"{FLOW}/forecasts", {"items": 5})["detail"]
    assert api.get(f"{FLOW}/states")["states"] == []
    assert api.get(f"{FLOW}/track-record")["learning"]["state"] == "none"


PATHS = ("", "/states", "/milestones", "/history?milestone=Core 14", "/forecasts", "/forecasts/1", "/track-record")


@pytest.mark.parametrize("path", PATHS)
def test_another_program_s_member_learns_nothing(
    browser: Callable[[Actor | None], Client], stranger: Actor, tracked: Program, path: str
) -> None:
    outside = Documented(browser(stranger)).refused(404, "get", FLOW + path)
    nowhere = Documented(browser(stranger)).refused(404, "get", (FLOW + path).replace("harbor", "nowhere"))
    assert outside["detail"].replace("harbor", "nowhere") == nowhere["detail"]
    assert browser(None).get(FLOW + path).status_code == 401


def test_another_program_s_member_changes_nothing(
    browser: Callable[[Actor | None], Client], stranger: Actor, tracked: Program
) -> None:
    api = Documented(browser(stranger))
    api.refused(404, "post", f"{FLOW}/forecasts", {"items": 5})
    api.refused(404, "put", f"{FLOW}/states", {"version": 1, "chosen": {"Open": "done"}})
    api.refused(404, "put", f"{FLOW}/deployments", {"version": 0, "csv": "deployed\n2026-02-03\n"})
    api.refused(404, "delete", f"{FLOW}/deployments")


@pytest.mark.parametrize(
    ("path", "most"),
    [("", 13), ("/milestones", 13), ("/forecasts", 6), ("/forecasts/1", 16), ("/track-record", 26), ("/states", 13)],
)
def test_queries_do_not_grow_with_the_ledger(
    api: Documented, forecast: Callable[..., Any], path: str, most: int
) -> None:
    """Cold: in a test nothing is committed, so nothing is remembered. Four are for session, user and membership;
    three for what Pilotage itself knows of items: teams, blockers, sprints.
    """
    forecast(items=5)
    api.get(FLOW + path)
    with CaptureQueriesContext(connection) as few:
        api.get(FLOW + path)
    for items in range(6, 12):
        forecast(items=items)
    forecast(milestone="Core 14")
    with CaptureQueriesContext(connection) as many:
        api.get(FLOW + path)
    assert len(many) == len(few) <= most, [query["sql"][:90] for query in few]


def test_items_that_change_are_measured_at_once(api: Documented, owner: Actor, now: dt.datetime) -> None:
    before = api.get(FLOW)["measures"]["items"]
    store(tracker()[:-3], owner, now)
    assert api.get(FLOW)["measures"]["items"] == before - 3
    assert dt.date.fromisoformat(api.get(FLOW)["as_of"]) <= LAST
