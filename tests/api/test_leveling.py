"""Leveling through the API: what it proposes is what it accepts."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from pilotage.areas.actor import Actor
from pilotage.areas.programs.models import Program as Row
from tests.api.documented import Documented
from tests.areas.schedule.harbor import harbor, no_memory
from tests.areas.schedule.test_leveling import busy, skilled

__all__ = ["busy", "harbor", "no_memory", "skilled"]

LEVELING = "/api/programs/harbor/leveling"


@pytest.fixture
def api(browser: Callable[[Actor | None], Client], editor: Actor, busy: Row) -> Documented:
    return Documented(browser(editor))


def accepted(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "activity": move["activity"],
            **({key: move["constraint"][key] for key in ("kind", "at")} if move["constraint"] else {}),
            "pauses": [{key: each[key] for key in ("start", "end")} for each in move["pauses"]],
            "handovers": [{key: each[key] for key in ("skill", "person", "to")} for each in move["handovers"]],
            "why": "".join(part if isinstance(part, str) else part["text"] for part in move["why"]),
            "version": found["versions"][move["activity"]],
        }
        for move in found["leveling"]["moves"]
    ]


def test_a_proposal_is_previewed_and_accepted(api: Documented) -> None:
    found = api.get(LEVELING)
    effect = found["leveling"]["effect"]
    assert effect["over_before"] > 0
    assert effect["over_after"] == 0
    assert [person["name"] for person in effect["loads"]["people"]] == ["Jo"]
    moves = accepted(found)
    assert api.post(f"{LEVELING}/preview", {"moves": moves}) == effect
    assert api.post(f"{LEVELING}/preview", {"moves": []})["over_after"] == effect["over_before"]
    edit = api.post(f"{LEVELING}/moves", {"moves": moves})
    assert edit["announcement"].startswith("Leveled 1 activity.")
    after = api.get(LEVELING)
    assert after["revision"] == edit["revision"]
    assert after["leveling"]["moves"] == []
    assert after["leveled"] == ["sea/dredge"]


@pytest.mark.parametrize("wish", [{"hand_over": "true"}, {"split": "true"}])
def test_pauses_and_handovers_are_accepted_as_proposed(
    browser: Callable[[Actor | None], Client], editor: Actor, skilled: Row, wish: dict[str, str]
) -> None:
    api = Documented(browser(editor))
    found = api.get(LEVELING, **wish)["leveling"]
    assert found["effect"]["over_after"] == 0
    api.post(f"{LEVELING}/moves", {"moves": accepted(api.get(LEVELING, **wish))})
    after = api.get(LEVELING, **wish)["leveling"]
    assert (after["moves"], after["effect"]["over_before"]) == ([], 0)


@pytest.mark.parametrize("objective", ["finish", "tardiness", "moves"])
def test_each_objective_is_answered(api: Documented, objective: str) -> None:
    assert api.get(LEVELING, objective=objective, keep_started="false")["leveling"]["objective"] == objective


def test_a_viewer_reads_and_does_not_accept(
    browser: Callable[[Actor | None], Client], viewer: Actor, busy: Row
) -> None:
    client = browser(viewer)
    assert client.get(LEVELING).status_code == 200
    refused = client.post(f"{LEVELING}/moves", {"moves": [{"activity": "quay/pile"}]}, content_type="application/json")
    assert refused.status_code == 403


def test_a_stale_move_is_refused_with_what_changed(
    browser: Callable[[Actor | None], Client], editor: Actor, busy: Row
) -> None:
    move = {"activity": "quay/pile", "at": "2026-03-10T09:00:00Z", "version": 9}
    answer = browser(editor).post(f"{LEVELING}/moves", {"moves": [move]}, content_type="application/json")
    assert answer.status_code == 409
    assert answer.json()["conflict"]["id"] == "quay/pile"


def test_a_move_to_no_kind_of_date_is_refused(
    browser: Callable[[Actor | None], Client], editor: Actor, busy: Row
) -> None:
    move = {"activity": "quay/pile", "kind": "must_start_on", "at": "2026-03-10T09:00:00Z"}
    answer = browser(editor).post(f"{LEVELING}/moves", {"moves": [move]}, content_type="application/json")
    assert answer.status_code == 422


def test_the_forecast_is_told_before_and_after(api: Documented) -> None:
    later = {"activity": "quay/pile", "at": "2026-05-04T07:00:00Z"}
    told = api.post(f"{LEVELING}/forecast", {"moves": [later]})["effect"]
    assert told["goal"] == "open"
    assert told["p85"] < told["new_p85"]
    assert told["days"] > 0
    still = api.post(f"{LEVELING}/forecast", {"moves": []})["effect"]
    assert (still["p85"], still["new_p85"]) == (told["p85"], told["p85"])
