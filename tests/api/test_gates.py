"""Gates through the API: from the first criterion to the decision and its record."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from pilotage.areas.actor import Actor
from pilotage.areas.programs.models import Program as Row
from tests.areas.schedule.harbor import harbor, no_memory

__all__ = ["harbor", "no_memory"]

Browser = Callable[[Actor | None], Client]
PATH = "/api/programs/harbor/gates"


class Door:
    def __init__(self, client: Client) -> None:
        self.client = client

    def send(self, method: str, path: str = "", status: int = 200, **body: Any) -> Any:
        call = getattr(self.client, method)
        response = call(f"{PATH}{path}", body, content_type="application/json") if method != "get" else call(PATH)
        assert response.status_code == status, response.content
        return response.json()


@pytest.fixture
def door(browser: Browser, owner: Actor, harbor: Row) -> Door:
    return Door(browser(owner))


def test_from_the_first_criterion_to_the_record(door: Door) -> None:
    added = door.send("post", activity="open", approvers=["mira"])
    assert (added["gate"]["view"]["state"], added["gate"]["may_decide"]) == ("ready", True)
    asked = door.send("post", "/open/criteria", text="Lights work", owner="jo", side="exit", version=1)
    assert asked["gate"]["view"]["next"][0] == {
        "person": "jo",
        "name": "Jo",
        "what": ["Lights work"],
        "decides": False,
        "late": False,
    }
    door.send("patch", "/open/criteria/lights-work", text="All lights work", version=2)
    refused = door.send("post", "/open/decisions", 422, outcome="go", version=3)
    assert "1 criteria are not met" in refused["detail"]
    decided = door.send(
        "post",
        "/open/decisions",
        version=3,
        outcome="go_with_conditions",
        why="By daylight it is safe.",
        conditions=[{"text": "Mend the lights", "due": "2026-03-27", "owner": "jo"}],
    )
    view = decided["gate"]["view"]
    assert view["state"] == "conditional"
    [record] = view["gate"]["decisions"]
    assert (record["by"], record["why"], record["open_exit"][0]["text"]) == (
        "Olga",
        "By daylight it is safe.",
        "All lights work",
    )
    done = door.send("put", "/open/criteria/mend-the-lights/met", version=4, met=True, evidence="photo")
    assert done["gate"]["view"]["state"] == "passed"
    listed = door.send("get")
    assert [each["version"] for each in listed["gates"]] == [5]
    assert listed["facts"]["gate-met:open"]["value"] == 0


def test_a_stale_write_shows_both_values(door: Door) -> None:
    door.send("post", activity="open")
    door.send("post", "/open/criteria", text="Lights work")
    stale = door.send("patch", "/open", 409, version=1, approvers=["mira"])
    assert stale["conflict"]["fields"]["approvers"] == {"yours": ["mira"], "theirs": []}
    assert stale["conflict"]["version"] == 2


def test_who_is_not_named_sees_and_cannot_decide(
    door: Door, browser: Browser, editor: Actor, viewer: Actor, now: dt.datetime
) -> None:
    door.send("post", activity="open", approvers=["mira"])
    mine = Door(browser(editor))
    assert [each["may_decide"] for each in mine.send("get")["gates"]] == [False]
    assert "Only Mira Sandoval" in mine.send("post", "/open/decisions", 403, outcome="go")["detail"]
    watching = Door(browser(viewer))
    assert len(watching.send("get")["gates"]) == 1
    watching.send("post", "/open/criteria", 403, text="x")


def test_a_removed_gate_is_gone(door: Door) -> None:
    door.send("post", activity="open")
    assert door.send("delete", "/open")["gate"] is None
    assert door.send("get")["gates"] == []
