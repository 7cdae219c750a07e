"""Sprints through the API: planned, filled, begun, closed."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from pilotage.areas.actor import Actor
from pilotage.areas.programs.models import Program as Row
from tests.areas.schedule.harbor import harbor, no_memory

__all__ = ["harbor", "no_memory"]

HARBOR = "/api/programs/harbor"
ROOM = f"{HARBOR}/workstreams/quay/sprints"


def send(client: Client, method: str, path: str, status: int = 200, **body: Any) -> Any:
    call = getattr(client, method)
    response = call(path) if method == "get" else call(path, body, content_type="application/json")
    assert response.status_code == (201 if path.endswith("/work-items") else status), response.content
    return response.json()


def test_a_sprint_from_plan_to_record(browser: Callable[[Actor | None], Client], editor: Actor, harbor: Row) -> None:
    client = browser(editor)
    empty = send(client, "get", ROOM)
    assert (empty["active"], empty["planned"], empty["charts"], empty["pace"]) == (None, [], [], None)
    assert [each["name"] for each in empty["next_capacity"]["people"]] == ["Jo"]
    item = send(client, "post", f"{HARBOR}/work-items", title="Moor", workstream="quay")["keys"][0]
    days = {"start": empty["next_start"], "finish": empty["next_finish"]}
    code = send(client, "post", ROOM, **days, goal="A ship moors")["code"]
    send(client, "post", ROOM, 422, **days)
    changes = [{"keys": [item], "set": {"sprint": code}}]
    send(client, "post", f"{HARBOR}/work-items/changes", changes=changes)
    send(client, "post", f"{HARBOR}/sprints/{code}/begin", version=1)
    room = send(client, "get", ROOM)
    assert room["active"]["sprint"]["committed"] == 1
    assert room["active"]["chance"] is None
    refused = send(client, "post", f"{HARBOR}/sprints/{code}/close", 422, version=2)
    assert item in refused["detail"]
    outcomes = [{"key": item, "to": "", "reason": "No ship came"}]
    send(client, "post", f"{HARBOR}/sprints/{code}/close", version=2, outcomes=outcomes)
    after = send(client, "get", ROOM)
    assert [each["outcomes"] for each in after["closed"]] == [outcomes]
    assert [each["key"] for each in after["backlog"]] == [item]


def test_a_stranger_sees_nothing_and_a_viewer_changes_nothing(
    browser: Callable[[Actor | None], Client], viewer: Actor, stranger: Actor, harbor: Row
) -> None:
    send(browser(stranger), "get", ROOM, 404)
    send(browser(viewer), "get", f"{HARBOR}/workstreams/nowhere/sprints", 404)
    send(browser(viewer), "post", ROOM, 403, start="2026-03-02", finish="2026-03-15")


def test_the_stream_and_the_advice_of_a_workstream(
    browser: Callable[[Actor | None], Client], editor: Actor, harbor: Row
) -> None:
    client = browser(editor)
    stream = f"{HARBOR}/workstreams/quay/stream"
    assert send(client, "get", stream) == {"stream": None}
    key = send(client, "post", f"{HARBOR}/work-items", title="Moor", workstream="quay")["keys"][0]
    send(client, "post", f"{HARBOR}/work-items/changes", changes=[{"keys": [key], "set": {"status": "In progress"}}])
    [step] = [each for each in send(client, "get", stream)["stream"]["steps"] if each["state"] == "In progress"]
    assert (step["kind"], step["chosen"], step["now"]) == ("work", False, 1)
    send(client, "put", f"{HARBOR}/waiting-states", states={"In progress": "wait"})
    [step] = [each for each in send(client, "get", stream)["stream"]["steps"] if each["state"] == "In progress"]
    assert (step["kind"], step["chosen"]) == ("wait", True)
    send(client, "put", f"{HARBOR}/waiting-states", 422, states={"Nowhere": "wait"})
    found = send(client, "get", f"{HARBOR}/workstreams/quay/advice")
    assert (found["way"], found["reasons"]) == (None, [])
    assert "Too little history" in found["missing"][0]
