"""The backlog through the API."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from pilotage.areas.actor import Actor
from tests.api.documented import Documented
from tests.areas.work.scene import Yard, yard

__all__ = ["yard"]

BACKLOG = "/api/programs/harbor/backlog"
WSJF = ("value", "urgency", "opportunity", "size")


@pytest.fixture
def api(browser: Callable[[Actor | None], Client], editor: Actor, yard: Yard) -> Documented:
    assert yard
    return Documented(browser(editor))


def scores(*rows: tuple[str, tuple[float, ...]]) -> dict[str, Any]:
    return {"changes": [{"key": key, "set": dict(zip(WSJF, parts, strict=True)), "version": 0} for key, parts in rows]}


@pytest.fixture
def keys(api: Documented, yard: Yard) -> tuple[str, str, str]:
    found = yard.add("Dredge", workstream="quay"), yard.add("=Moor()"), yard.add("Paint")
    parts = [(3.0, 3.0, 3.0, 3.0), (5.0, 3.0, 1.0, 3.0), (8.0, 5.0, 3.0, 2.0)]
    said = api.post(f"{BACKLOG}/scores", scores(*zip(found, parts, strict=True)))
    assert said["announcement"] == "Scored 3 items."
    return found


def test_an_empty_backlog_is_an_answer(api: Documented) -> None:
    found = api.get(BACKLOG)
    assert (found["version"], found["settings"]["method"], found["items"]["key"]) == (0, "wsjf", [])
    assert found["cost"] == {"money": False, "items": 0, "left_out": 0, "present": 0, "best": 0, "proven": True}
    assert [field["id"] for field in found["fields"]][:4] == list(WSJF)


def test_the_order_comes_with_its_receipts(api: Documented, keys: tuple[str, str, str]) -> None:
    dredge, moor, paint = keys
    found = api.get(BACKLOG)
    assert found["items"]["key"] == [paint, dredge, moor]
    assert found["items"]["workstream"] == ["", "quay", ""]
    assert found["methods"]["wsjf"]["last"] == [1, 3, 3]
    assert found["items"]["inputs"]["size"] == [2, 3, 3]
    receipt = api.get(f"{BACKLOG}/items/{dredge}")
    assert receipt["receipts"][0]["lines"][1] == "cost of delay / job size = 9 / 3 = 3"
    assert {step["up"] for step in receipt["steps"]} == {True}
    api.refused(404, "get", f"{BACKLOG}/items/nothing")


def test_every_faulty_cell_is_named(api: Documented, keys: tuple[str, str, str]) -> None:
    dredge, moor, _paint = keys
    changes = [{"key": dredge, "set": {"size": "0"}}, {"key": moor, "set": {"reach": "lots", "value": "8"}}]
    problem = api.refused(422, "post", f"{BACKLOG}/scores", {"changes": changes})
    assert [each["entity"] for each in problem["problems"]] == [f"{dredge}/size", f"{moor}/reach"]
    assert api.get(BACKLOG)["items"]["inputs"]["value"] == [8, 3, 5]


def test_a_stale_cell_shows_both_values(api: Documented, keys: tuple[str, str, str]) -> None:
    dredge = keys[0]
    body = {"changes": [{"key": dredge, "set": {"value": 13}, "version": 0}]}
    problem = api.refused(409, "post", f"{BACKLOG}/scores", body)
    assert problem["conflict"]["fields"] == {"value": {"yours": 13, "theirs": 3}}


def test_a_decision_is_made_and_taken_back(api: Documented, keys: tuple[str, str, str]) -> None:
    dredge, moor, paint = keys
    where = f"{BACKLOG}/overrides/{moor}"
    problem = api.refused(422, "put", where, {"ahead_of": paint, "reason": ""})
    assert problem["problems"][0]["entity"] == "reason"
    said = api.put(where, {"ahead_of": paint, "reason": "Promised", "version": 0})
    assert said["announcement"] == f"{moor} is at place 1 of 3 now."
    found = api.get(BACKLOG)
    assert found["items"]["key"] == [moor, paint, dredge]
    assert (found["overrides"][0]["why"], found["overrides"][0]["first"]) == ("Promised", 2)
    api.refused(409, "put", where, {"ahead_of": "", "reason": "No", "version": 0})
    api.delete(where, version="1")
    assert api.get(BACKLOG)["items"]["key"] == [paint, dredge, moor]


def test_the_board_takes_the_order(api: Documented, keys: tuple[str, str, str]) -> None:
    dredge, moor, paint = keys
    api.post(f"{BACKLOG}/order", {"workstream": ""})
    assert api.get("/api/programs/harbor/work-items/table")["items"]["key"] == [paint, dredge, moor]
    api.post("/api/programs/harbor/undo", {})
    assert api.get("/api/programs/harbor/work-items/table")["items"]["key"] == [dredge, moor, paint]


def test_settings_change_one_by_one(api: Documented, keys: tuple[str, str, str]) -> None:
    assert keys
    criterion = {"id": "gain", "title": "Gain", "weight": 1}
    api.patch(f"{BACKLOG}/settings", {"version": 0, "criteria": [criterion]})
    api.patch(f"{BACKLOG}/settings", {"version": 1, "method": "weighted"})
    found = api.get(BACKLOG)
    assert (found["version"], found["settings"]["method"]) == (2, "weighted")
    assert found["settings"]["criteria"][0]["title"] == "Gain"
    assert found["methods"]["weighted"]["first"] == [0, 0, 0]
    api.refused(409, "patch", f"{BACKLOG}/settings", {"version": 0, "method": "rice"})
    api.refused(422, "patch", f"{BACKLOG}/settings", {"horizon": 0})
    api.refused(422, "patch", f"{BACKLOG}/settings", {"method": "astrology"})


def test_the_ranking_is_exported_without_formulas(
    browser: Callable[[Actor | None], Client], viewer: Actor, keys: tuple[str, str, str]
) -> None:
    response = browser(viewer).get(f"{BACKLOG}/export")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [(row["key"], row["wsjf places"]) for row in rows] == [
        (keys[2], "1"),
        (keys[0], "2 to 3"),
        (keys[1], "2 to 3"),
    ]
    assert rows[2]["title"] == "'=Moor()"


def test_a_viewer_sees_and_changes_nothing(
    browser: Callable[[Actor | None], Client], viewer: Actor, keys: tuple[str, str, str]
) -> None:
    api = Documented(browser(viewer))
    assert len(api.get(BACKLOG)["items"]["key"]) == 3
    assert api.get(f"{BACKLOG}/pace", weeks="6")["paces"][0]["sure"] is None
    api.refused(403, "post", f"{BACKLOG}/scores", {"changes": [{"key": keys[0], "set": {"size": 1}}]})
    api.refused(403, "patch", f"{BACKLOG}/settings", {"method": "rice"})
    api.refused(403, "put", f"{BACKLOG}/overrides/{keys[0]}", {"reason": "Mine"})
    api.refused(403, "delete", f"{BACKLOG}/overrides/{keys[0]}")
    api.refused(403, "post", f"{BACKLOG}/order", {})
